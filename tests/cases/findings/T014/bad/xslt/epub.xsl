<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0" exclude-result-prefixes="#all"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="urn:teipipe:xslt:epub.xsl"/>
<xsl:template match="/">
  <package-files>
    <xsl:variable name="book"><xsl:next-match/></xsl:variable>
    <xsl:sequence select="$book/*:package-files/node(), tp:mark('EPUB/../extra.xml')"/>
    <extra/>
  </package-files>
</xsl:template>
</xsl:stylesheet>
