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

  <!-- So few mentions are seen at once, and so many divisions never. -->
  <xsl:variable name="tp:fewest-mentions" as="xs:integer" select="10"/>
  <xsl:variable name="tp:most-bars" as="xs:integer" select="100"/>

  <xsl:template match="/" mode="tp:chart" as="element()?">
    <xsl:param name="mentions" as="element()*"/>
    <xsl:variable name="divisions" as="element()*" select="tp:chart-divisions(.)"/>
    <xsl:variable name="counted" as="map(xs:string, xs:integer+)" select="
        map:merge($mentions ! ancestor::*[self::div or self::div1][head][last()] ! map{tp:id(.): 1}, map{'duplicates': 'combine'})"/>
    <xsl:variable name="counts" as="xs:integer*" select="$divisions ! count($counted(tp:id(.)))"/>
    <xsl:if test="sum($counts) ge $tp:fewest-mentions and count($counts[. gt 0]) gt 1 and count($counts) le $tp:most-bars">
      <figure class="chart">
        <figcaption>{tp:label('mentions-chart')}</figcaption>
        <ul>
          <xsl:for-each select="1 to count($divisions)">
            <li>
              <a href="{tp:href($divisions[current()])}">{tp:heading($divisions[current()])}</a>
              <xsl:text> </xsl:text>
              <xsl:sequence select="tp:bar($counts[current()], max($counts))"/>
              <xsl:text> {tp:number($counts[current()])}</xsl:text>
            </li>
          </xsl:for-each>
        </ul>
      </figure>
    </xsl:if>
  </xsl:template>

  <!-- A bar of the chart, as long as its number is of the largest; the number stands beside it. -->
  <xsl:function name="tp:bar" as="element()">
    <xsl:param name="count" as="xs:integer"/>
    <xsl:param name="largest" as="xs:integer"/>
    <svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
      <rect width="{round(100 * $count div $largest, 1)}" height="10"/>
    </svg>
  </xsl:function>

</xsl:stylesheet>
