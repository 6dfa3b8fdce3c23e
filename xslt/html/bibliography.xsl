<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3.12 of the TEI Guidelines: references to books, and 3.6.2, addresses. A reference in
     parts has no marks between them: the page sets them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Words of a reference or an address. -->
  <xsl:template as="element()" match="
      address | analytic | biblScope | citedRange | email | imprint | meeting | monogr | postBox | postCode
      | relatedItem | series | street | textLang">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </span>
  </xsl:template>

  <xsl:template match="address[addrLine]" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="addrLine" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="bibl | biblStruct" as="element()">
    <xsl:element name="{if (tp:has-blocks(.)) then 'div' else if (tp:is-block(.)) then 'p' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:sign-of-work(.)">
        <span class="label generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="tp:content"/>
    </xsl:element>
  </xsl:template>

  <!-- A number of a reference in parts, with the word for what it counts. -->
  <xsl:template match="
      biblScope[tp:is-in-parts(..)][matches(., '^\s*\d')]
      | citedRange[tp:is-in-parts(..)][matches(., '^\s*\d')]"
      mode="tp:content" as="node()*">
    <xsl:for-each select="@unit[. = $tp:counted]">
      <span class="generated">{tp:label('unit-' || .)}</span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
