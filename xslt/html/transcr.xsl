<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 12 of the TEI Guidelines: what an editor supplies or sets aside. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- White space that is supplied too stands outside the brackets that the style sheet draws. -->
  <xsl:template match="supplied" as="node()+">
    <xsl:value-of select="' '[matches(current(), '^\s')]"/>
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
    <xsl:value-of select="' '[matches(current(), '\s$')]"/>
  </xsl:template>

  <xsl:template match="surplus" as="element()">
    <del><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></del>
  </xsl:template>

  <xsl:template match="surplus[$view = 'reading']" as="empty-sequence()"/>

</xsl:stylesheet>
