<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a book differs from the page: what it cannot hold, and what a reading system does itself. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A link to a neighbouring file of the project leads nowhere from inside a book. -->
  <xsl:function name="tp:address-of" as="xs:string?">
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="inside" as="element()?" select="
        $target[starts-with(., '#')] ! key('tp:xml-id', substring(., 2), root($pointer))[1]"/>
    <xsl:sequence select="
        if ($inside) then $inside[tp:is-in-text(.)] ! tp:href(.)
        else $target[matches(., '^(https?|mailto):[^\s&lt;&gt;&quot;{}|\\^`]+$')]"/>
  </xsl:function>

  <!-- An image beside the document, in the book. It is described by the figure's description, else by its
       heading; one that adorns says nothing. -->
  <xsl:template match="graphic[exists($images(normalize-space(@url)))]" priority="2" as="node()+">
    <xsl:variable name="file" as="xs:string+" select="tokenize($images(normalize-space(@url)))"/>
    <xsl:variable name="words" as="xs:string" select="
        ((., ..)/desc ! tp:plain(.)[.], (., ..)/figDesc ! tp:plain(.)[.], ../head ! tp:plain(.)[.],
         tp:label('figure'))[1]"/>
    <img src="../images/{$file[1]}" alt="{$words[not(tp:is-ornament(current()))]}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="tp:is-ornament(.)">
        <xsl:attribute name="role" select="'presentation'"/>
      </xsl:if>
      <xsl:if test="$file[2] != '0'">
        <xsl:attribute name="width" select="$file[2]"/>
        <xsl:attribute name="height" select="$file[3]"/>
      </xsl:if>
    </img>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Whether an image adorns and shows nothing: its figure says so, and nothing else. -->
  <xsl:function name="tp:is-ornament" as="xs:boolean">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="
        exists($graphic/(., ..)/@type[matches(., '^(decorat|ornament|vignette|tailpiece|headpiece)')])
        and not($graphic/..[self::figure][normalize-space()])"/>
  </xsl:function>

  <!-- An image that is not there: the words of its figure are. -->
  <xsl:template match="graphic[not(matches(@url, '^([A-Za-z][A-Za-z0-9+.-]*:|//)'))]" priority="1" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A page break is a mark without words: the page list of the book has the numbers. -->
  <xsl:template match="pb[@n]" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
    </span>
  </xsl:template>

  <!-- A reading system shows notes in its own way, and has no controls: the book shows one reading. -->
  <xsl:function name="tp:pops-up" as="attribute()?"/>

  <xsl:function name="tp:button" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="class" as="xs:string?"/>
  </xsl:function>

  <xsl:function name="tp:has-both-readings" as="xs:boolean">
    <xsl:sequence select="false()"/>
  </xsl:function>

  <!-- A chart is too wide for many reading systems; the index itself says as much. -->
  <xsl:template match="/" mode="tp:chart" as="empty-sequence()"/>

  <!-- A reading system has its own way to point at a paragraph. -->
  <xsl:template match="*" mode="tp:permalink" as="empty-sequence()"/>

</xsl:stylesheet>
