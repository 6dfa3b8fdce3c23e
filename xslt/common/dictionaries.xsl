<?xml version="1.0" encoding="UTF-8"?>
<!-- What every format asks of the entry of a dictionary. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether it is a part of an entry that holds others. -->
  <xsl:function name="tp:is-lexical" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/(self::dictScrap | self::entry | self::entryFree | self::etym | self::form
               | self::gramGrp | self::hom | self::re | self::sense | self::superEntry | self::xr
               | self::cit[ancestor::entry or ancestor::entryFree]))"/>
  </xsl:function>

  <!-- What stands after a part of an entry that has no words but those of its parts, where another follows that says
       the same or shows it: a second spelling, the next translation; a blank between letters that have none. -->
  <xsl:function name="tp:mark-after-part" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="next" as="element()?" select="$part/following-sibling::*[1]"/>
    <xsl:variable name="mark" as="xs:string?" select="
        if ($part[self::cit or self::def][not(@type = $next/@type)] and $next/self::cit/@type = ('ex', 'example')) then ':'
        else if ($part[self::cit or self::def] and $next[self::cit or self::def or self::xr]) then ';'
        else if (local-name($next) = local-name($part) and not(local-name($part) = ('usg', 'lbl', 'gram'))) then ','
        else ' '[$unspaced][tp:is-unspaced($part/descendant::text()[normalize-space()][last()],
                                                   $next/descendant::text()[normalize-space()][1])]"/>
    <xsl:sequence select="
        $mark[tp:is-lexical($part/..)][not($part/../text()[normalize-space()])]
          [matches($part, '[^\s,.;:]\s*$')][not(tp:is-block($part))]"/>
  </xsl:function>

  <!-- Whether it is the white space at the end of a part of an entry that has no words but those of its parts. -->
  <xsl:function name="tp:ends-part" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="
        empty($text/following-sibling::node()) and not(normalize-space($text)) and tp:is-lexical($text/..)
        and not($text/../text()[normalize-space()])"/>
  </xsl:function>

  <!-- The number of a sense or homograph, where its words do not begin with one. -->
  <xsl:function name="tp:sense-number" as="xs:string?">
    <xsl:param name="sense" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space($sense/@n)"/>
    <xsl:sequence select="
        $number[.][empty($sense/*[1][self::lbl or self::num])][not(tp:begins-with-number($sense, .))]"/>
  </xsl:function>

</xsl:stylesheet>
