<?xml version="1.0" encoding="UTF-8"?>
<!-- References to books in parts, and addresses: the marks between the parts are made up. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="addrLine" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template as="text()*" match="
      address | analytic | bibl | biblScope | biblStruct | citedRange | email | imprint | meeting | monogr | postBox
      | postCode | relatedItem | series | street | textLang">
    <xsl:apply-templates select="." mode="tp:content"/>
  </xsl:template>

  <xsl:template match="address[addrLine]" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="bibl[tp:is-block(.)] | biblStruct[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}{tp:sign-of-work(.) ! tp:made-up('[' || . || '] ')}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="
      biblScope[tp:is-in-parts(..)][matches(., '^\s*\d')]
      | citedRange[tp:is-in-parts(..)][matches(., '^\s*\d')]"
      mode="tp:content" as="text()*">
    <xsl:text>{@unit[. = $tp:counted] ! (tp:made-up(tp:label('unit-' || .)) || ' ')}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
