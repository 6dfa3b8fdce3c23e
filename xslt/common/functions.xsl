<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions that every format asks of a node: label, number, year. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The blanks beside what is put between words, such as a note in its line, where the encoder left none and the words
       are written with them. -->
  <xsl:function name="tp:blank-before" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ' '[$element/preceding-sibling::node()[1]/self::text() ! substring(., string-length())
            [matches(., '[\p{L}\p{M}\p{N}.,;:!?]')][not(matches(., $tp:unspaced-letters))]]"/>
  </xsl:function>

  <xsl:function name="tp:blank-after" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ' '[$element/following-sibling::node()[1]/self::text() ! substring(., 1, 1)
            [matches(., '[\p{L}\p{N}]')][not(matches(., $tp:unspaced-letters))]]"/>
  </xsl:function>

  <!-- Whether the first or the last character of words is of a class: an engine tries "^…" and "…$" at every character. -->
  <xsl:function name="tp:begins-with" as="xs:boolean">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:sequence select="matches(substring($words, 1, 1), $class)"/>
  </xsl:function>

  <xsl:function name="tp:ends-with" as="xs:boolean">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:sequence select="matches(substring($words, string-length($words)), $class)"/>
  </xsl:function>

  <!-- Whether the words of an element begin with its number or mark, as printers set it. -->
  <xsl:function name="tp:begins-with-number" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="replace(normalize-space($element), '^[(\[]', '')"/>
    <xsl:variable name="next" as="xs:string" select="substring($words, string-length($number) + 1, 1)"/>
    <xsl:sequence select="
        starts-with($words, $number)
        and (if (matches($number, '^\p{L}+$')) then $next = ('.', ')', ']', ':', '') else not(matches($next, '[\p{L}\p{Nd}]')))"/>
  </xsl:function>

  <!-- The brackets around what stands among the words of a text, and is none of them; none where it has its own. -->
  <xsl:function name="tp:brackets" as="xs:string+">
    <xsl:param name="aside" as="element()"/>
    <xsl:sequence select="
        if (matches($aside, '^[\s–—-]*[(\[{⟨〈（［【]') or not(normalize-space($aside))
            or tp:ends-with($aside/preceding-sibling::node()[1]/self::text() ! normalize-space(), '[(\[{⟨〈（［【]')) then ('', '')
        else if ($unspaced and matches($aside, $tp:unspaced-letters)) then ('（', '）') else ('(', ')')"/>
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
        fold-left(map:keys($arguments), tp:label($key), function($label, $name) {tp:filled($label, $name, $arguments($name))})"/>
  </xsl:function>

  <!-- A label with one argument filled in. -->
  <xsl:function name="tp:filled" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="mark" as="xs:string" select="'{' || $name || '}'"/>
    <xsl:sequence select="
        if (contains($label, $mark)) then substring-before($label, $mark) || $value || substring-after($label, $mark)
        else $label"/>
  </xsl:function>

  <xsl:variable name="tp:digits" as="xs:string" select="string($labels?digits)"/>

  <!-- A number that the output makes up, in the digits of the labels' language. -->
  <xsl:function name="tp:number" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="
        if ($tp:digits) then translate(string($number), '0123456789', $tp:digits) else string($number)"/>
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

  <!-- Whether a figure stands for a picture, and is not the frame of a formula, a table or an example. -->
  <xsl:function name="tp:is-picture" as="xs:boolean">
    <xsl:param name="figure" as="element(figure)"/>
    <xsl:sequence select="
        exists($figure//(binaryObject | graphic | media)) or not($figure/*/local-name() = ('eg', 'egXML', 'formula', 'table'))"/>
  </xsl:function>

</xsl:stylesheet>
