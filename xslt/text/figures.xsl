<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module figures: tables in rows with tabs, pictures by their words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A picture has no text but what is said of it; its figure stands for it. -->
  <xsl:template match="binaryObject | graphic | media" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="cell" as="text()*">
    <xsl:text>{$tp:cell[current()/preceding-sibling::cell]}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="figDesc" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <!-- A label says that a picture stands here, and not words in the frame of one. -->
  <xsl:template match="figure" as="text()*">
    <xsl:text>{$tp:block}{tp:made-up('[' || tp:label('figure') || ']')[tp:is-picture(current())]}{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="formula | notatedMusic" as="text()*">
    <xsl:apply-templates select="." mode="tp:content"/>
  </xsl:template>

  <xsl:template match="formula[tp:is-block(.)] | notatedMusic[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- Of music in another vocabulary its words: titles, lyrics, directions. -->
  <xsl:template match="notatedMusic/*[namespace-uri() ne 'http://www.tei-c.org/ns/1.0']" as="text()*">
    <xsl:text>{tp:made-up('[' || tp:label('musicNotation') || ']')}</xsl:text>
    <xsl:value-of select="'', .//text()[normalize-space()] ! normalize-space()"/>
  </xsl:template>

  <xsl:template match="figure/head" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="*[namespace-uri() = 'http://www.w3.org/1998/Math/MathML']" priority="-0.4" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Of a drawing, its words. -->
  <xsl:template match="svg:svg" as="text()*">
    <xsl:apply-templates mode="tp:drawing"/>
  </xsl:template>

  <xsl:mode name="tp:drawing" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template match="svg:desc | svg:text | svg:title" mode="tp:drawing" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
    <xsl:apply-templates mode="tp:drawing"/>
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <xsl:template match="svg:foreignObject" mode="tp:drawing" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- No words: the view leaves them out. -->
  <xsl:template match="svg:metadata | svg:script | svg:style" mode="tp:drawing" as="empty-sequence()"/>

  <xsl:template match="row" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="table" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
