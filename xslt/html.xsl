<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading page: one HTML document, readable without style, script or network.
     A project that wants another page imports this one and writes only its own templates. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="html/modules.xsl"/>
  <xsl:include href="html/around.xsl"/>
  <xsl:include href="common/attributes.xsl"/>
  <xsl:include href="common/cutting.xsl"/>
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
  <xsl:include href="common/publication.xsl"/>
  <xsl:include href="common/quotations.xsl"/>
  <xsl:include href="common/records.xsl"/>
  <xsl:include href="common/registers.xsl"/>
  <xsl:include href="common/renditions.xsl"/>
  <xsl:include href="common/tagdocs.xsl"/>
  <xsl:include href="common/texts.xsl"/>
  <xsl:include href="common/tokens.xsl"/>
  <xsl:include href="common/views.xsl"/>
  <xsl:include href="common/whitespace.xsl"/>

  <xsl:include href="html/analysis.xsl"/>
  <xsl:include href="html/bibliography.xsl"/>
  <xsl:include href="html/breaks.xsl"/>
  <xsl:include href="html/certainty.xsl"/>
  <xsl:include href="html/core.xsl"/>
  <xsl:include href="html/corpus.xsl"/>
  <xsl:include href="html/dictionaries.xsl"/>
  <xsl:include href="html/drama.xsl"/>
  <xsl:include href="html/editing.xsl"/>
  <xsl:include href="html/fallback.xsl"/>
  <xsl:include href="html/figures.xsl"/>
  <xsl:include href="html/gaiji.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/iso-fs.xsl"/>
  <xsl:include href="html/linking.xsl"/>
  <xsl:include href="html/msdescription.xsl"/>
  <xsl:include href="html/namesdates.xsl"/>
  <xsl:include href="html/nets.xsl"/>
  <xsl:include href="html/pointers.xsl"/>
  <xsl:include href="html/quotations.xsl"/>
  <xsl:include href="html/sourcedoc.xsl"/>
  <xsl:include href="html/spoken.xsl"/>
  <xsl:include href="html/tagdocs.xsl"/>
  <xsl:include href="html/textcrit.xsl"/>
  <xsl:include href="html/textstructure.xsl"/>
  <xsl:include href="html/transcr.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/words.xsl"/>

  <xsl:include href="html/apparatus.xsl"/>
  <xsl:include href="html/chart.xsl"/>
  <xsl:include href="html/citation.xsl"/>
  <xsl:include href="html/index.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/metadata.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/pages.xsl"/>
  <xsl:include href="html/records.xsl"/>
  <xsl:include href="html/toc.xsl"/>
  <xsl:include href="html/views.xsl"/>

  <!-- The page itself: every element of the text and of the header. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

</xsl:stylesheet>
