<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 12 of the TEI Guidelines: how the source was written, damaged, supplied and revised. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Where a change begins or ends that runs over the bounds of elements. -->
  <xsl:template match="addSpan | damageSpan | delSpan" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated" role="img" aria-label="{tp:label(local-name() || '-begins')}">⌈</span>
    </span>
  </xsl:template>

  <xsl:template match="am | damage | ex | fw | metamark | mod | redo | restore | retrace | undo" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="handShift" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:hand(.)">
        <span class="generated">[{.}]</span>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- Pointers that say how parts belong together, without words of their own. -->
  <xsl:template match="listTranspose | substJoin | transpose" as="element()?">
    <xsl:if test="normalize-space()">
      <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- What the editor takes for out of place, in the brackets of editions. -->
  <xsl:template match="secl" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">[</span>
      <xsl:apply-templates/>
      <span class="generated">]</span>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated" role="img" aria-label="{tp:extent(.)}">{tp:blanks(.)}</span>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- No space, where a witness has nothing. -->
  <xsl:template match="space[@quantity = '0'][not(node())]" as="empty-sequence()"/>

  <xsl:template match="subst" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:in-place(.) | *[tp:side(.)]"/>
    </xsl:element>
  </xsl:template>

  <!-- White space that is supplied too stands outside the brackets that the style sheet draws. -->
  <xsl:template match="supplied" as="node()+">
    <xsl:value-of select="' '[matches(current(), '^\s')]"/>
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
    <xsl:value-of select="' '[matches(current(), '\s$')]"/>
  </xsl:template>

  <xsl:template match="surplus" as="element()">
    <del><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></del>
  </xsl:template>

</xsl:stylesheet>
