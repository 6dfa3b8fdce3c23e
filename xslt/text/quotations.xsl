<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotations: marks where the text has none; a quotation that stands apart stands deeper. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="q | quote | said | soCalled" as="text()*">
    <xsl:param name="depth" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:variable name="marks" as="array(xs:string)?" select="tp:quotation-marks(., $depth)[$view != 'search']"/>
    <xsl:text>{' '[exists($marks)][matches(current(), '^\s')]}{$marks ! (tp:made-up(?1) || $tp:join)}</xsl:text>
    <xsl:apply-templates>
      <xsl:with-param name="depth" select="$depth + 1" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:text>{$marks ! ($tp:join || tp:made-up(?2))}{'&#xA;'[exists($marks)][matches(current(), '\s$')]}</xsl:text>
  </xsl:template>

  <xsl:template match="q[tp:is-block(.)] | said[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="quote[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
