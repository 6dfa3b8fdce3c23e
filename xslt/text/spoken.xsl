<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module spoken. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="annotationBlock | u" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="broadcast | equipment | recording | recordingStmt | scriptStmt" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- What is heard and seen beside the words. -->
  <xsl:template match="incident | kinesic | vocal | writing" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
    <xsl:call-template name="tp:bracketed"/>
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <xsl:template match="
      incident[tp:is-block(.)] | kinesic[tp:is-block(.)] | vocal[tp:is-block(.)]
      | writing[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- A note of who speaks, or of what happens, stands where it happens. -->
  <xsl:template match="note[ancestor::text][tp:is-remark(.)]" priority="3" as="text()*">
    <xsl:variable name="mark" as="xs:string" select="if (ancestor::u) then ' ' else $tp:block"/>
    <xsl:text>{$mark}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$mark}</xsl:text>
  </xsl:template>

  <xsl:template match="pause" as="text()*">
    <xsl:text>{tp:made-up(tp:pause(.))}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A post of a conversation in writing begins with who wrote it, and when. -->
  <xsl:template match="post" as="text()*">
    <xsl:text>{$tp:block}{tp:posted(.) ! (tp:made-up(.) || $tp:line)}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="u/seg[tp:is-block(.)]" priority="1" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="shift" as="text()*">
    <xsl:text>{string-join((@feature, @new)[normalize-space()], ': ')[.] ! ($tp:gap || tp:made-up('[' || . || ']') || $tp:gap)}</xsl:text>
  </xsl:template>

  <!-- An utterance that does not name its speaker begins with the name. -->
  <xsl:template match="u[not(tp:names-speaker(.))]" priority="1" as="text()*">
    <xsl:text>{$tp:block}{string-join((@who, parent::annotationBlock/@who)[1] ! tp:speakers(.), ', ')[.] ! (tp:made-up(. || ':') || ' ')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
