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

  <!-- The characters of a text node, without the white space that a note leaves behind. -->
  <xsl:function name="tp:characters" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="note" as="element(note)?" select="$text/following-sibling::node()[1][self::note]"/>
    <xsl:sequence select="
        if ($note[tp:closes-up(.)]) then replace($text, '\s+$', '') else string($text)"/>
  </xsl:function>

</xsl:stylesheet>
