<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: one block each, a line for each item, its bullet or number made up. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="headItem | headLabel" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="item" as="text()*">
    <xsl:text>{$tp:line}{tp:made-up('- ')}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="list[tp:numbering(.)]/item" as="text()*">
    <xsl:variable name="number" as="xs:string">
      <xsl:number format="{tp:numbering(..)}"/>
    </xsl:variable>
    <xsl:text>{$tp:line}{tp:made-up((@n[matches(., '^[0-9]{1,6}$')], $number)[1] || '. ')}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <!-- What a label stands before, or a mark of its own. -->
  <xsl:template match="list[label or tp:marks-itself(.)]/item" priority="1" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="list" as="text()*">
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

  <!-- What counts the items stands in their line. -->
  <xsl:template match="list[tp:is-enumerated(.)]/label" priority="1" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <xsl:template match="list[tp:is-enumerated(.)]/item" priority="2" as="text()*">
    <xsl:text>{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <!-- The first paragraph begins in the line of the bullet. -->
  <xsl:template match="item/p[not(preceding-sibling::*)]" priority="1" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
