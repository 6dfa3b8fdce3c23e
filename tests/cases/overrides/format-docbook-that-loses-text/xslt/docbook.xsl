<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://docbook.org/ns/docbook"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="xml"/>
  <xsl:template match="/"><article version="5.0"><xsl:apply-templates select="//text"/></article></xsl:template>
  <xsl:template match="p"><para><xsl:apply-templates/></para></xsl:template>
  <xsl:template match="hi"/>
</xsl:stylesheet>
