<?xml version="1.0" encoding="UTF-8"?>
<!-- Where pages, columns, gatherings, lines and sections of the source begin. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="cb | gb | milestone | pb" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <xsl:template match="
      cb[tp:is-inside-word(.)] | gb[tp:is-inside-word(.)] | lb[tp:is-inside-word(.)]
      | milestone[tp:is-inside-word(.)] | pb[tp:is-inside-word(.)]" as="text()*">
    <xsl:text>{$tp:broken[tp:is-hyphenated(current())]}{$tp:join}</xsl:text>
  </xsl:template>

  <!-- In prose a line of the source ends in white space, which is none between letters that are written without it. -->
  <xsl:template match="lb" as="text()*">
    <xsl:text>&#xA;</xsl:text>
  </xsl:template>

  <xsl:template match="lb[not(parent::p)][tp:keeps-lines(.)]" priority="0.3" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <!-- A row is one line. -->
  <xsl:template match="cell//lb" priority="0.35" as="text()*">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- An ornament between parts that the encoding does not number. -->
  <xsl:template match="milestone[not(normalize-space(@n))][tp:parts-blocks(.)]" priority="0.3" as="text()*">
    <xsl:text>{$tp:block}{tp:made-up('* * *')}{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
