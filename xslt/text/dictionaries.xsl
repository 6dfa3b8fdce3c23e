<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module dictionaries: an entry is a block, each of its senses a line. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template as="text()*" match="
      case | colloc | def | etym | form | gen | gram | gramGrp | hyph | iType | lang | lbl | mood
      | number | orth | per | pos | pron | stress | subc | syll | tns | usg | xr">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="dictScrap | re" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="entry | entryFree | superEntry" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="hom | sense" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}{tp:sense-number(.) ! tp:made-up(. || ' ')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="oRef | pRef" as="text()*">
    <xsl:text>{tp:made-up('~')[not(normalize-space(current()))]}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- White space of the file at the end of a part: none before the mark that follows it. -->
  <xsl:template match="cit/text()[tp:ends-part(.)]" priority="2" as="empty-sequence()"/>
  <xsl:template match="form/text()[tp:ends-part(.)]" priority="2" as="empty-sequence()"/>
  <xsl:template match="gramGrp/text()[tp:ends-part(.)]" priority="2" as="empty-sequence()"/>

</xsl:stylesheet>
