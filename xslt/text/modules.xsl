<?xml version="1.0" encoding="UTF-8"?>
<!-- The modules of plain text: what all formats share, then a file for each module of the TEI Guidelines. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../common/description.xsl"/>
  <xsl:include href="../common/dictionaries.xsl"/>
  <xsl:include href="../common/findings.xsl"/>
  <xsl:include href="../common/functions.xsl"/>
  <xsl:include href="../common/identifiers.xsl"/>
  <xsl:include href="../common/kinds.xsl"/>
  <xsl:include href="../common/languages.xsl"/>
  <xsl:include href="../common/lists.xsl"/>
  <xsl:include href="../common/notes.xsl"/>
  <xsl:include href="../common/parameters.xsl"/>
  <xsl:include href="../common/plain.xsl"/>
  <xsl:include href="../common/pointers.xsl"/>
  <xsl:include href="../common/quotations.xsl"/>
  <xsl:include href="../common/records.xsl"/>
  <xsl:include href="../common/registers.xsl"/>
  <xsl:include href="../common/tagdocs.xsl"/>
  <xsl:include href="../common/texts.xsl"/>
  <xsl:include href="../common/tokens.xsl"/>
  <xsl:include href="../common/views.xsl"/>
  <xsl:include href="../common/whitespace.xsl"/>
  <xsl:include href="../common/witnesses.xsl"/>

  <xsl:include href="analysis.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="bibliography.xsl"/>
  <xsl:include href="breaks.xsl"/>
  <xsl:include href="certainty.xsl"/>
  <xsl:include href="core.xsl"/>
  <xsl:include href="corpus.xsl"/>
  <xsl:include href="dictionaries.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="editing.xsl"/>
  <xsl:include href="fallback.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="gaiji.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="iso-fs.xsl"/>
  <xsl:include href="linking.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="marks.xsl"/>
  <xsl:include href="msdescription.xsl"/>
  <xsl:include href="namesdates.xsl"/>
  <xsl:include href="nets.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="pointers.xsl"/>
  <xsl:include href="quotations.xsl"/>
  <xsl:include href="records.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="sourcedoc.xsl"/>
  <xsl:include href="spoken.xsl"/>
  <xsl:include href="tagdocs.xsl"/>
  <xsl:include href="textcrit.xsl"/>
  <xsl:include href="textstructure.xsl"/>
  <xsl:include href="transcr.xsl"/>
  <xsl:include href="verse.xsl"/>

</xsl:stylesheet>
