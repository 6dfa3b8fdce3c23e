<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions that every format asks of a node: label, language, direction, year. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Primary language subtags whose usual script runs from right to left. -->
  <xsl:variable name="tp:right-to-left" as="xs:string+" select="
      'ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ota', 'ps', 'sd', 'syc', 'syr', 'ug', 'ur', 'yi'"/>

  <!-- Languages by their code of three letters (ISO 639-2, of both kinds) that have one of two. -->
  <xsl:variable name="tp:two-letters" as="map(xs:string, xs:string)" select="map{
      'ara': 'ar', 'arm': 'hy', 'bul': 'bg', 'cat': 'ca', 'ces': 'cs', 'chi': 'zh', 'cym': 'cy', 'cze': 'cs',
      'dan': 'da', 'deu': 'de', 'dut': 'nl', 'ell': 'el', 'eng': 'en', 'est': 'et', 'eus': 'eu', 'fas': 'fa',
      'fin': 'fi', 'fra': 'fr', 'fre': 'fr', 'ger': 'de', 'gla': 'gd', 'gle': 'ga', 'gre': 'el', 'heb': 'he',
      'hin': 'hi', 'hrv': 'hr', 'hun': 'hu', 'hye': 'hy', 'ice': 'is', 'isl': 'is', 'ita': 'it', 'jpn': 'ja',
      'kat': 'ka', 'kor': 'ko', 'lat': 'la', 'lav': 'lv', 'lit': 'lt', 'nld': 'nl', 'nor': 'no', 'per': 'fa',
      'pol': 'pl', 'por': 'pt', 'ron': 'ro', 'rum': 'ro', 'rus': 'ru', 'san': 'sa', 'slk': 'sk', 'slo': 'sk',
      'slv': 'sl', 'spa': 'es', 'srp': 'sr', 'swe': 'sv', 'tur': 'tr', 'ukr': 'uk', 'urd': 'ur', 'wel': 'cy',
      'yid': 'yi', 'zho': 'zh'}"/>

  <!-- 'rtl' or 'ltr' for a language tag: by its script subtag if it has one, else by its language. -->
  <xsl:function name="tp:direction" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="subtags" as="xs:string*" select="tokenize(lower-case($language), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="tail($subtags)[string-length() = 4][1]"/>
    <xsl:sequence select="
        if (exists($script)) then
          (if ($script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm')) then 'rtl' else 'ltr')
        else if (head($subtags) = $tp:right-to-left) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- The label for a key; without one the key itself, and a finding. -->
  <xsl:function name="tp:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:if test="not(map:contains($labels, $key))">
      <xsl:message><tp:finding code="T003" path="" name="" key="{$key}"/></xsl:message>
    </xsl:if>
    <xsl:sequence select="($labels($key), $key)[1]"/>
  </xsl:function>

  <!-- The same with its arguments filled in: "Note {{n}}" with map{'n': '3'} is "Note 3". -->
  <xsl:function name="tp:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="arguments" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
        fold-left(map:keys($arguments), tp:label($key), function($label, $name) {
          let $mark := '{' || $name || '}' return
          if (contains($label, $mark))
          then substring-before($label, $mark) || $arguments($name) || substring-after($label, $mark)
          else $label
        })"/>
  </xsl:function>

  <!-- The language of a node: the nearest xml:lang, else the first that the header names. -->
  <xsl:function name="tp:language" as="xs:string?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        ($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang,
         root($node)/*/teiHeader/profileDesc/langUsage/language[1]/@ident)[1] ! tp:language-tag(.)"/>
  </xsl:function>

  <!-- A language as BCP 47 writes it: with two letters where ISO 639 has two; 'und' for what is none. -->
  <xsl:function name="tp:language-tag" as="xs:string">
    <xsl:param name="written" as="xs:string"/>
    <xsl:variable name="subtags" as="xs:string*" select="tokenize(translate($written, '_', '-'), '-')"/>
    <xsl:sequence select="
        if (not(matches($subtags[1], '^([A-Za-z]{2,3}|[ix])$'))) then 'und'
        else string-join((($tp:two-letters(lower-case($subtags[1])), $subtags[1])[1], tail($subtags)), '-')"/>
  </xsl:function>

  <!-- The year of a dated element as a reader writes it, else its text. -->
  <xsl:function name="tp:year" as="xs:string?">
    <xsl:param name="dated" as="element()?"/>
    <xsl:variable name="value" as="xs:string?" select="
        $dated/(@when, @notBefore, @from, @notAfter, @to)[1] ! string()"/>
    <xsl:sequence select="
        if (matches($value, '^\d{4}')) then string(xs:integer(substring($value, 1, 4)))
        else $dated ! normalize-space()[.]"/>
  </xsl:function>

</xsl:stylesheet>
