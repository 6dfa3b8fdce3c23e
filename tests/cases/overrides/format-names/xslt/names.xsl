<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="text" media-type="text/csv" tp:suffix=".csv" tp:account="none"/>
  <xsl:template match="/">
    <xsl:value-of select="'name', //persName ! normalize-space()" separator="&#13;&#10;"/>
  </xsl:template>
</xsl:stylesheet>
