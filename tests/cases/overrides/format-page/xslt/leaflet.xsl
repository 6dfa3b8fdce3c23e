<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="html" html-version="5" include-content-type="no" indent="no"/>
  <xsl:template match="/">
    <html>
      <head><title>Leaflet</title></head>
      <body>
        <xsl:apply-templates select="//text"/>
        <section class="notes"><xsl:apply-templates select="//note/node()"/></section>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="head"><h1><xsl:apply-templates/></h1></xsl:template>
  <xsl:template match="p | speaker"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="sic | note"/>
  <xsl:template match="gap"><i class="generated">…</i></xsl:template>
</xsl:stylesheet>
