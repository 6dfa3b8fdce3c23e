<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:text:mraks.xsl"/>
</xsl:stylesheet>
