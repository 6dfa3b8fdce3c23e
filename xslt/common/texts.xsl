<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a document is text: of each TEI the text, with the apparatus that standOff lists for it, else the transcription of its pages, else its
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

  <!-- The parts of a TEI or a corpus that are read, in their order: its own, and its members, then the lists of an
       apparatus that stand beside its text. -->
  <xsl:function name="tp:parts" as="element()*">
    <xsl:param name="whole" as="element()"/>
    <xsl:variable name="own" as="array(element()*)*" select="
        [$whole/text], [$whole/sourceDoc], [$whole/standOff],
        [$whole/(* except (TEI | teiCorpus | teiHeader))]"/>
    <xsl:sequence select="
        $own[exists(?1)][1]?1 | $whole/(TEI | teiCorpus), outermost($whole[text]/standOff//listApp)"/>
  </xsl:function>

  <!-- The texts of a document, in their order; in place of empty ones, what the header describes. -->
  <xsl:function name="tp:texts" as="element()*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="members" as="element()*" select="outermost($document//(TEI | teiCorpus))"/>
    <xsl:sequence select="
        if ($members) then $members ! tp:texts-in(.)
        else tp:or-described($document/(* except teiHeader), $document//teiHeader)"/>
  </xsl:function>

  <!-- What headers describe in the place of texts that hold no characters. -->
  <xsl:function name="tp:descriptions" as="element()*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="tp:texts($document)[ancestor::teiHeader]"/>
  </xsl:function>

  <!-- Whether an element is in a text, or in a description that stands for one. -->
  <xsl:function name="tp:is-in-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/ancestor-or-self::text)
        or exists($element/ancestor-or-self::* intersect tp:descriptions(root($element)))"/>
  </xsl:function>

  <xsl:function name="tp:texts-in" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/(self::TEI | self::teiCorpus))
        then tp:or-described(tp:parts($element) ! tp:texts-in(.), $element/teiHeader)
        else $element"/>
  </xsl:function>

  <!-- Texts, if they hold characters; else those with images, and what their headers describe. -->
  <xsl:function name="tp:or-described" as="element()*">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="headers" as="element(teiHeader)*"/>
    <xsl:variable name="described" as="element()*" select="
        if ($texts//text()[normalize-space()]) then () else outermost($headers//*[$tp:describing(local-name())])"/>
    <xsl:sequence select="$texts[empty($described) or .//(graphic | media | pb)], $described"/>
  </xsl:function>

</xsl:stylesheet>
