<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 6 of the TEI Guidelines: lines and groups of lines. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A pause in a line, wider than a blank. -->
  <xsl:template match="caesura" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">&#x2003;</span>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="l" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="@part[. = ('F', 'I', 'M')] ! ('part-' || .)"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="@n" mode="tp:line-number"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="tp:readings-at(.)" mode="tp:reading-call"/>
    </div>
  </xsl:template>

  <xsl:template match="lg" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@n" mode="tp:line-number"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="tp:permalink"/>
    </div>
  </xsl:template>

  <xsl:template match="rhyme" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

</xsl:stylesheet>
