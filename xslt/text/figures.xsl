<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module figures: tables in rows with tabs, pictures by their words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:mathml="http://www.w3.org/1998/Math/MathML"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A picture has no text but what is said of it; its figure stands for it. -->
  <xsl:template match="binaryObject | graphic | media" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A formula that is a picture. -->
  <xsl:template match="formula/graphic[not(normalize-space())]" as="text()*">
    <xsl:text>{tp:made-up('[' || tp:label('figure') || ']')}</xsl:text>
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
    <xsl:value-of select="tp:sung(.)"/>
  </xsl:template>

  <xsl:template match="figure/head" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="*[namespace-uri() = 'http://www.w3.org/1998/Math/MathML']" priority="-0.4" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Fractions, powers and roots in one line. -->
  <xsl:template match="mathml:mfrac | mathml:msub | mathml:msubsup | mathml:msup" as="text()*">
    <xsl:variable name="signs" as="xs:string+" select="
        map{'mfrac': '/', 'msub': '_', 'msubsup': ('_', '^'), 'msup': '^'}(local-name())"/>
    <xsl:for-each select="*">
      <xsl:text>{$signs[position() = current()/count(preceding-sibling::*)] ! tp:made-up(.)}</xsl:text>
      <xsl:call-template name="tp:operand"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="mathml:msqrt" as="text()*">
    <xsl:text>{tp:made-up('√')}</xsl:text>
    <xsl:call-template name="tp:operand"/>
  </xsl:template>

  <xsl:template match="mathml:*/text()[not(normalize-space())]" as="empty-sequence()"/>

  <!-- What an operator of one line is applied to: in brackets, where it is more than a sign. -->
  <xsl:template name="tp:operand" as="text()*">
    <xsl:variable name="compound" as="xs:boolean" select="exists(descendant::*[not(*)][2])"/>
    <xsl:text>{tp:made-up('(')[$compound]}</xsl:text>
    <xsl:apply-templates select="self::mathml:msqrt/node(), .[not(self::mathml:msqrt)]"/>
    <xsl:text>{tp:made-up(')')[$compound]}</xsl:text>
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
