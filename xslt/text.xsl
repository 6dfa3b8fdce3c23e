<?xml version="1.0" encoding="UTF-8"?>
<!-- Plain text: one paragraph a line, one blank line between blocks, notes at the end. The result
     holds marks (text/marks.xsl) that Python turns into lines. With the view "source" it is the
     transcription, made by source.xsl, without marks and layout; what the views "normalised",
     "search" and "markdown" have of their own stands in text/search.xsl and text/markdown.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:import href="source.xsl"/>
  <xsl:import href="text/modules.xsl"/>
  <xsl:import href="text/markdown.xsl"/>
  <xsl:include href="text/around.xsl"/>

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
