<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module nets: a line for each part that has words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="arc | eLeaf | eTree | forest | graph | iNode | leaf | listForest | node | root | tree | triangle" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
