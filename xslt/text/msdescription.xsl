<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module msdescription: a line for each statement, deeper inside another. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template as="text()*" match="
      accMat | acquisition | additional | additions | adminInfo | altIdentifier | binding
      | bindingDesc | collation | condition | custEvent | custodialHist | decoDesc | decoNote | foliation
      | handDesc | handNote | history | layout | layoutDesc | msContents | msDesc | msFrag | msIdentifier
      | msItemStruct | msPart | musicNotation | objectDesc | origin | physDesc | provenance | recordHist
      | scriptDesc | scriptNote | seal | sealDesc | source | summary | support | supportDesc | surrogates
      | typeDesc | typeNote">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="msItem" as="text()*">
    <xsl:text>{$tp:block}{@n[normalize-space()] ! tp:made-up(. || '.')}{$tp:line}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      catchwords | collection | colophon | depth | dim | dimensions | explicit | filiation | finalRubric
      | height | heraldry | incipit | institution | locus | locusGrp | material | msName | objectType
      | origDate | origPlace | repository | rubric | secFol | signatures | stamp | watermark | width">
    <xsl:apply-templates select="." mode="tp:content"/>
  </xsl:template>

  <xsl:template match="depth | dim | height | width" mode="tp:content" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{self::*[not(normalize-space())] ! tp:measured(.) ! tp:made-up(.)}{tp:unit-after(.) ! tp:made-up(' ' || .)}</xsl:text>
  </xsl:template>

  <xsl:template match="msDesc//measure" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{tp:unit-after(.) ! tp:made-up(' ' || .)}</xsl:text>
  </xsl:template>

  <xsl:template match="dimensions" mode="tp:content" priority="1" as="text()*">
    <xsl:next-match/>
    <xsl:text>{string-join(((@unit, *[normalize-space()]/@unit)[1], @type[normalize-space()] ! ('(' || . || ')')), ' ')[.] ! tp:made-up(' ' || .)}</xsl:text>
  </xsl:template>

  <xsl:template match="layout[not(normalize-space())]" mode="tp:content" as="text()*">
    <xsl:text>{tp:laid-out(.)[.] ! tp:made-up(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="locus" mode="tp:content" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{tp:reach(.) ! tp:made-up(.)}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
