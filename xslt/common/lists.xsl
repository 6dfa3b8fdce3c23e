<?xml version="1.0" encoding="UTF-8"?>
<!-- How lists are numbered. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The kinds of numbers of an ordered list, by the words for them in @type, @rend and @rendition; but for single
       letters, in small letters without hyphens. -->
  <xsl:variable name="tp:numberings" static="yes" as="map(xs:string, xs:string)" select="map{
      '1': '1', 'A': 'A', 'I': 'I', 'a': 'a', 'alpha': 'a', 'arabic': '1', 'decimal': '1', 'enumerate': '1',
      'enumerated': '1', 'i': 'i', 'loweralpha': 'a', 'lowerroman': 'i', 'number': '1', 'numbered': '1',
      'numeric': '1', 'ol': '1', 'order': '1', 'ordered': '1', 'roman': 'I', 'upperalpha': 'A',
      'upperroman': 'I'}"/>

  <!-- How a list is numbered, by the most telling word; nothing for a list without numbers. -->
  <xsl:function name="tp:numbering" as="xs:string?">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="found" as="xs:string*" select="
        tokenize(string-join($list/(@rend, @rendition, @type), ' '), '[\s#:]+')
        ! ($tp:numberings(.), $tp:numberings(replace(lower-case(.), '^list|-|_', '')))[1]"/>
    <xsl:sequence select="($found[. ne '1'], $found)[1]"/>
  </xsl:function>

  <!-- Whether the labels of a list only count its items, or are marks: 1. or (a) or IV. or –. -->
  <xsl:function name="tp:is-enumerated" as="xs:boolean">
    <xsl:param name="list" as="element(list)"/>
    <xsl:sequence select="
        exists($list/label) and (every $label in $list/label ! normalize-space()
          satisfies matches($label, '^\W*\d{1,4}\W*$|^\W*(\p{L}|[ivxlc]{1,7}|[IVXLC]{1,7})\W+$|^\W+$'))"/>
  </xsl:function>

  <!-- Whether the words of each item begin with a mark or a number of their own. -->
  <xsl:function name="tp:marks-itself" as="xs:boolean">
    <xsl:param name="list" as="element(list)"/>
    <xsl:sequence select="
        every $item in $list/item
        satisfies matches($item, '^\s*([•·●▪■◦‣⁃–—*-]\s|[(\[]?([0-9]{1,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]+\s)')"/>
  </xsl:function>

</xsl:stylesheet>
