<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module core: paragraphs, lists, quotations.
     Notes stand in notes.xsl, verse in verse.xsl, speeches in drama.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What is part of the line and adds nothing to it in plain text. -->
  <xsl:template as="text()*" match="
      abbr | author | bibl | cit | date | desc | editor | emph | expan | foreign
      | gloss | hi | idno | label | mentioned | name | orig | publisher | pubPlace | q | quote
      | ref | reg | resp | rs | said | soCalled | term | title">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="(bibl | cit | q | said)[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="head" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="item" as="text()*">
    <xsl:text>{$tp:line}{tp:made-up('- ')}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      list[@type = ('numbered', 'ordered') or @rend = ('numbered', 'ordered')]/item">
    <xsl:variable name="number" as="xs:string">
      <xsl:number/>
    </xsl:variable>
    <xsl:text>{$tp:line}{tp:made-up($number || '. ')}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <!-- What a label stands before. -->
  <xsl:template match="list[label]/item" priority="1" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="list | listBibl" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- A list is one block, with its heading, its labels and what stands in its items. -->
  <xsl:template match="item/p | item//list | list/head | list/label" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="p" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- A row is one line. -->
  <xsl:template match="cell/p" as="text()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- The first paragraph begins in the line of the bullet. -->
  <xsl:template match="item/p[not(preceding-sibling::*)]" priority="1" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="ptr" as="text()*">
    <xsl:text>{tp:made-up(string(@target))}</xsl:text>
  </xsl:template>

  <xsl:template match="quote[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
