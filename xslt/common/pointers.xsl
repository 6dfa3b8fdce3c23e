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
    <xsl:variable name="named" as="xs:string" select="if ($name castable as xs:int) then '*' else $name"/>
    <xsl:sequence select="
        if ($step/fn:group[@nr = 1] = '//') then $nodes ! tp:below(., $named)(($number, 0)[1])
        else $nodes/*[$named = ('*', local-name())][empty($number) or position() = $number]"/>
  </xsl:function>

  <!-- What stands at any depth below a node under a name, all of it (0) and by its number among its siblings of that
       name: read once for all pointers that go that way. -->
  <xsl:function name="tp:below" as="map(xs:integer, element()*)" cache="yes">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:map>
      <xsl:map-entry key="0" select="$node//*[$name = ('*', local-name())]"/>
      <xsl:for-each-group group-by="?number" select="
          $node/descendant-or-self::node()/(*[$name = ('*', local-name())] ! map{'number': position(), 'element': .})">
        <xsl:map-entry key="current-grouping-key()" select="current-group()?element"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

</xsl:stylesheet>
