<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module transcr. Supplied text is part of the line; surplus text is left out. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="addSpan | damageSpan | delSpan" as="text()*">
    <xsl:text>{tp:made-up('⌈')}</xsl:text>
  </xsl:template>

  <xsl:template match="am | damage | ex | fw | metamark | mod | redo | restore | retrace | supplied | surplus | undo" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="handShift" as="text()*">
    <xsl:text>{tp:hand(.) ! ($tp:gap || tp:made-up('[' || . || '] '))}</xsl:text>
  </xsl:template>

  <xsl:template match="listTranspose | substJoin | transpose" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Pointers without words. -->
  <xsl:template match="
      listTranspose[not(normalize-space())] | substJoin[not(normalize-space())]
      | transpose[not(normalize-space())]" as="empty-sequence()"/>

  <xsl:template match="secl" as="text()*">
    <xsl:text>{tp:made-up('[')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:made-up(']')}</xsl:text>
  </xsl:template>

  <xsl:template match="space" as="text()*">
    <xsl:text>{tp:made-up(tp:blanks(.))}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- No space, where a witness has nothing. -->
  <xsl:template match="space[@quantity = '0'][not(node())]" as="empty-sequence()"/>

  <xsl:template match="subst" as="text()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

</xsl:stylesheet>
