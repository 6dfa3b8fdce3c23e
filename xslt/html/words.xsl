<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3 of the TEI Guidelines: words that are told from those around them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A date or time as HTML writes it (HTML, 2.3.5), where the attribute has one of these forms. -->
  <xsl:function name="tp:datetime" as="xs:string?">
    <xsl:param name="dated" as="element()"/>
    <xsl:variable name="value" as="xs:string" select="normalize-space(($dated/@when, $dated/@when-iso)[1])"/>
    <xsl:sequence select="
        $value[not(starts-with(., '0000'))]
              [. castable as xs:date or . castable as xs:dateTime or . castable as xs:gYear
               or . castable as xs:gYearMonth or . castable as xs:time or . castable as xs:gMonthDay]
              [matches(., '^(\d{4}(-\d\d(-\d\d)?)?|--\d\d-\d\d|(\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\d(\.\d{1,3})?)$')] ! replace(., '^--', '')"/>
  </xsl:function>

  <xsl:template match="code[not(tp:has-blocks(.))] | ident[not(tp:has-blocks(.))]" as="element()">
    <code><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></code>
  </xsl:template>

  <xsl:template match="date | time" as="element()">
    <xsl:variable name="datetime" as="xs:string?" select="tp:datetime(.)[not(tp:has-blocks(current()))]"/>
    <xsl:element name="{if (exists($datetime)) then 'time' else tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="$datetime">
        <xsl:attribute name="datetime" select="."/>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="desc" as="element()">
    <xsl:element name="{if (tp:has-blocks(.)) then 'div' else if (tp:is-block(.)) then 'p' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Words of another kind than those around: in italics by custom. -->
  <xsl:template match="distinct | foreign | mentioned" as="element()">
    <i><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></i>
  </xsl:template>

  <!-- Words that have nothing but their class. -->
  <xsl:template as="element()" match="
      ellipsis | gloss | hi | measureGrp | noteGrp | rb | rt | term | unit">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="emph" as="element()">
    <em><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></em>
  </xsl:template>

  <!-- The terms of an index are no words of the text; a link may lead to their place. -->
  <xsl:template match="index" as="element()?">
    <xsl:for-each select="tp:own-id(.)">
      <span id="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="measure | num" as="element()">
    <xsl:variable name="value" as="xs:string?" select="normalize-space((@value, @quantity)[1])[.]"/>
    <xsl:element name="{if ($value) then tp:unless-blocks(., 'data') else tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="$value and not(tp:has-blocks(.))">
        <xsl:attribute name="value" select="$value"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:for-each select="self::measure[ancestor::msDesc] ! tp:unit-after(.)">
        <span class="generated">&#xA0;{.}</span>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="ruby/rt" as="element()+">
    <rp class="generated">(</rp>
    <rt><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></rt>
    <rp class="generated">)</rp>
  </xsl:template>

  <xsl:template match="ruby" as="element()">
    <ruby>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="*[not(self::note)] | text()[normalize-space()] | note"/>
    </ruby>
  </xsl:template>

</xsl:stylesheet>
