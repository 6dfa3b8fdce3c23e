<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 15 of the TEI Guidelines: figures and tables. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- How many columns and rows a cell takes. -->
  <xsl:mode name="tp:span" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Whether it is a number of more than one, and not of more than HTML allows. -->
  <xsl:function name="tp:spans" as="xs:boolean">
    <xsl:param name="number" as="attribute()"/>
    <xsl:sequence select="$number castable as xs:integer and xs:integer($number) = 2 to 1000"/>
  </xsl:function>

  <xsl:template match="@cols" mode="tp:span" as="attribute(colspan)?">
    <xsl:if test="tp:spans(.)">
      <xsl:attribute name="colspan" select="xs:integer(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@rows" mode="tp:span" as="attribute(rowspan)?">
    <xsl:if test="tp:spans(.)">
      <xsl:attribute name="rowspan" select="xs:integer(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="cell" as="element()">
    <td>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@cols, @rows" mode="tp:span"/>
      <xsl:apply-templates/>
    </td>
  </xsl:template>

  <xsl:template match="row[@role = 'label']/cell" as="element()">
    <th scope="col">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@cols, @rows" mode="tp:span"/>
      <xsl:apply-templates/>
    </th>
  </xsl:template>

  <xsl:template match="row[not(@role = 'label')]/cell[@role = 'label']" as="element()">
    <th scope="row">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@cols, @rows" mode="tp:span"/>
      <xsl:apply-templates/>
    </th>
  </xsl:template>

  <xsl:template match="figDesc" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- The image first, then all its words, in their order. -->
  <xsl:template match="figure" as="element()">
    <figure>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="graphic"/>
      <xsl:where-populated>
        <figcaption>
          <xsl:apply-templates select="* except graphic"/>
        </figcaption>
      </xsl:where-populated>
    </figure>
  </xsl:template>

  <!-- An image from elsewhere would be a request to elsewhere: it becomes a link. -->
  <xsl:template match="graphic" as="element()">
    <a>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'generated'"/>
      </xsl:apply-templates>
      <xsl:attribute name="href" select="@url"/>
      <xsl:text>{tp:label('figure')}</xsl:text>
    </a>
  </xsl:template>

  <xsl:template match="graphic[not(matches(@url, '^([A-Za-z][A-Za-z0-9+.-]*:|//)'))]" as="element()">
    <img>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:attribute name="src" select="@url"/>
      <xsl:attribute name="alt" select="tp:plain((figDesc, ../figDesc)[1])"/>
    </img>
  </xsl:template>

  <xsl:template match="row" as="element()">
    <tr><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></tr>
  </xsl:template>

  <!-- A wide table scrolls in its own frame, which the keyboard can reach. -->
  <xsl:template match="table" as="element()">
    <div role="group" tabindex="0" aria-label="{tp:label('table')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <table>
        <xsl:apply-templates select="head"/>
        <tbody>
          <xsl:apply-templates select="row"/>
        </tbody>
      </table>
      <xsl:apply-templates select="* except (head | row)"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
