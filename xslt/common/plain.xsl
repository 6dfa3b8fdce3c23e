<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of an element without markup and notes: for a table of contents, a title, an index. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="tp:plain" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:function name="tp:plain" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="words" as="xs:string">
      <xsl:value-of>
        <xsl:apply-templates select="$nodes" mode="tp:plain"/>
      </xsl:value-of>
    </xsl:variable>
    <xsl:sequence select="normalize-space($words)"/>
  </xsl:function>

  <xsl:template match="app | choice | rdgGrp | subst" mode="tp:plain" as="item()*">
    <xsl:apply-templates select="tp:in-place(.)" mode="tp:plain"/>
  </xsl:template>

  <xsl:template match="docTitle | l | lb[not(tp:is-inside-word(.))] | p | titlePart" mode="tp:plain" as="item()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="tp:plain"/>
  </xsl:template>

  <xsl:template match="addName | forename | genName | nameLink | roleName | surname" mode="tp:plain" as="item()*">
    <xsl:text>{tp:blank-before-part(.)}</xsl:text>
    <xsl:apply-templates mode="tp:plain"/>
  </xsl:template>

  <xsl:template match="bibl[tp:is-in-parts(.)]" mode="tp:plain" as="item()*">
    <xsl:for-each select="*">
      <xsl:text>{preceding-sibling::*[1] ! (tp:separator(.) || ' ')}</xsl:text>
      <xsl:apply-templates select="." mode="tp:plain"/>
    </xsl:for-each>
  </xsl:template>

  <!-- An identifier is no part of a name. -->
  <xsl:template match="author/idno | editor/idno | note" mode="tp:plain" as="empty-sequence()"/>

  <xsl:template match="
      am[tp:drops(.)] | del[tp:drops(.)] | ex[tp:drops(.)] | fw[tp:drops(.)] | interp[tp:drops(.)]
      | span[tp:drops(.)] | surplus[tp:drops(.)]" mode="tp:plain" as="empty-sequence()"/>

  <xsl:template match="text()" mode="tp:plain" as="text()">
    <xsl:value-of select="tp:characters(.)"/>
  </xsl:template>

</xsl:stylesheet>
