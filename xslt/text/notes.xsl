<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a number in the text, the note at the end under a heading. A note in a
     record (of a person, of a manuscript) stays where it is. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="tp:note-body" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template name="tp:notes" as="text()*">
    <xsl:variable name="notes" as="element(note)*" select="tp:notes(.)[$view != 'search']"/>
    <xsl:if test="$notes">
      <xsl:text>{$tp:block}{tp:made-up(tp:label('notes'))[$view != 'markdown']}{$tp:block}</xsl:text>
      <xsl:apply-templates select="$notes" mode="tp:note-body"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note" mode="tp:note-body" as="text()*">
    <xsl:text>{$tp:block}{tp:made-up('[' || tp:number(tp:note-number(.)) || '] ')[not(tp:says-its-call(current()))]}{tp:printed-mark(.) ! tp:made-up(. || ' ')}{$tp:note-start}</xsl:text>
    <xsl:call-template name="tp:whole-note"/>
    <xsl:text>{$tp:note-end}{$tp:block}</xsl:text>
  </xsl:template>

  <!-- What a note says, and what it goes on with. -->
  <xsl:template name="tp:whole-note" as="text()*">
    <xsl:apply-templates/>
    <xsl:for-each select="$tp:continuations(generate-id())">
      <xsl:text>{if (tp:has-blocks(.)) then $tp:block else $tp:gap}</xsl:text>
      <xsl:apply-templates/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="note" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- In a reference or an entry: one of its parts. -->
  <xsl:template match="note[tp:is-run-in(.)][not(tp:is-block(.))]" as="text()*">
    <xsl:text>{tp:made-up(', ')[current()/preceding-sibling::node()[1]/self::note]}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- In a division of notes: under its sign, if the text does not say it. -->
  <xsl:template match="note[tp:is-footnote(.)]" as="text()*">
    <xsl:text>{$tp:block}{tp:sign-before(.) ! tp:made-up('[' || . || '] ')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="note[tp:is-in-line(.)]" priority="2" as="text()*">
    <xsl:variable name="mark" as="xs:string" select="if (tp:has-blocks(.)) then $tp:block else $tp:gap"/>
    <xsl:text>{tp:blank-before(.)}{$mark}</xsl:text>
    <xsl:call-template name="tp:bracketed"/>
    <xsl:text>{$mark}</xsl:text>
  </xsl:template>

  <xsl:template match="note[tp:is-moved(.)][(tp:callers(.), tp:begun(.))]" priority="2" as="empty-sequence()"/>

  <xsl:template match="note[tp:is-empty(.)]" priority="4" as="empty-sequence()"/>

  <xsl:template match="note[tp:is-moved(.)]" priority="1" as="text()*">
    <xsl:text>{$tp:call}{tp:made-up('[' || tp:number(tp:note-number(.)) || ']')}</xsl:text>
  </xsl:template>

  <!-- The first paragraph begins in the line of the number. -->
  <xsl:template match="note[tp:is-footnote(.)]/p[not(preceding-sibling::node()[self::* or normalize-space()])]" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
