<?xml version="1.0" encoding="UTF-8"?>
<!-- Which element of the document a pointer leads to: by its id, or by a scheme of XPointer and of the TEI
     (Guidelines 17.2.4), of which the paths that people write are followed. A point, a range and a match in
     the words of an element lead to the element. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- How a scheme begins, with those that stand in its first argument. -->
  <xsl:variable name="tp:schemes" static="yes" as="xs:string" select="
      '^#(xmlns\([^()]*\))*((element|left|match|range|right|string-index|string-range|xpath[12]?|xpointer)\()+'"/>

  <!-- What a first argument is: an id, alone or as id('x'), then steps to children and descendants, by number
       or by name and number. -->
  <xsl:variable name="tp:path" static="yes" as="xs:string" select="
      '^(id\([&quot;''])?([\p{L}_][\w.\-]*)?([&quot;'']\))?((//?(\*|[\w.:\-]+)(\[\d{1,6}\])?)*)[,)].*$'"/>

  <xsl:function name="tp:pointed" as="element()?" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="
        if (matches($pointer, $tp:schemes)) then tp:along(replace($pointer, $tp:schemes, ''), $document)
        else $pointer[starts-with(., '#')] ! key('tp:xml-id', substring(., 2), $document)[1]"/>
  </xsl:function>

  <xsl:function name="tp:along" as="element()?">
    <xsl:param name="argument" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="id" as="xs:string" select="replace($argument, $tp:path, '$2')"/>
    <xsl:variable name="steps" as="element()*" select="
        analyze-string(replace($argument, $tp:path, '$4'), '(//?)([^/\[]+)(\[(\d+)\])?')/fn:match"/>
    <xsl:variable name="start" as="node()?" select="
        if ($id) then key('tp:xml-id', $id, $document)[1] else $document[$steps]"/>
    <xsl:sequence select="
        if (matches($argument, $tp:path)) then fold-left($steps, $start, tp:step#2)[1][self::*] else ()"/>
  </xsl:function>

  <xsl:function name="tp:step" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="step" as="element(fn:match)"/>
    <xsl:variable name="name" as="xs:string" select="replace($step/fn:group[@nr = 2], '^.*:', '')"/>
    <xsl:variable name="number" as="xs:integer?" select="
        ($step//fn:group[@nr = 4], $name)[. castable as xs:int][1] ! xs:integer(.)"/>
    <xsl:variable name="any" as="xs:boolean" select="$name = '*' or $name castable as xs:int"/>
    <xsl:sequence select="
        $nodes/(if ($step/fn:group[@nr = 1] = '//') then descendant-or-self::node() else .)
        /*[$any or local-name() = $name][empty($number) or position() = $number]"/>
  </xsl:function>

</xsl:stylesheet>
