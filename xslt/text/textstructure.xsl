<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module textstructure: divisions, title pages, openers and closers. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="argument | epigraph" as="text()*">
    <xsl:text>{$tp:block}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      back | body | byline | closer | dateline | div | div1 | div2 | div3 | div4 | div5 | div6 | div7
      | divGen | docAuthor | docDate | docEdition | docImprint | docTitle | floatingText | front | group | imprimatur | opener | postscript | salute | signed | text | titlePage | titlePart | trailer">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="div[tp:division-kind(.)]" as="text()*">
    <xsl:text>{$tp:block}{tp:made-up(tp:division-kind(.))}{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      (byline | docImprint | docEdition | imprimatur | titlePart | p)/docAuthor
      | (byline | docImprint | docEdition | imprimatur | titlePart | p)/docDate">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A letter head, a signature, a title: a line for each part. -->
  <xsl:template as="text()*" match="
      (closer | opener)/byline | (closer | opener)/dateline | (closer | opener)/salute
      | (closer | opener)/signed | docTitle/titlePart">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <!-- An epigraph stands deeper as a whole. -->
  <xsl:template match="epigraph//quote" priority="1" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
