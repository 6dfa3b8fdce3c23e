<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 11 of the TEI Guidelines: descriptions of manuscripts, as records (records.xsl). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Parts of a description, each a block. -->
  <xsl:template as="element()" match="
      accMat | acquisition | additional | additions | adminInfo | altIdentifier | binding
      | bindingDesc | collation | condition | custEvent | custodialHist | decoDesc | foliation
      | handDesc | history | layoutDesc | msContents | msDesc | msFrag | msIdentifier | msItemStruct
      | msPart | musicNotation | objectDesc | origin | physDesc | provenance | recordHist | scriptDesc
      | seal | sealDesc | source | summary | support | supportDesc | surrogates | typeDesc">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </div>
  </xsl:template>

  <!-- Words of a description. -->
  <xsl:template as="element()" match="
      catchwords | collection | colophon | depth | dim | dimensions | explicit | filiation | finalRubric
      | height | heraldry | incipit | institution | locus | locusGrp | material | msName | objectType
      | origDate | origPlace | repository | rubric | secFol | signatures | stamp | watermark | width">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </span>
  </xsl:template>

  <!-- One of several: a paragraph. -->
  <xsl:template match="decoNote | handNote | layout | scriptNote | typeNote" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="msItem" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="@n[normalize-space()]">
        <p class="label generated">{.}</p>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="tp:content"/>
    </div>
  </xsl:template>

  <!-- How high, how wide: the unit, where no words say it. -->
  <xsl:template match="depth | dim | height | width" mode="tp:content" as="node()*">
    <xsl:apply-templates/>
    <xsl:for-each select="self::*[not(normalize-space())] ! tp:measured(.)">
      <span class="generated">{.}</span>
    </xsl:for-each>
    <xsl:for-each select="tp:unit-after(.)">
      <span class="generated">&#xA0;{.}</span>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="dimensions" mode="tp:content" priority="1" as="node()*">
    <xsl:next-match/>
    <xsl:for-each select="string-join(((@unit, *[normalize-space()]/@unit)[1], @type[normalize-space()] ! ('(' || . || ')')), ' ')[.]">
      <span class="generated">&#xA0;{.}</span>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="layout[not(normalize-space())]" mode="tp:content" as="element()?">
    <xsl:for-each select="tp:laid-out(.)[.]">
      <span class="generated">{.}</span>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="locus" mode="tp:content" as="node()*">
    <xsl:apply-templates/>
    <xsl:for-each select="tp:reach(.)">
      <span class="generated">{.}</span>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
