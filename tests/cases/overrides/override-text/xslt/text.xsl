<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:text.xsl"/>
  <xsl:template match="gap" as="text()*">
    <xsl:value-of select="tp:made-up('&lt;')"/>
    <xsl:next-match/>
    <xsl:value-of select="tp:made-up('&gt;')"/>
  </xsl:template>
</xsl:stylesheet>
