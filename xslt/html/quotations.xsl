<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3 of the TEI Guidelines: quotations. Their marks are words of the page where the text has none. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a quotation to its content, between the marks that the text lacks. -->
  <xsl:mode name="tp:quoted" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="tp:quoted" as="node()*">
    <xsl:param name="depth" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:variable name="marks" as="array(xs:string)?" select="tp:quotation-marks(., $depth)"/>
    <xsl:for-each select="$marks">
      <span class="generated">{?1}</span>
    </xsl:for-each>
    <xsl:apply-templates>
      <xsl:with-param name="depth" select="$depth + 1" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:for-each select="$marks">
      <span class="generated">{?2}</span>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="cit" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The marks are in the words, so that it is no `q`: a browser would add its own. -->
  <xsl:template match="q | quote | said | soCalled" as="node()+">
    <xsl:value-of select="' '[tp:is-quoted(current())][matches(current(), '^\s')]"/>
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:quoted"/>
    </xsl:element>
    <xsl:value-of select="' '[tp:is-quoted(current())][matches(current(), '\s$')][not(tp:ends-before-mark(current()/text()[last()]))]"/>
  </xsl:template>

  <xsl:template match="q[tp:is-block(.)] | quote[tp:is-block(.)] | said[tp:is-block(.)]" as="element()">
    <blockquote><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></blockquote>
  </xsl:template>

</xsl:stylesheet>
