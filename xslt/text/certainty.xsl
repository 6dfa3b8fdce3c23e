<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module certainty: what is said in words stands in brackets. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="certainty | precision | respons" as="text()*">
    <xsl:if test="normalize-space()">
      <xsl:text>{tp:made-up(' [')}</xsl:text>
      <xsl:apply-templates/>
      <xsl:text>{tp:made-up(']')}</xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
