<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the mentions of an index are: a bar for each division of the text, and the same as a list. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to the chart of an index, given its name and the mentions of its entries. -->
  <xsl:mode name="tp:chart" on-no-match="fail" on-multiple-match="fail"/>

  <!-- The divisions that have bars: the outermost with headings. -->
  <xsl:function name="tp:chart-divisions" as="element()*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="outermost(tp:texts($document)//(div | div1)[head])"/>
  </xsl:function>

  <xsl:template match="/" mode="tp:chart" as="element()?">
    <xsl:param name="index" as="xs:string"/>
    <xsl:param name="mentions" as="element()*"/>
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="divisions" as="element()*" select="tp:chart-divisions(.)"/>
    <xsl:variable name="counted" as="map(xs:string, xs:integer+)" select="
        map:merge($mentions ! ancestor::*[self::div or self::div1][head][last()] ! map{tp:id(.): 1}, map{'duplicates': 'combine'})"/>
    <xsl:variable name="counts" as="xs:integer*" select="$divisions ! count($counted(tp:id(.)))"/>
    <xsl:if test="count($counts[. gt 0]) gt 1">
      <figure class="chart">
        <xsl:call-template name="tp:bars">
          <xsl:with-param name="id" select="tp:unused('chart-' || $index, .)"/>
          <xsl:with-param name="counts" select="$counts"/>
          <xsl:with-param name="title" select="
              tp:label('mentions-chart') || '. ' ||
              string-join(for-each-pair($divisions, $counts, tp:counted-mentions#2), '; ')"/>
        </xsl:call-template>
        <figcaption>
          <details>
            <summary>{tp:label('mentions-chart')}</summary>
            <ul>
              <xsl:for-each select="1 to count($divisions)">
                <li><a href="{tp:href($divisions[current()])}">{tp:counted-mentions($divisions[current()], $counts[current()])}</a></li>
              </xsl:for-each>
            </ul>
          </details>
        </figcaption>
      </figure>
    </xsl:if>
  </xsl:template>

  <!-- "First chapter: 3" -->
  <xsl:function name="tp:counted-mentions" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:param name="count" as="xs:integer"/>
    <xsl:sequence select="tp:label('mentions-count', map{'title': tp:plain($division/head[1]), 'n': tp:number($count)})"/>
  </xsl:function>

  <xsl:template name="tp:bars" as="element()">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="counts" as="xs:integer+"/>
    <xsl:param name="title" as="xs:string"/>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{$id}" width="{18 * count($counts)}" height="48"
         viewBox="0 0 {10 * count($counts)} 40" preserveAspectRatio="none">
      <title id="{$id}">{$title}</title>
      <xsl:for-each select="1 to count($counts)">
        <xsl:variable name="height" as="xs:double" select="
            max((round(40 * $counts[current()] div max($counts), 1), 2[$counts[current()] gt 0], 0.5))"/>
        <rect x="{10 * . - 9}" y="{40 - $height}" width="8" height="{$height}"/>
      </xsl:for-each>
    </svg>
  </xsl:template>

</xsl:stylesheet>
