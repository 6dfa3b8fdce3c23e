<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: a line for each line, a block for each group. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="caesura" as="text()*">
    <xsl:text>{tp:made-up('&#x2003;')}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="lg/head" priority="1" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="l" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:apply-templates select="tp:readings-at(.)" mode="tp:reading-call"/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <!-- What another speaker has begun stands further in. -->
  <xsl:template match="l[@part = ('M', 'F')][ancestor::sp]" priority="1" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}{$tp:indent[current()/@part = 'F']}</xsl:text>
    <xsl:apply-templates/>
    <xsl:apply-templates select="tp:readings-at(.)" mode="tp:reading-call"/>
    <xsl:text>{$tp:line}{$tp:outdent}{$tp:outdent[current()/@part = 'F']}</xsl:text>
  </xsl:template>

  <xsl:template match="lg" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="rhyme" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
