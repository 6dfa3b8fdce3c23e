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
      'ab', 'abstract', 'appInfo', 'application', 'argument', 'availability', 'back', 'body', 'byline',
      'cell', 'change', 'closer', 'correction', 'creation', 'dateline', 'div', 'docAuthor', 'docDate',
      'docTitle', 'editionStmt', 'editorialDecl', 'encodingDesc', 'epigraph', 'figDesc', 'figure',
      'fileDesc', 'front', 'head', 'interpretation', 'item', 'keywords', 'l', 'langUsage', 'lg', 'licence',
      'list', 'listBibl', 'listObject', 'listOrg', 'listPerson', 'listPlace', 'normalization', 'object',
      'opener', 'org', 'p', 'person', 'place', 'postscript', 'profileDesc', 'projectDesc',
      'publicationStmt', 'quotation', 'revisionDesc', 'row', 'salute', 'segmentation', 'signed', 'sourceDesc',
      'sp', 'speaker', 'standOff', 'table', 'teiHeader', 'text', 'textClass', 'titlePage', 'titlePart',
      'titleStmt', 'trailer'"/>

  <!-- Elements that stand in a line, unless a block is inside. -->
  <xsl:variable name="tp:words" as="xs:string+" select="
      'abbr', 'add', 'anchor', 'author', 'birth', 'choice', 'corr', 'date', 'death', 'del', 'desc',
      'edition', 'editor', 'emph', 'expan', 'foreign', 'gap', 'gloss', 'graphic', 'hi', 'idno', 'label',
      'language', 'lb', 'mentioned', 'name', 'objectIdentifier', 'objectName', 'orgName', 'orig', 'pb',
      'persName', 'placeName', 'ptr', 'pubPlace', 'publisher', 'ref', 'reg', 'resp', 'respStmt', 'rs', 'seg', 'sic',
      'soCalled', 'supplied', 'surplus', 'term', 'title', 'unclear'"/>

  <!-- Elements that stand as a block where their surroundings or their content make them one. -->
  <xsl:variable name="tp:sometimes-blocks" as="xs:string+" select="
      'bibl', 'cit', 'q', 'quote', 'said', 'stage'"/>

  <!-- Parents whose children stand as blocks. -->
  <xsl:variable name="tp:block-parents" as="xs:string+" select="
      'argument', 'back', 'body', 'div', 'epigraph', 'front', 'listBibl', 'sourceDesc', 'sp', 'text'"/>

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

  <!-- Whether a block stands inside; the notes of the text do not count, they are moved away. -->
  <xsl:function name="tp:has-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        some $child in $element/*[not(self::note[ancestor::text])] satisfies tp:is-block($child)"/>
  </xsl:function>

  <!-- Whether what an output makes of this element is a block. Its template asks, and every element
       around it; of an element that has no template, the fallback of the output decides. -->
  <xsl:function name="tp:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="
        if ($name = $tp:blocks) then not($element/self::titlePart/parent::docTitle) or tp:has-blocks($element)
        else if (tp:has-blocks($element)) then true()
        else if ($name = $tp:sometimes-blocks) then
          (local-name($element/..), local-name($element/parent::cit/..)) = $tp:block-parents
        else if ($name = $tp:words) then false()
        else tp:stands-alone($element)"/>
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
