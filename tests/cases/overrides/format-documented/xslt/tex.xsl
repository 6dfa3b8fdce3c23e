<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:text:marks.xsl"/>
  <xsl:output method="text" media-type="application/x-tex" tp:suffix=".tex"/>
  <xsl:template match="teiHeader | sic"/>
  <xsl:template match="hi">
    <xsl:value-of select="tp:made-up('\emph{')"/>
    <xsl:apply-templates/>
    <xsl:value-of select="tp:made-up('}')"/>
  </xsl:template>
  <xsl:template match="note">
    <xsl:value-of select="tp:made-up('\footnote{') || $tp:note-start"/>
    <xsl:apply-templates/>
    <xsl:value-of select="$tp:note-end || tp:made-up('}')"/>
  </xsl:template>
  <xsl:template match="p | speaker">
    <xsl:apply-templates/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
