<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module core: paragraphs and words. Lists stand in lists.xsl, quotations in
     quotations.xsl, pointers in pointers.xsl, notes in notes.xsl, verse in verse.xsl, speeches in drama.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What stands among the words of a text, and is none of them. -->
  <xsl:template name="tp:bracketed" as="text()*">
    <xsl:param name="brackets" as="xs:string+" select="tp:brackets(.)"/>
    <xsl:text>{' '[matches(current(), '^\s')]}{$brackets[1][.][$view != 'search'] ! (tp:made-up(.) || $tp:join)}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$brackets[2][.][$view != 'search'] ! ($tp:join || tp:made-up(.))}{'&#xA;'[matches(current(), '\s$')]}</xsl:text>
  </xsl:template>

  <!-- What is part of the line and adds nothing to it in plain text. -->
  <xsl:template as="text()*" match="
      abbr | author | cit | code | date | desc | distinct | editor | ellipsis
      | emph | expan | foreign | gloss | hi | ident | idno | label | measure | measureGrp | mentioned | name
      | noteGrp | num | orig | publisher | pubPlace | rb | ref | reg | resp | rs | term
      | time | title | unit">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="
      cit[tp:is-block(.)] | desc[tp:is-block(.)] | label[tp:is-block(.)]
      | noteGrp[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="head" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- The terms of an index are no words of the text. -->
  <xsl:template match="index" as="empty-sequence()"/>

  <xsl:template match="listBibl" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="p" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- Nothing is shown of a paragraph without anything. -->
  <xsl:template match="p[not(*)][not(normalize-space())]" priority="3" as="empty-sequence()"/>

  <xsl:template match="ruby" as="text()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

  <!-- How a character is read, after it. -->
  <xsl:template match="rt" as="text()*">
    <xsl:text>{tp:made-up('(')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:made-up(')')}</xsl:text>
  </xsl:template>

  <!-- A row is one line. -->
  <xsl:template match="cell/p" as="text()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
