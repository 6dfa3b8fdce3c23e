<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module gaiji. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="g" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="g[not(node())]" as="text()*">
    <xsl:text>{tp:made-up(translate(tp:glyph(.), '&#xAD;', ''))}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
