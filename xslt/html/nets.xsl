<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 19 of the TEI Guidelines: graphs and trees, a line for each part that has words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="arc | eLeaf | eTree | forest | graph | iNode | leaf | listForest | node | root | tree | triangle" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

</xsl:stylesheet>
