<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:text.xsl"/>
  <xsl:template match="head">
    <xsl:value-of select="$tp:block || tp:made-up('== ')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="tp:made-up(' ==') || $tp:block"/>
  </xsl:template>
  <xsl:template match="hi">
    <xsl:value-of select="tp:made-up(&quot;''&quot;)"/>
    <xsl:next-match/>
    <xsl:value-of select="tp:made-up(&quot;''&quot;)"/>
  </xsl:template>
</xsl:stylesheet>
