<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="xml"/>
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:template match="choice">
    <xsl:apply-templates select="corr/node()"/>
  </xsl:template>
</xsl:stylesheet>
