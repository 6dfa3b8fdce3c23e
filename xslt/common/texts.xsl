<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a document is text: of each TEI the text, else the transcription of its pages, else its
     registers, else whatever stands after its header; of a fragment all of it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The parts of a TEI or a corpus that are read, in their order: its own, and its members. -->
  <xsl:function name="tp:parts" as="element()*">
    <xsl:param name="whole" as="element()"/>
    <xsl:variable name="own" as="array(element()*)*" select="
        [$whole/text], [$whole/sourceDoc], [$whole/standOff],
        [$whole/(* except (TEI | teiCorpus | teiHeader))]"/>
    <xsl:sequence select="$own[exists(?1)][1]?1 | $whole/(TEI | teiCorpus)"/>
  </xsl:function>

  <!-- The texts of a document, in their order. -->
  <xsl:function name="tp:texts" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="members" as="element()*" select="outermost($document//(TEI | teiCorpus))"/>
    <xsl:sequence select="
        if ($members) then $members ! tp:texts-in(.) else $document/(* except teiHeader)"/>
  </xsl:function>

  <xsl:function name="tp:texts-in" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/(self::TEI | self::teiCorpus)) then tp:parts($element) ! tp:texts-in(.)
        else $element"/>
  </xsl:function>

</xsl:stylesheet>
