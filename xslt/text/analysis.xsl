<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module analysis. Tokens stand together as in a printed text. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="c | cl | m | phr | s" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="interp | span" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="interpGrp | spanGrp" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="pc | w" as="text()*">
    <xsl:text>{$tp:join[tp:joins(current()) or tp:goes-on(current())]}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A mark that is not written out parts words all the same. -->
  <xsl:template match="pc[not(* or normalize-space())]" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <xsl:template match="span[not(tp:points(.)) or tp:is-among-words(.)][not(tp:is-block(.))]" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The file's white space between a word and what is said of it. -->
  <xsl:template match="w[*:form]/text()" priority="1" as="empty-sequence()"/>

</xsl:stylesheet>
