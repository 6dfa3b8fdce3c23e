<?xml version="1.0" encoding="UTF-8"?>
<!-- Plain text: one paragraph a line, one blank line between blocks, notes at the end. The result
     holds marks (text/marks.xsl) that Python turns into lines. With the view "source" it is the
     transcription, made by source.xsl, without marks and layout; what the views "normalised",
     "search" and "markdown" have of their own stands in text/search.xsl and text/markdown.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:import href="source.xsl"/>

  <xsl:include href="common/description.xsl"/>
  <xsl:include href="common/dictionaries.xsl"/>
  <xsl:include href="common/findings.xsl"/>
  <xsl:include href="common/functions.xsl"/>
  <xsl:include href="common/identifiers.xsl"/>
  <xsl:include href="common/kinds.xsl"/>
  <xsl:include href="common/languages.xsl"/>
  <xsl:include href="common/lists.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/parameters.xsl"/>
  <xsl:include href="common/plain.xsl"/>
  <xsl:include href="common/quotations.xsl"/>
  <xsl:include href="common/records.xsl"/>
  <xsl:include href="common/registers.xsl"/>
  <xsl:include href="common/tagdocs.xsl"/>
  <xsl:include href="common/texts.xsl"/>
  <xsl:include href="common/tokens.xsl"/>
  <xsl:include href="common/views.xsl"/>
  <xsl:include href="common/whitespace.xsl"/>
  <xsl:include href="text/analysis.xsl"/>
  <xsl:include href="text/apparatus.xsl"/>
  <xsl:include href="text/bibliography.xsl"/>
  <xsl:include href="text/breaks.xsl"/>
  <xsl:include href="text/certainty.xsl"/>
  <xsl:include href="text/core.xsl"/>
  <xsl:include href="text/corpus.xsl"/>
  <xsl:include href="text/dictionaries.xsl"/>
  <xsl:include href="text/drama.xsl"/>
  <xsl:include href="text/editing.xsl"/>
  <xsl:include href="text/fallback.xsl"/>
  <xsl:include href="text/figures.xsl"/>
  <xsl:include href="text/gaiji.xsl"/>
  <xsl:include href="text/header.xsl"/>
  <xsl:include href="text/iso-fs.xsl"/>
  <xsl:include href="text/linking.xsl"/>
  <xsl:include href="text/lists.xsl"/>
  <xsl:include href="text/markdown.xsl"/>
  <xsl:include href="text/marks.xsl"/>
  <xsl:include href="text/msdescription.xsl"/>
  <xsl:include href="text/namesdates.xsl"/>
  <xsl:include href="text/nets.xsl"/>
  <xsl:include href="text/notes.xsl"/>
  <xsl:include href="text/pointers.xsl"/>
  <xsl:include href="text/quotations.xsl"/>
  <xsl:include href="text/records.xsl"/>
  <xsl:include href="text/search.xsl"/>
  <xsl:include href="text/sourcedoc.xsl"/>
  <xsl:include href="text/spoken.xsl"/>
  <xsl:include href="text/tagdocs.xsl"/>
  <xsl:include href="text/textcrit.xsl"/>
  <xsl:include href="text/textstructure.xsl"/>
  <xsl:include href="text/transcr.xsl"/>
  <xsl:include href="text/verse.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:mode on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template match="document-node()" as="text()*">
    <xsl:call-template name="tp:report-languages"/>
    <xsl:variable name="members" as="element()*" select="outermost(//(TEI | teiCorpus))"/>
    <xsl:apply-templates select="if ($members) then $members else *"/>
    <xsl:call-template name="tp:notes"/>
    <xsl:call-template name="tp:apparatus"/>
  </xsl:template>

  <xsl:template match="document-node()[$view = 'source']" as="text()*">
    <xsl:apply-templates select="." mode="tp:source"/>
  </xsl:template>

</xsl:stylesheet>
