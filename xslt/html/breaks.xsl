<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3.11 of the TEI Guidelines: where pages, columns, gatherings, lines and sections begin. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the number of a line to the number that the page shows. -->
  <xsl:mode name="tp:line-number" on-no-match="deep-skip" on-multiple-match="fail"/>

  <!-- The mark of a division that the text does not show. -->
  <xsl:function name="tp:reference" as="xs:string">
    <xsl:param name="milestone" as="element(milestone)"/>
    <xsl:sequence select="tp:unit-and-number($milestone/@unit, $milestone/@n)"/>
  </xsl:function>

  <xsl:function name="tp:unit-and-number" as="xs:string">
    <xsl:param name="unit" as="xs:string?"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:variable name="said" as="xs:string" select="normalize-space($unit)"/>
    <xsl:sequence select="string-join((if ($said = ('section', 'sect')) then '§' else $said[.], $number), '&#xA0;')"/>
  </xsl:function>

  <!-- Where the image of a page is on the web: @facs names it, or its surface, or a zone of that. -->
  <xsl:function name="tp:facsimile" as="xs:string?">
    <xsl:param name="page" as="element(pb)"/>
    <xsl:variable name="urls" as="xs:string*" select="
        tokenize($page/@facs) ! (., tp:pointed(., root($page))/(self::graphic, ancestor-or-self::surface[1]/graphic)/@url)"/>
    <xsl:sequence select="$urls[matches(., '^https?://[^\s&lt;&gt;&quot;{}|\\^`]+$')][1]"/>
  </xsl:function>

  <xsl:template match="cb | gb" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/></span>
  </xsl:template>

  <xsl:template match="cb[normalize-space(@n)] | gb[normalize-space(@n)]" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'generated'"/>
      </xsl:apply-templates>
      <xsl:text>{tp:label(local-name(), map{'n': string(@n)})}</xsl:text>
    </span>
  </xsl:template>

  <!-- In prose a line of the source ends in a blank. -->
  <xsl:template match="lb" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="lb[not(@*)]" priority="0.55" as="element()">
    <span class="tei-lb"><xsl:text> </xsl:text></span>
  </xsl:template>

  <!-- None between letters that are written without blanks. -->
  <xsl:template match="lb[$unspaced][tp:is-unspaced(preceding::text()[normalize-space()][1], following::text()[normalize-space()][1])]" priority="0.58" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/></span>
  </xsl:template>

  <xsl:template match="lb[not(parent::p)][tp:keeps-lines(.)]" priority="0.6" as="element()+">
    <xsl:element name="{if (tp:is-first-line(.)) then 'span' else 'br'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
    </xsl:element>
    <xsl:apply-templates select="@n" mode="tp:line-number"/>
  </xsl:template>

  <xsl:template match="lb[tp:is-inside-word(.)]" priority="1" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/></span>
  </xsl:template>

  <xsl:template match="lb[not(parent::p)][tp:is-inside-word(.)][tp:keeps-lines(.)]" priority="2" as="element()+">
    <xsl:if test="not(matches(preceding-sibling::node()[1], '[-‐¬⸗=]\s*$'))">
      <span class="generated">-</span>
    </xsl:if>
    <br><xsl:apply-templates select="." mode="tp:attributes"/></br>
    <xsl:apply-templates select="@n" mode="tp:line-number"/>
  </xsl:template>

  <xsl:template match="milestone" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/></span>
  </xsl:template>

  <!-- An ornament between parts that the encoding does not number. -->
  <xsl:template match="milestone[not(normalize-space(@n))][tp:parts-blocks(.)]" as="element()">
    <hr><xsl:apply-templates select="." mode="tp:attributes"/></hr>
  </xsl:template>

  <xsl:template match="milestone[normalize-space(@n)]" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'generated'"/>
      </xsl:apply-templates>
      <xsl:text>{tp:reference(.)}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="pb" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/></span>
  </xsl:template>

  <!-- Where the image of a page is on the web, the page leads to it, else to itself. -->
  <xsl:template match="pb[@facs][not(normalize-space(@n))][tp:facsimile(.)][not($tp:is-book)]" as="element()">
    <a href="{tp:facsimile(.)}">
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'generated'"/>
      </xsl:apply-templates>
      <xsl:text>{tp:label('facsimile')}</xsl:text>
    </a>
  </xsl:template>

  <xsl:template match="pb[normalize-space(@n)]" as="element()">
    <xsl:variable name="facsimile" as="xs:string?" select="tp:facsimile(.)"/>
    <a href="{($facsimile, tp:href(.))[1]}"
       aria-label="{string-join((tp:filled(tp:label('page'), 'n', @n), tp:label('facsimile')[$facsimile]), ', ')}">
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'generated'"/>
      </xsl:apply-templates>
      <xsl:text>{@n}</xsl:text>
    </a>
  </xsl:template>

  <!-- Every fifth line, as editions do; of a line in parts, the first part has the number. -->
  <xsl:template mode="tp:line-number" as="element()" priority="0"
      match="@n[if (. castable as xs:positiveInteger) then xs:integer(.) mod 5 = 0 else false()]">
    <span class="line-number generated">{xs:integer(.)}</span>
  </xsl:template>

  <xsl:template match="l[@part = ('M', 'F')]/@n" mode="tp:line-number" priority="1" as="empty-sequence()"/>

</xsl:stylesheet>
