<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 17 of the TEI Guidelines: anchors, segments, and where pointers lead. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- ptr and ref: a link where the pointer leads somewhere. -->
  <xsl:mode name="tp:address" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <xsl:mode name="tp:link" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Where a pointer leads: an address that a reader may follow, or nothing. -->
  <xsl:function name="tp:address" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="target" as="xs:string?" select="tokenize($pointer/@target)[1]"/>
    <xsl:variable name="inside" as="element()?" select="
        $target[starts-with(., '#')] ! key('tp:xml-id', substring(., 2), root($pointer))[1]"/>
    <xsl:choose>
      <xsl:when test="$inside/ancestor-or-self::text">
        <xsl:sequence select="tp:href($inside)"/>
      </xsl:when>
      <xsl:when test="matches($target, '^(https?|mailto):') or
                      not(matches($target, '^(#|[A-Za-z][A-Za-z0-9+.-]*:)'))">
        <xsl:sequence select="$target"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a link or a block would stand inside: HTML does not nest links, the inner one stays. -->
  <xsl:function name="tp:holds-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/*) and (tp:has-blocks($element)
        or exists($element//(graphic | note | pb | ptr | ref | (name | objectName | orgName | persName | placeName | rs | title)[@ref])))"/>
  </xsl:function>

  <xsl:template match="ab" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="tp:permalink"/>
    </xsl:element>
  </xsl:template>

  <!-- Pointers that say how parts belong together; what words they have is shown. -->
  <xsl:template match="alt | altGrp | join | joinGrp | link | linkGrp | timeline | when" as="element()?">
    <xsl:if test="normalize-space()">
      <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="anchor" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:ends(.)">
        <span class="generated" role="img" aria-label="{tp:label(. || '-ends')}">⌋</span>
      </xsl:for-each>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="seg" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- A pointer without words shows where it leads. -->
  <xsl:template match="ptr" mode="tp:address" as="element()">
    <span class="generated">{replace(@target, '^(https?://|mailto:|#)', '')}</span>
  </xsl:template>

  <xsl:template match="ptr | ref" mode="tp:link" as="element()">
    <xsl:variable name="address" as="xs:string?" select="tp:address(.)"/>
    <xsl:variable name="linked" as="xs:boolean" select="exists($address) and not(tp:holds-link(.))"/>
    <xsl:if test="@target and empty($address)">
      <xsl:call-template name="tp:finding">
        <xsl:with-param name="code" select="'T002'"/>
        <xsl:with-param name="arguments" select="map{'target': string(@target)}"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:element name="{if ($linked) then 'a' else tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="$linked">
        <xsl:attribute name="href" select="$address"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="self::ptr" mode="tp:address"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
