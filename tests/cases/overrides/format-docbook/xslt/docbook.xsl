<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns="http://docbook.org/ns/docbook" exclude-result-prefixes="tp"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:text:marks.xsl"/>
  <xsl:output method="xml" tp:suffix=".dbk"/>
  <xsl:template match="TEI">
    <article version="5.0"><xsl:apply-templates select="text"/></article>
  </xsl:template>
  <xsl:template match="head"><title><xsl:apply-templates/></title></xsl:template>
  <xsl:template match="p"><para><xsl:apply-templates/></para></xsl:template>
  <xsl:template match="speaker"><para><xsl:apply-templates/></para></xsl:template>
  <xsl:template match="hi"><emphasis><xsl:apply-templates/></emphasis></xsl:template>
  <xsl:template match="sic"/>
  <xsl:template match="note">
    <footnote><para>
      <xsl:value-of select="$tp:note-start"/>
      <xsl:apply-templates/>
      <xsl:value-of select="$tp:note-end"/>
    </para></footnote>
  </xsl:template>
  <xsl:template match="gap"><phrase><xsl:value-of select="tp:made-up('…')"/></phrase></xsl:template>
</xsl:stylesheet>
