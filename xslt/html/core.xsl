<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3 of the TEI Guidelines: elements that any text may use. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="abbr" as="element()">
    <abbr><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></abbr>
  </xsl:template>

  <!-- Words that have nothing but their class. -->
  <xsl:template match="author | editor | expan | name | orig | publisher | pubPlace | reg | resp | rs" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="listBibl" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="text//name[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <!-- A paragraph of HTML cannot hold a block. -->
  <xsl:template match="p" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@n" mode="tp:line-number"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="tp:permalink"/>
    </xsl:element>
  </xsl:template>

  <!-- Nothing is shown of a paragraph without anything; its name stays, for what points to it. -->
  <xsl:template match="p[not(*)][not(matches(., '\S'))]" priority="3" as="element()?">
    <xsl:for-each select="tp:own-id(.)">
      <span id="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="text//rs[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template match="title" as="element()">
    <cite><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></cite>
  </xsl:template>

  <xsl:template match="text//title[@ref]" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'cite')}">
      <xsl:apply-templates select="." mode="tp:mention"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
