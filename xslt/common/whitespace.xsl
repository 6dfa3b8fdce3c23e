<?xml version="1.0" encoding="UTF-8"?>
<!-- White space around a note that is taken out of its place. -->
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

  <!-- The characters of a text node, without the white space that a note leaves behind and that of
       the file where words close up. -->
  <xsl:function name="tp:characters" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="next" as="node()?" select="$text/following-sibling::node()[1]"/>
    <xsl:variable name="last" as="node()?" select="$text/preceding-sibling::node()[1]"/>
    <xsl:variable name="begun" as="xs:string" select="
        if ($last[self::cb or self::gb or self::lb or self::milestone or self::pb][tp:is-inside-word(.)])
        then replace($text, '^\s+', '') else string($text)"/>
    <xsl:sequence select="
        if (matches(substring($begun, string-length($begun)), '\s')
            and $next[self::note[tp:is-moved(.)][tp:closes-up(.)] or tp:closes-up-before(.)])
        then replace($begun, '\s+$', '')
        else $begun"/>
  </xsl:function>

</xsl:stylesheet>
