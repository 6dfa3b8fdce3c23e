<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="html" html-version="5" include-content-type="no"/>
  <xsl:template match="/">
    <html><head><title>Leaflet</title></head><body><xsl:apply-templates select="//text"/></body></html>
  </xsl:template>
  <xsl:template match="hi"><i title="{.}"/></xsl:template>
</xsl:stylesheet>
