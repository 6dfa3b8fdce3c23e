<?xml version="1.0" encoding="UTF-8"?>
<!-- The header is no text. Where the text has no title page, title and authors come from here. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="TEI" as="text()*">
    <xsl:apply-templates select="teiHeader[not(../text/front/titlePage)], tp:parts(.)"/>
  </xsl:template>

  <xsl:template match="teiCorpus" as="text()*">
    <xsl:apply-templates select="tp:parts(.)"/>
  </xsl:template>

  <xsl:template match="teiHeader" as="text()*">
    <xsl:for-each select="fileDesc/titleStmt/(author, title[not(@type = 'sub')])">
      <xsl:text>{$tp:block}{tp:made-up(normalize-space())}{$tp:block}</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Parts of a header that stand in the text of a fragment or a list. -->
  <xsl:template as="text()*" match="
      abstract | appInfo | application | availability | calendar | calendarDesc | change |
      correction | creation |
      edition | editionStmt | editorialDecl | encodingDesc | fileDesc | interpretation |
      keywords | langUsage | language | licence | normalization | profileDesc |
      projectDesc | publicationStmt | quotation | rendition | respStmt | revisionDesc |
      segmentation | sourceDesc | tagsDecl | textClass | titleStmt">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="application/desc | application/label" priority="1" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
