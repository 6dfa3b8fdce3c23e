<?xml version="1.0" encoding="UTF-8"?>
<!-- White space that is only the file's: around a note that is taken out of its place, where words close up, and
     between letters that are written without blanks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether the text after a note lets the white space before it go: white space, closing
       punctuation, another note, or nothing. "the Party <note/>." becomes "the Party.". -->
  <xsl:function name="tp:closes-up" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="next" as="node()?" select="
        $note/following-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="
        empty($next) or $next/self::note
        or matches($next, '^[\s\p{P}-[\p{Pi}\p{Ps}]]')"/>
  </xsl:function>

  <!-- The blank before a part of a name where the encoder left none after another part; "d'Alembert" needs
       none. -->
  <xsl:function name="tp:blank-before-part" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        ' '[exists($part/preceding-sibling::node()[1][self::*][not(matches(., '[''’\-]\s*$'))])]"/>
  </xsl:function>

  <!-- Whether a text ends the words of an entry of the apparatus with a blank, which stands after their call. -->
  <xsl:function name="tp:ends-before-call" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="
        matches($text, '\S\s+$') and empty($text/following-sibling::node())
        and exists($text/parent::lem/parent::app[not(tp:says-its-place(.))][tp:has-variants(.)])"/>
  </xsl:function>

  <!-- Whether the lines and blanks in an element are its own: code, but where lines of the file break it among words,
       and what says so for itself, and does not say of lines where they begin. -->
  <xsl:function name="tp:keeps-space" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        if ($element/@xml:space) then
          $element/@xml:space = 'preserve' and tp:kind($element) = ('either', 'line', 'paragraph', 'words')
          and empty($element//(ab | l | lb | p))
        else exists($element/self::code[matches(., '\s\s')][not(contains(., '&#xA;')) or empty(../text()[normalize-space()])])"/>
  </xsl:function>

  <xsl:variable name="tp:has-kept-space" as="xs:boolean" select="exists((//code, //@xml:space[. = 'preserve']))"/>

  <!-- Letters and marks of Chinese, Japanese and Tibetan, which are written without blanks but their own. -->
  <xsl:variable name="tp:unspaced-letters" static="yes" as="xs:string" select="
      '[&#xF00;-&#xF0C;&#xF18;-&#xF39;&#xF3E;-&#xFBC;&#x3000;-&#x303F;&#x3041;-&#x30FF;&#x31F0;-&#x31FF;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;&#xF900;-&#xFAFF;&#xFF01;-&#xFF9F;&#x20000;-&#x3FFFD;]'"/>

  <!-- These, and those of Thai, Lao, Burmese and Khmer. -->
  <xsl:variable name="tp:closed-up-letters" static="yes" as="xs:string" select="
      $tp:unspaced-letters || '|[&#xE00;-&#xEFF;&#x1000;-&#x109F;&#x1780;-&#x17FF;]'"/>

  <!-- Whether letters of the first stand on both sides of a text or a break: nothing stands between them but ends of lines. -->
  <xsl:function name="tp:is-unspaced" as="xs:boolean">
    <xsl:param name="before" as="text()?"/>
    <xsl:param name="after" as="text()?"/>
    <xsl:sequence select="matches($before, $tp:unspaced-letters || '\s*$') and matches($after, '^\s*' || $tp:unspaced-letters)"/>
  </xsl:function>

  <!-- The characters of a text node, without the ends of lines between such letters. -->
  <xsl:function name="tp:run-on" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="own" as="text()?" select="$text[normalize-space()]"/>
    <xsl:variable name="before" as="text()?" select="$text/preceding::text()[normalize-space()][1]"/>
    <xsl:variable name="after" as="text()?" select="$text/following::text()[normalize-space()][1]"/>
    <xsl:variable name="line-end" as="xs:string" select="'(' || $tp:unspaced-letters || ')[ \t\r]*\n\s*(' || $tp:unspaced-letters || ')'"/>
    <xsl:variable name="inside" as="xs:string" select="replace(replace($text, $line-end, '$1$2'), $line-end, '$1$2')"/>
    <xsl:variable name="begun" as="xs:string" select="
        if ((matches($inside, '^[ \t\r]*\n') or $text/preceding-sibling::node()[1]/self::lb) and tp:is-unspaced($before, ($own, $after)[1]))
        then replace($inside, '^\s+', '') else $inside"/>
    <xsl:sequence select="
        if ((matches($begun, '\n\s*$') or $text/following-sibling::node()[1]/self::lb) and tp:is-unspaced(($own, $before)[1], $after))
        then replace($begun, '\s+$', '') else $begun"/>
  </xsl:function>

  <!-- Whether a part of a word goes on with the part before it, which stands in another line or segment. -->
  <xsl:function name="tp:goes-on" as="xs:boolean">
    <xsl:param name="part" as="element()?"/>
    <xsl:sequence select="
        $part/@part = ('M', 'F') and $part/preceding::text()[normalize-space()][1]/ancestor::w[1]/@part = ('I', 'M')
        and not($part/preceding::*[1]/@break = 'yes')"/>
  </xsl:function>

  <!-- Whether a text ends with a line of the file, and the next one begins with a mark that closes up. -->
  <xsl:function name="tp:ends-before-mark" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="
        matches($text, '\n\s*$') and matches($text/following::text()[normalize-space()][1], '^([,)\]]|\.([^.\w]|$))')"/>
  </xsl:function>

  <xsl:variable name="tp:has-parted-words" as="xs:boolean" select="exists(//w[@part = ('I', 'M')])"/>

  <!-- The characters of a text node, without the white space that a note leaves behind and that of
       the file where words close up. -->
  <xsl:function name="tp:characters" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="string" as="xs:string" select="if ($unspaced) then tp:run-on($text) else string($text)"/>
    <xsl:variable name="next" as="node()?" select="$text/following-sibling::node()[1]"/>
    <xsl:variable name="last" as="node()?" select="$text/preceding-sibling::node()[1]"/>
    <xsl:variable name="begun" as="xs:string" select="
        if (tp:is-break-in-word($last))
        then replace($string, '^\s+', '') else $string"/>
    <xsl:sequence select="
        if ($tp:has-parted-words and tp:goes-on($text[not(normalize-space())]/following::text()[normalize-space()][1]/ancestor::w[1])) then ''
        else if (tp:ends-with($begun, '\s')
            and $next[self::note[tp:is-moved(.)][tp:closes-up(.)] or tp:closes-up-before(.)])
        then replace($begun, '\s+$', '')
        else $begun"/>
  </xsl:function>

</xsl:stylesheet>
