<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of a long document are called: their files, and to readers. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <!-- The names of the files: as the place that they begin with, where that can be the name of a file
       everywhere and no page before has it, else by number. -->
  <xsl:function name="tp:page-names" as="xs:string+">
    <xsl:param name="starts" as="element()+"/>
    <xsl:iterate select="$starts">
      <xsl:param name="taken" as="xs:string*" select="'index', 'style', 'con', 'nul', 'aux', 'prn'"/>
      <xsl:variable name="id" as="xs:string" select="tp:place(.)"/>
      <xsl:variable name="name" as="xs:string" select="
          if (matches($id, '^[A-Za-z0-9]([A-Za-z0-9_.-]{0,60}[A-Za-z0-9])?$') and not(lower-case($id) = $taken))
          then $id else 'page-' || position()"/>
      <xsl:sequence select="$name"/>
      <xsl:next-iteration>
        <xsl:with-param name="taken" select="$taken, lower-case($name)"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The name of the place that a page begins with. -->
  <xsl:function name="tp:place" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:sequence select="
        string(($start/descendant-or-self::*[not(self::a)]/@id, $start/following::*[not(self::a)][ancestor::main]/@id)[1])"/>
  </xsl:function>

  <!-- What the pages are called to readers: where several would be called the same, with a number. -->
  <xsl:function name="tp:page-titles" as="xs:string+">
    <xsl:param name="starts" as="element()+"/>
    <xsl:iterate select="$starts ! tp:page-title(.)">
      <xsl:param name="before" as="map(xs:string, xs:integer)" select="map{}"/>
      <xsl:variable name="number" as="xs:integer" select="1 + ($before(.), 0)[1]"/>
      <xsl:sequence select=". || (' (' || tp:number($number) || ')')[$number gt 1]"/>
      <xsl:next-iteration>
        <xsl:with-param name="before" select="map:put($before, ., $number)"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The heading of a page's first division; where a page goes on with a division, the heading of that, and the
       entry of an index with which it goes on; without one, how the page begins. -->
  <xsl:function name="tp:page-title" as="xs:string">
    <xsl:param name="start" as="element()"/>
    <xsl:variable name="first" as="element()" select="
        ($start[not(tp:is-page-mark(.))], $start/following-sibling::*[not(tp:is-page-mark(.))])[1]"/>
    <xsl:variable name="around" as="element()?" select="
        $first/ancestor::*[tp:is-chapter-made(.)][1]/descendant::*[tp:is-heading(.)][1][$first >> .]"/>
    <xsl:variable name="heading" as="element()?" select="($first/descendant-or-self::*[tp:is-heading(.)])[1]"/>
    <xsl:variable name="entry" as="element()?" select="
        $first[$around/ancestor::*[contains-token(@class, 'generated')]]
        /(descendant::b[../@class = 'entry-head'] | descendant::*[contains-token(@class, 'record-name')])[1]"/>
    <xsl:variable name="words" as="xs:string*" select="
        subsequence($first/descendant::text()[empty(ancestor::*[contains-token(@class, 'generated')] intersect $first/descendant::*)], 1, 20)
        ! tokenize(.)"/>
    <xsl:sequence select="tp:shortened((
        if ($entry) then string-join(($around ! tp:words-of-heading(.), normalize-space($entry)), ': ')
         else ($heading, $around[empty($heading)]) ! tp:words-of-heading(.)[.],
         string-join(($words[position() le 6], '…'[count($words) gt 6]), ' ')[.], '…')[1])"/>
  </xsl:function>

  <!-- As many of the first words as a line holds. -->
  <xsl:function name="tp:shortened" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if (string-length($words) le 80) then $words else replace(substring($words, 1, 70), '\s\S*$', '') || ' …'"/>
  </xsl:function>

  <xsl:function name="tp:words-of-heading" as="xs:string">
    <xsl:param name="heading" as="element()"/>
    <xsl:sequence select="
        normalize-space(string-join($heading//text()[empty(ancestor::*[contains-token(@class, 'generated')] intersect $heading/*)]))"/>
  </xsl:function>

</xsl:stylesheet>
