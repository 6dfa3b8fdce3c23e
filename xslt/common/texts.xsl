<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a document is text: of each TEI the text, else the transcription of its pages, else its
     registers, else whatever stands after its header; of a fragment all of it. Where none of these
     holds a character, as in a catalogue, it is what the header describes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether a book is made: a reading system has controls of its own, and no neighbours to link to.
       The stylesheet of books overrides this one. -->
  <xsl:variable name="tp:is-book" as="xs:boolean" select="false()"/>

  <!-- The parts of a TEI or a corpus that are read, in their order: its own, and its members. -->
  <xsl:function name="tp:parts" as="element()*">
    <xsl:param name="whole" as="element()"/>
    <xsl:variable name="own" as="array(element()*)*" select="
        [$whole/text], [$whole/sourceDoc], [$whole/standOff],
        [$whole/(* except (TEI | teiCorpus | teiHeader))]"/>
    <xsl:sequence select="$own[exists(?1)][1]?1 | $whole/(TEI | teiCorpus)"/>
  </xsl:function>

  <!-- The texts of a document, in their order; what the header describes in place of empty ones. -->
  <xsl:function name="tp:texts" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="descriptions" as="element()*" select="tp:descriptions($document)"/>
    <xsl:sequence select="
        tp:own-texts($document)[empty($descriptions) or .//(graphic | media | pb)], $descriptions"/>
  </xsl:function>

  <!-- The descriptions in the headers of a document whose texts hold no characters. -->
  <xsl:function name="tp:descriptions" as="element()*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
        if (tp:own-texts($document)//text()[normalize-space()]) then ()
        else outermost($document//teiHeader//*[$tp:describing(local-name())])"/>
  </xsl:function>

  <!-- Whether an element is in a text, or in a description that stands for one. -->
  <xsl:function name="tp:is-in-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/ancestor-or-self::text)
        or exists($element/ancestor-or-self::* intersect tp:descriptions(root($element)))"/>
  </xsl:function>

  <xsl:function name="tp:own-texts" as="element()*">
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
