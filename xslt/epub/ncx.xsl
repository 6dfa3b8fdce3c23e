<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents and the pages once more, in the form of EPUB 2, for reading systems that know no other:
     made of the navigation document. OPF 2.0.1, "NCX"; EPUB 3.3, "Legacy features". -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.daisy.org/z3986/2005/ncx/"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <!-- From an entry of the contents to its point, with the points below it. -->
  <xsl:mode name="tp:ncx" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template name="tp:ncx" as="element()">
    <xsl:param name="navigation" as="element()"/>
    <ncx version="2005-1">
      <xsl:copy-of select="$navigation/@xml:lang"/>
      <head>
        <meta name="dtb:uid" content="{tp:identifier(*/*:teiHeader[1])}"/>
      </head>
      <docTitle>
        <text>{tp:title(.)}</text>
      </docTitle>
      <navMap>
        <xsl:apply-templates select="$navigation//nav[@role = 'doc-toc']/ol/li" mode="tp:ncx"/>
      </navMap>
      <xsl:where-populated>
        <pageList>
          <xsl:apply-templates select="$navigation//nav[@role = 'doc-pagelist']/ol/li" mode="tp:ncx"/>
        </pageList>
      </xsl:where-populated>
    </ncx>
  </xsl:template>

  <xsl:template match="li" mode="tp:ncx" as="element()">
    <navPoint id="point-{string-join(ancestor-or-self::li ! (count(preceding-sibling::li) + 1), '-')}">
      <xsl:sequence select="tp:ncx-target(a)"/>
      <xsl:apply-templates select="ol/li" mode="tp:ncx"/>
    </navPoint>
  </xsl:template>

  <!-- A page by its number: of the front, where that is a Roman one. -->
  <xsl:template match="nav[@role = 'doc-pagelist']/ol/li" mode="tp:ncx" as="element()">
    <pageTarget id="page-{position()}" type="{if (matches(a, '^[ivxlcdm]+$', 'i')) then 'front' else 'normal'}">
      <xsl:sequence select="tp:ncx-target(a)"/>
    </pageTarget>
  </xsl:template>

  <xsl:function name="tp:ncx-target" as="element()+">
    <xsl:param name="link" as="element(a)"/>
    <navLabel>
      <text>{$link}</text>
    </navLabel>
    <content src="{$link/@href}"/>
  </xsl:function>

</xsl:stylesheet>
