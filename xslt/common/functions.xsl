<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions that every format asks of a node: label, language, direction, block or not, year. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Elements that always stand as a block of their own. -->
  <xsl:variable name="tp:blocks" as="xs:string+" select="
      'ab', 'argument', 'back', 'body', 'byline', 'cell', 'closer', 'dateline', 'div', 'docAuthor',
      'docDate', 'docTitle', 'epigraph', 'figDesc', 'figure', 'front', 'head', 'item', 'l', 'lg', 'list',
      'listBibl', 'listObject', 'listOrg', 'listPerson', 'listPlace', 'object', 'opener', 'org', 'p',
      'person', 'place', 'postscript', 'row', 'salute', 'signed', 'sp', 'speaker', 'table', 'text',
      'titlePage', 'titlePart', 'trailer'"/>

  <!-- Elements that stand as a block where their surroundings or their content make them one. -->
  <xsl:variable name="tp:sometimes-blocks" as="xs:string+" select="
      'bibl', 'cit', 'q', 'quote', 'said', 'stage'"/>

  <!-- Parents whose children stand as blocks. -->
  <xsl:variable name="tp:block-parents" as="xs:string+" select="
      'argument', 'back', 'body', 'div', 'epigraph', 'front', 'listBibl', 'sourceDesc', 'sp', 'text'"/>

  <!-- Primary language subtags whose usual script runs from right to left. -->
  <xsl:variable name="tp:right-to-left" as="xs:string+" select="
      'ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ota', 'ps', 'sd', 'syc', 'syr', 'ug', 'ur', 'yi'"/>

  <!-- The side of a choice that the view reads. -->
  <xsl:function name="tp:chosen" as="element()?">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:variable name="preferred" as="element()*" select="
        if ($view = 'source') then $choice/(abbr | orig | sic) else $choice/(corr | expan | reg)"/>
    <xsl:sequence select="($preferred, $choice/*)[1]"/>
  </xsl:function>

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

  <!-- Whether a block stands anywhere inside; notes do not count, they are moved away. -->
  <xsl:function name="tp:has-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        some $child in $element/*[not(self::note)]
        satisfies tp:is-block($child) or tp:has-blocks($child)"/>
  </xsl:function>

  <xsl:function name="tp:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="
        $name = $tp:blocks
        or $name = $tp:sometimes-blocks
           and (local-name($element/..) = $tp:block-parents
                or local-name($element/parent::cit/..) = $tp:block-parents
                or tp:has-blocks($element))"/>
  </xsl:function>

  <!-- Whether the view leaves a node out: it is deleted, or on the other side of a choice. -->
  <xsl:function name="tp:is-left-out" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        $view = 'reading' and exists($node/ancestor::*[self::del or self::surplus])
        or (some $side in $node/ancestor::*[parent::choice]
            satisfies not($side is tp:chosen($side/..)))"/>
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
          string-join(tokenize($label, '\{' || $name || '\}'), $arguments($name))
        })"/>
  </xsl:function>

  <!-- The language of a node: the nearest xml:lang, else the first that the header names. -->
  <xsl:function name="tp:language" as="xs:string?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        ($node/ancestor-or-self::*[@xml:lang][1]/string(@xml:lang),
         root($node)/*/teiHeader/profileDesc/langUsage/language[1]/string(@ident))[1]"/>
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
