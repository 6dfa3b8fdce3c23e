<?xml version="1.0" encoding="UTF-8"?>
<!-- What an editor corrects, offers, adds, leaves out or cannot read. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="add | corr | del | sic | unclear" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="choice" as="text()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

  <!-- On a page of a transcript what is deleted is to be read, and to be told from the rest; so is what was erased in
       an inscription. -->
  <xsl:template match="
      del[not(parent::restore)][tp:is-on-surface(.) or tp:is-erasure(.)]
      | surplus[not(parent::restore)][tp:is-on-surface(.)]" as="text()*">
    <xsl:text>{tp:made-up('⟦')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:made-up('⟧')}</xsl:text>
  </xsl:template>

  <!-- What nobody could read at all is a gap, too. -->
  <xsl:template match="gap | unclear[not(node())]" as="text()*">
    <xsl:text>{tp:made-up('[…]')}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- What its description says of it stands with it. -->
  <xsl:template match="gap[normalize-space()][not(tp:has-blocks(.))]" as="text()*">
    <xsl:text>{tp:made-up('[… ')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:made-up(']')}</xsl:text>
  </xsl:template>

  <!-- The dots that a source has for letters stand for them. -->
  <xsl:template match="gap[normalize-space()][not(matches(., '\p{L}'))]" priority="1" as="text()*">
    <xsl:apply-templates select="* | text()[normalize-space()]"/>
  </xsl:template>

</xsl:stylesheet>
