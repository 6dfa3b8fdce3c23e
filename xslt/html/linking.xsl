<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 17 of the TEI Guidelines: anchors and segments. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="ab" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@n" mode="tp:line-number"/>
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

  <xsl:template match="anchor" as="element()+">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:ends(.)">
        <span class="generated" role="img" aria-label="{tp:label(. || '-ends')}">⌋</span>
      </xsl:for-each>
      <xsl:apply-templates/>
    </span>
    <xsl:apply-templates select="tp:notes-of-anchor(.)" mode="tp:note-call"/>
  </xsl:template>

  <xsl:template match="seg" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

</xsl:stylesheet>
