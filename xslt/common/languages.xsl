<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages as documents name them, as the web names them, and which way their scripts run. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Languages by their code of three letters (ISO 639-2, of both kinds) that have one of two, and by the code
       that they had before. -->
  <xsl:variable name="tp:two-letters" static="yes" as="map(xs:string, xs:string)" select="map{
      'ara': 'ar', 'arm': 'hy', 'bul': 'bg', 'cat': 'ca', 'ces': 'cs', 'chi': 'zh', 'cym': 'cy', 'cze': 'cs',
      'dan': 'da', 'deu': 'de', 'dut': 'nl', 'ell': 'el', 'eng': 'en', 'est': 'et', 'eus': 'eu', 'fas': 'fa',
      'fin': 'fi', 'fra': 'fr', 'fre': 'fr', 'ger': 'de', 'gla': 'gd', 'gle': 'ga', 'gre': 'el', 'heb': 'he',
      'hin': 'hi', 'hrv': 'hr', 'hun': 'hu', 'hye': 'hy', 'ice': 'is', 'in': 'id', 'isl': 'is', 'ita': 'it', 'iw': 'he',
      'ji': 'yi', 'jpn': 'ja',
      'kat': 'ka', 'kor': 'ko', 'lat': 'la', 'lav': 'lv', 'lit': 'lt', 'nld': 'nl', 'nor': 'no', 'per': 'fa',
      'pol': 'pl', 'por': 'pt', 'ron': 'ro', 'rum': 'ro', 'rus': 'ru', 'san': 'sa', 'slk': 'sk', 'slo': 'sk',
      'slv': 'sl', 'spa': 'es', 'srp': 'sr', 'swe': 'sv', 'tur': 'tr', 'ukr': 'uk', 'urd': 'ur', 'wel': 'cy',
      'yid': 'yi', 'zho': 'zh'}"/>

  <!-- Languages by their English names, which older documents give in place of a code. -->
  <xsl:variable name="tp:language-names" static="yes" as="map(xs:string, xs:string)" select="map{
      'arabic': 'ar', 'aramaic': 'arc', 'armenian': 'hy', 'chinese': 'zh', 'coptic': 'cop', 'danish': 'da',
      'dutch': 'nl', 'english': 'en', 'french': 'fr', 'german': 'de', 'greek': 'el', 'hebrew': 'he',
      'irish': 'ga', 'italian': 'it', 'japanese': 'ja', 'latin': 'la', 'persian': 'fa', 'polish': 'pl',
      'portuguese': 'pt', 'russian': 'ru', 'sanskrit': 'sa', 'spanish': 'es', 'swedish': 'sv',
      'syriac': 'syr', 'turkish': 'tr', 'welsh': 'cy', 'yiddish': 'yi'}"/>

  <!-- Primary language subtags whose usual script runs from right to left. -->
  <xsl:variable name="tp:right-to-left" static="yes" as="xs:string+" select="
      'ar', 'arc', 'ckb', 'dv', 'fa', 'hbo', 'he', 'jpa', 'ota', 'ps', 'sd', 'syc', 'syr', 'tmr', 'ug', 'ur', 'yi'"/>

  <!-- Scripts that run from right to left (ISO 15924). -->
  <xsl:variable name="tp:right-to-left-scripts" static="yes" as="xs:string+" select="
      'adlm', 'arab', 'aran', 'armi', 'avst', 'hebr', 'mand', 'mani', 'nkoo', 'phnx', 'rohg', 'samr', 'syrc',
      'syre', 'syrj', 'syrn', 'thaa'"/>

  <!-- The longest beginning of a tag that is well-formed (RFC 5646, 2.1). -->
  <xsl:variable name="tp:well-formed" static="yes" as="xs:string" select="
      '^([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?'
      || '(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*'
      || '(-[xX](-[A-Za-z0-9]{1,8})+)?|[xX](-[A-Za-z0-9]{1,8})+|[iI]-[A-Za-z]{3,8})(-.*)?$'"/>

  <!-- Letters of the scripts that run from right to left. -->
  <xsl:variable name="tp:right-to-left-letters" static="yes" as="xs:string" select="
      '[&#x5D0;-&#x5F4;&#x620;-&#x64A;&#x66E;-&#x6D5;&#x6EE;-&#x8C7;&#xFB1D;-&#xFDC7;&#xFE70;-&#xFEFC;]'"/>

  <!-- 'rtl' or 'ltr' for a language tag: by its script subtag if it has one, else by its language; that is written in
       Latin letters where the document has none that run from right to left. -->
  <xsl:function name="tp:direction" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="subtags" as="xs:string*" select="tokenize(lower-case($language), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="tail($subtags)[string-length() = 4][1]"/>
    <xsl:variable name="is-right-to-left" as="xs:boolean" select="
        if (exists($script)) then $script = $tp:right-to-left-scripts else $right-to-left and head($subtags) = $tp:right-to-left"/>
    <xsl:sequence select="if ($is-right-to-left) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- The direction of words of which no language is known: that of most of their letters. -->
  <xsl:function name="tp:direction-of-words" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="letters" as="xs:integer" select="string-length(replace($words, '\P{L}', ''))"/>
    <xsl:variable name="others" as="xs:integer" select="
        string-length(replace($words, $tp:right-to-left-letters || '|\P{L}', ''))"/>
    <xsl:sequence select="if (2 * $others lt $letters) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- The direction of a node's surroundings: by their language, else by most letters of the text. -->
  <xsl:function name="tp:direction-around" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        (tp:language($node) ! tp:direction(.), tp:direction-of-document(root($node)))[1]"/>
  </xsl:function>

  <!-- The direction of a document that names no language: that of how it begins. -->
  <xsl:function name="tp:direction-of-document" as="xs:string" cache="yes">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="
        tp:direction-of-words(substring(string-join(($document/descendant::text[1], $document)[1]), 1, 4000))"/>
  </xsl:function>

  <!-- The language of a node: the nearest xml:lang that is one, else the first that the header names. -->
  <xsl:function name="tp:language" as="xs:string?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        ($node/ancestor-or-self::*[@xml:lang ! tp:language-tag(.)][1]/@xml:lang,
         root($node)/*/teiHeader/profileDesc/langUsage/language/@ident)[1] ! tp:language-tag(.)"/>
  </xsl:function>

  <!-- The language of the document's first text. -->
  <xsl:variable name="tp:language-of-text" as="xs:string?" select="tp:language(/*/(descendant::text, .)[1])"/>

  <!-- The tags of what the document names languages by; an empty one for what is none. -->
  <xsl:variable name="tp:tags" as="map(xs:string, xs:string)" select="
      map:merge(distinct-values((//@xml:lang, //teiHeader//language/@ident) ! string())
                ! map{.: string(tp:well-formed-tag(.))})"/>

  <!-- A language as BCP 47 writes it: with two letters where ISO 639 has two; nothing for what is none. -->
  <xsl:function name="tp:language-tag" as="xs:string?">
    <xsl:param name="written" as="xs:string"/>
    <xsl:variable name="known" as="xs:string?" select="$tp:tags($written)"/>
    <xsl:sequence select="if (exists($known)) then $known[.] else tp:well-formed-tag($written)"/>
  </xsl:function>

  <xsl:function name="tp:well-formed-tag" as="xs:string?">
    <xsl:param name="written" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="translate(normalize-space($written), '_', '-')"/>
    <xsl:variable name="tag" as="xs:string" select="
        ($tp:language-names(lower-case($plain)), $plain[matches(., $tp:well-formed)] ! replace(., $tp:well-formed, '$1'), '')[1]"/>
    <xsl:variable name="subtags" as="xs:string*" select="tokenize($tag, '-')"/>
    <xsl:sequence select="
        string-join((($tp:two-letters(lower-case($subtags[1])), $subtags[1])[1],
                     tail($subtags) ! (if (. = ('UK', 'uk')) then 'GB' else .)), '-')[.]"/>
  </xsl:function>

  <!-- Reports each value of xml:lang that names no language. -->
  <xsl:template name="tp:report-languages" as="empty-sequence()">
    <xsl:for-each-group select="//*[@xml:lang][empty(tp:language-tag(@xml:lang))]" group-by="string(@xml:lang)">
      <xsl:call-template name="tp:finding">
        <xsl:with-param name="code" select="'T021'"/>
        <xsl:with-param name="arguments" select="map{'language': current-grouping-key()}"/>
      </xsl:call-template>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
