<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI modules core and gaiji: paragraphs, lists, quotations, editing, breaks.
     Notes stand in notes.xsl, verse in verse.xsl, speeches in drama.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A block where its surroundings or its content make it one, else part of the line. -->
  <xsl:mode name="tp:block-or-inline" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What is part of the line and adds nothing to it in plain text. -->
  <xsl:template as="text()*" match="
      abbr | add | author | corr | date | desc | editor | emph | expan | foreign | gloss
      | hi | idno | mentioned | name | orig | publisher | pubPlace | ref | reg | resp |
      rs | sic | soCalled | term | title | unclear">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="bibl | cit | q | said" as="text()*">
    <xsl:apply-templates select="." mode="tp:block-or-inline"/>
  </xsl:template>

  <xsl:template match="cb | gb | milestone | pb" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      cb[@break = 'no'] | gb[@break = 'no'] | lb[@break = 'no'] | milestone[@break =
      'no'] | pb[@break = 'no']">
    <xsl:text>{$tp:join}</xsl:text>
  </xsl:template>

  <xsl:template match="choice" as="text()*">
    <xsl:apply-templates select="(* | text()[normalize-space()]) except *[tp:is-hidden(.)]"/>
  </xsl:template>

  <xsl:template match="del" as="empty-sequence()"/>

  <xsl:template match="gap" as="text()*">
    <xsl:text>{tp:made-up('[…]')}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A picture has no text; its figure stands for it. -->
  <xsl:template match="graphic" as="empty-sequence()"/>

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

  <xsl:template match="label" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="list/label | list/head" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="lb" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="list" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="item//list" as="text()*">
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

  <!-- A list is one block. -->
  <xsl:template match="item/p" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <!-- The first paragraph begins in the line of the bullet. -->
  <xsl:template match="item/p[not(preceding-sibling::*)]" priority="1" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="ptr" as="text()*">
    <xsl:text>{tp:made-up(string(@target))}</xsl:text>
  </xsl:template>

  <xsl:template match="quote" as="text()*">
    <xsl:text>{if (tp:is-block(.)) then $tp:block || $tp:indent else ()}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{if (tp:is-block(.)) then $tp:block || $tp:outdent else ()}</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="tp:block-or-inline" as="text()*">
    <xsl:text>{if (tp:is-block(.)) then $tp:block else ()}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{if (tp:is-block(.)) then $tp:block else ()}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
