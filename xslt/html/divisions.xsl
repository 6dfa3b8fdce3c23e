<?xml version="1.0" encoding="UTF-8"?>
<!-- What tells divisions without a heading, and other parts of the text, from those beside them: the numbers by
     which one cites them, and in editions after EpiDoc their kinds. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a division to its label, if it needs one. -->
  <xsl:mode name="tp:division-label" on-no-match="deep-skip" on-multiple-match="fail"/>

  <!-- The number of a part in the source. What a neighbour has, too, is a level, and what is long a name. -->
  <xsl:function name="tp:source-number" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        normalize-space($part/@n)[matches(., '^[\p{L}\p{N}.,–-]{1,12}$')]
          [not(. = tp:neighbours($part)/@n/normalize-space())]"/>
  </xsl:function>

  <!-- Numbers with one more, which may itself begin with them: 2 and 2.1. -->
  <xsl:function name="tp:after" as="xs:string*">
    <xsl:param name="numbers" as="xs:string*"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="$numbers[not(starts-with($number, string-join($numbers, '.') || '.'))], $number"/>
  </xsl:function>

  <!-- The numbers by which one cites a division, beginning with that of the outermost that is one of several. -->
  <xsl:function name="tp:source-numbers" as="xs:string*">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="numbered" as="element()*" select="
        $division/ancestor-or-self::*[tp:is-division(.)][tp:source-number(.)]"/>
    <xsl:variable name="first" as="element()?" select="$numbered[exists(tp:neighbours(.) ! tp:source-number(.))][1]"/>
    <xsl:sequence select="
        fold-left($numbered[not($first >> .)][exists($first)] ! tp:source-number(.), (), tp:after#2)"/>
  </xsl:function>

  <!-- What a division is, in a word of the source; a part of a text is whatever it is a part of. -->
  <xsl:function name="tp:unit" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="($division/(@subtype, @type[not(. = 'textpart')])[matches(., '^\p{L}\p{Ll}*$')])[1]"/>
  </xsl:function>

  <!-- How one cites a division, unless its words say it: "chapter 2.1". -->
  <xsl:function name="tp:division-number" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="numbers" as="xs:string*" select="
        $division[tp:source-number(.)][not(tp:begins-with-number(., tp:source-number(.)))] ! tp:source-numbers(.)"/>
    <xsl:sequence select="$numbers[1] ! tp:unit-and-number(tp:unit($division), string-join($numbers, '.'))"/>
  </xsl:function>

  <xsl:template mode="tp:division-label" as="element()?" match="
      div[@n] | div1[@n] | div2[@n] | div3[@n] | div4[@n] | div5[@n] | div6[@n] | div7[@n]">
    <xsl:where-populated>
      <p class="division-number generated">{tp:division-number(.)}</p>
    </xsl:where-populated>
  </xsl:template>

  <!-- A division of divisions is cited by theirs. -->
  <xsl:template mode="tp:division-label" priority="1" as="empty-sequence()" match="
      *[exists((div | div1 | div2 | div3 | div4 | div5 | div6 | div7)[not(head)] ! tp:source-number(.))]"/>

  <xsl:template match="ab/@n | lg/@n | p/@n" mode="tp:line-number" as="element()?">
    <xsl:for-each select="
        ..[exists(tp:neighbours(.) ! tp:source-number(.))][not(tp:begins-with-number(., current()))] ! tp:source-number(.)">
      <span class="line-number generated">{.}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- The words are those of the page, whatever the language of the division. -->
  <xsl:template mode="tp:division-label" priority="2" as="element()" match="div[tp:division-kind(.)]">
    <xsl:element name="h{tp:heading-level(.)}">
      <xsl:attribute name="class" select="'division-kind', 'generated'"/>
      <xsl:for-each select="$tp:language-of-text[. ne tp:language(current())]">
        <xsl:sequence select="tp:lang(.)"/>
        <xsl:attribute name="dir" select="tp:direction(.)"/>
      </xsl:for-each>
      <xsl:text>{tp:division-kind(.)}</xsl:text>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
