<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotation marks: where the text has them, none are added; where it has none, those of the language
     around, the second pair inside the first. All formats ask here. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The marks of a language: the outer pair and the inner one (CLDR, "delimiters"). -->
  <xsl:variable name="tp:marks" static="yes" as="map(xs:string, array(xs:string))" select="map{
      'ar': ['”', '“', '’', '‘'],
      'bg': ['„', '“', '‚', '‘'],
      'cs': ['„', '“', '‚', '‘'],
      'da': ['“', '”', '‘', '’'],
      'de': ['„', '“', '‚', '‘'],
      'el': ['«', '»', '“', '”'],
      'en': ['“', '”', '‘', '’'],
      'es': ['«', '»', '“', '”'],
      'et': ['„', '“', '«', '»'],
      'fa': ['«', '»', '‹', '›'],
      'fi': ['”', '”', '’', '’'],
      'fr': ['«&#xA0;', '&#xA0;»', '“', '”'],
      'he': ['”', '”', '’', '’'],
      'hr': ['„', '“', '‚', '‘'],
      'hu': ['„', '”', '»', '«'],
      'is': ['„', '“', '‚', '‘'],
      'it': ['«', '»', '“', '”'],
      'ja': ['「', '」', '『', '』'],
      'lt': ['„', '“', '‚', '‘'],
      'lv': ['„', '“', '‚', '‘'],
      'nb': ['«', '»', '‘', '’'],
      'nl': ['‘', '’', '“', '”'],
      'nn': ['«', '»', '‘', '’'],
      'no': ['«', '»', '‘', '’'],
      'pl': ['„', '”', '«', '»'],
      'pt': ['“', '”', '‘', '’'],
      'ro': ['„', '”', '«', '»'],
      'ru': ['«', '»', '„', '“'],
      'sk': ['„', '“', '‚', '‘'],
      'sl': ['„', '“', '‚', '‘'],
      'sv': ['”', '”', '’', '’'],
      'uk': ['«', '»', '„', '“'],
      'yi': ['„', '”', '‚', '’']}"/>

  <!-- Characters that open or close a quotation, or begin a speech. -->
  <xsl:variable name="tp:any-mark" static="yes" as="xs:string" select="'[&quot;“”„‟«»‹›‘‚‛「」『』〝〞＂]'"/>

  <!-- The opening and the closing mark of a quotation at a depth, counted from 0; nothing where the
       text has its own, or where no marks are due. -->
  <xsl:function name="tp:quotation-marks" as="array(xs:string)?">
    <xsl:param name="quotation" as="element()"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:if test="not(tp:is-block($quotation)) and not(tp:has-marks($quotation))">
      <xsl:variable name="marks" as="array(xs:string)" select="
          (tp:language($quotation/..) ! $tp:marks(lower-case(tokenize(., '-')[1])), $tp:marks('en'))[1]"/>
      <xsl:sequence select="if ($depth mod 2 = 0) then [$marks(1), $marks(2)] else [$marks(3), $marks(4)]"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether a quotation in its line gets marks, which white space at its ends stands outside of. -->
  <xsl:function name="tp:is-quoted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element[self::q or self::quote or self::said or self::soCalled] ! tp:quotation-marks(., 0))"/>
  </xsl:function>

  <!-- Whether the text has the marks: inside the quotation, directly beside it (guillemets set off by blanks on both
       sides), or everywhere, by what the header says (TEI Guidelines 2.3.3, quotation/@marks). Examples and translations of a
       dictionary are told by their type face, speeches by the label or the dash before the first of them. -->
  <xsl:function name="tp:has-marks" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="tp:plain($quotation)"/>
    <xsl:sequence select="
        $words = ''
        or tp:keeps-marks(root($quotation))
        or matches($words, '^([-—–―]|' || $tp:any-mark || ')') or matches($words, $tp:any-mark || '[.,;:!?]?$')
        or matches($words, '^[''’].*[''’][.,;:!?]?$', 's')
        or matches($quotation/preceding-sibling::node()[1], '((^|\W)[''’]|' || $tp:any-mark || ')$')
        or matches($quotation/following-sibling::node()[1], '^([''’](\W|$)|' || $tp:any-mark || ')')
        or matches($quotation/preceding-sibling::node()[1], '«[\s&#xA0;&#x2009;&#x202F;]+$')
           and matches($quotation/following-sibling::node()[1], '^[\s&#xA0;&#x2009;&#x202F;]+»')
        or exists(($quotation/ancestor::cit/parent::*[tp:is-lexical(.)], $quotation/label,
                   $quotation/preceding-sibling::*[local-name() = local-name($quotation)][label or matches(., '^\s*[-—–―]')]
                     [not(tp:has-blocks(.))]))"/>
  </xsl:function>

  <!-- Whether the header says that the text has kept all its quotation marks. -->
  <xsl:function name="tp:keeps-marks" as="xs:boolean" cache="yes">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="exists($document//teiHeader//quotation[@marks = 'all'])"/>
  </xsl:function>

</xsl:stylesheet>
