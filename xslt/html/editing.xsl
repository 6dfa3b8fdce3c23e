<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3.5 of the TEI Guidelines: what an editor corrects, offers, adds, leaves out or cannot read. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="add" as="element()">
    <ins>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="tokenize(@place) ! ('place-' || tp:class(.))"/>
      </xsl:apply-templates>
      <xsl:apply-templates/>
    </ins>
  </xsl:template>

  <xsl:template match="choice" as="item()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

  <xsl:template match="choice[tp:both-sides(.)]" priority="1" as="node()*">
    <xsl:variable name="sides" as="element()+" select="tp:both-sides(.)"/>
    <xsl:for-each select="tp:in-place(.) | $sides">
      <xsl:choose>
        <xsl:when test="exists(. intersect $sides)">
          <xsl:element name="{tp:unless-blocks(., 'span')}">
            <xsl:sequence select="tp:side-attributes(.)"/>
            <xsl:apply-templates select="."/>
          </xsl:element>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Words that the style sheet tells apart by their class. -->
  <xsl:template match="corr | sic | unclear" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="del" as="element()">
    <del><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></del>
  </xsl:template>

  <!-- In the brackets of editions of inscriptions. -->
  <xsl:template match="del[tp:is-erasure(.)]" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">⟦</span>
      <xsl:apply-templates/>
      <span class="generated">⟧</span>
    </xsl:element>
  </xsl:template>

  <xsl:template match="restore/del" priority="1" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- What nobody could read at all is a gap, too. -->
  <xsl:template match="gap | unclear[not(node())]" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated" role="img" aria-label="{tp:extent(.)}">[…]</span>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- What its description says of it stands with it. -->
  <xsl:template match="gap[normalize-space()][not(tp:has-blocks(.))]" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated" role="img" aria-label="{tp:extent(.)}">[… </span>
      <xsl:apply-templates/>
      <span class="generated">]</span>
    </span>
  </xsl:template>

  <!-- The dots that a source has for letters stand for them. -->
  <xsl:template match="gap[normalize-space()][not(matches(., '\p{L}'))]" priority="1" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="* | text()[normalize-space()]"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
