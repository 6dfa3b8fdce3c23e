<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 12.2 of the TEI Guidelines: pages of a transcript, zone by zone and line by line. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="facsimile | sourceDoc | surfaceGrp" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="line" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@n" mode="tp:line-number"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A line drawn on the page has no words. -->
  <xsl:template match="path[not(node())]" as="empty-sequence()"/>

  <xsl:template match="surface" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="@n[normalize-space()]">
        <p class="surface-name generated">{tp:label('page', map{'n': string()})}</p>
      </xsl:for-each>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="zone" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

</xsl:stylesheet>
