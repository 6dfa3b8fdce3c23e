<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module textcrit: one reading in the text, the others in the apparatus. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="app" priority="1" as="text()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
    <xsl:apply-templates select=".[tp:has-variants(.)]" mode="tp:reading-call"/>
    <xsl:text>{lem/text()[tp:ends-before-call(.)] ! ' '}</xsl:text>
  </xsl:template>

  <!-- An entry of standOff: its call is at its place. -->
  <xsl:template match="listApp/app" priority="2" as="text()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

  <!-- An entry that says where its words are. -->
  <xsl:template match="app[tp:is-apart(.)]" priority="3" as="text()*">
    <xsl:text>{$tp:line}{tp:place-as-told(.) ! (tp:made-up(.) || ' ')}</xsl:text>
    <xsl:apply-templates mode="tp:variant"/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="lacunaEnd | lacunaStart | witEnd | witStart" as="text()*">
    <xsl:text>{tp:made-up('[' || string-join((tp:label(local-name()), tp:sigla(.)), ' ') || ']')}</xsl:text>
  </xsl:template>

  <xsl:template match="lem | rdg | wit | witDetail" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="lem/text()[tp:ends-before-call(.)]" priority="1" as="text()">
    <xsl:value-of select="replace(tp:characters(.), '\s+$', '')"/>
  </xsl:template>

  <xsl:template match="listApp | listWit" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- A note of an entry stands in it. -->
  <xsl:template match="app/note" priority="2" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="rdgGrp" priority="1" as="text()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

  <!-- Beside the words of a witness, and in no entry. -->
  <xsl:template match="witDetail[not(parent::app or parent::rdgGrp)]" priority="1" as="text()*">
    <xsl:text> {tp:made-up('[' || string-join(tp:sigla(.), ' ') || ': ')[$view != 'search']}{$tp:join[$view != 'search']}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{($tp:join || tp:made-up(']'))[$view != 'search']} </xsl:text>
  </xsl:template>

  <xsl:template match="witness" as="text()*">
    <xsl:text>{$tp:line}{tp:siglum-before(.) ! (tp:made-up(.) || ' ')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
