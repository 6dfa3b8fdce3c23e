<?xml version="1.0" encoding="UTF-8"?>
<!-- The header is no text. Where the text has no title page, title and authors come from here; where
     there is no text, its descriptions are the text. Chapter 5, the description of characters, goes
     with it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="TEI" as="text()*">
    <xsl:apply-templates select="teiHeader[not(../text/front/titlePage)], tp:parts(.)"/>
  </xsl:template>

  <xsl:template match="teiCorpus" as="text()*">
    <xsl:apply-templates select="teiHeader, tp:parts(.)"/>
  </xsl:template>

  <xsl:template match="teiHeader" as="text()*">
    <xsl:for-each select="fileDesc/titleStmt/(author, title[not(@type = 'sub')])">
      <xsl:text>{$tp:block}{tp:syntax('# ')[$view = 'markdown'][current()/self::title]}</xsl:text>
      <xsl:text>{tp:made-up(tp:plain(.))}{$tp:block}</xsl:text>
    </xsl:for-each>
    <xsl:apply-templates select="profileDesc/correspDesc except tp:descriptions(root())" mode="tp:letter"/>
    <xsl:apply-templates select=".//* intersect tp:descriptions(root())"/>
  </xsl:template>

  <!-- One that stands in a fragment. -->
  <xsl:template match="teiHeader[parent::*[not(self::TEI or self::teiCorpus)]]" priority="1" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- From a letter's metadata to the lines at its head. -->
  <xsl:mode name="tp:letter" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="correspDesc" mode="tp:letter" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:for-each select="correspAction">
      <xsl:text>{$tp:line}{tp:made-up(tp:statement-label(.) || ': ' || tp:sent(.))}</xsl:text>
    </xsl:for-each>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- Parts of a header that stand in the text of a fragment or a description. -->
  <xsl:template as="text()*" match="
      abstract | appInfo | availability | biblFull | calendar | calendarDesc | catDesc | category | change | char
      | charDecl | classDecl | conversion | correction | correspAction | correspContext | correspDesc
      | cRefPattern | citeData | citeStructure | creation | editionStmt | editorialDecl | encodingDesc | fileDesc
      | geoDecl | glyph | handNotes | hyphenation | interpretation | keywords | langUsage | licence
      | listChange | listPrefixDef | metDecl | metSym | namespace | normalization | notesStmt | prefixDef | profileDesc
      | projectDesc | publicationStmt | punctuation | quotation | refState | refsDecl | rendition
      | revisionDesc | samplingDecl | schemaRef | segmentation | seriesStmt | sourceDesc | stdVals
      | styleDefDecl | tagUsage | tagsDecl | taxonomy | textClass | titleStmt | unitDecl | unitDef
      | variantEncoding | xenoData">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      authority | catRef | charName | charProp | classCode | distributor | edition | extent | funder | glyphName
      | language | localName | localProp | mapping | principal | respStmt | sponsor | unicodeName | unicodeProp | unihanProp | value">
    <xsl:apply-templates select="." mode="tp:content"/>
  </xsl:template>

  <xsl:template match="application | transcriptionDesc" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="application/desc | application/label | transcriptionDesc/desc | transcriptionDesc/label" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="xenoData" mode="tp:content" as="text()*">
    <xsl:text>{string-join(.//text(), ' ')}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
