<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:epub.xsl"/>
  <xsl:template match="persName" as="element()">
    <b class="name"><xsl:next-match/></b>
  </xsl:template>
</xsl:stylesheet>
