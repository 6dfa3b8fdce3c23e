<?xml version="1.0" encoding="UTF-8"?>
<!-- Ids and addresses: @xml:id, else a stable count within the nearest division, such as
     "div2-p3" for the third paragraph of the second division of the body. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a division, with the addresses so far, to the prefix of the ids inside it. -->
  <xsl:mode name="tp:prefix" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:key name="tp:xml-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The address of the element counted last, its number, and one map for each open division: how
       many elements of each name it has had so far, under '' the prefix of the ids inside it, under
       '-' what more there is to it between the parts of a text. -->
  <xsl:accumulator name="tp:addresses" as="item()+" initial-value="'', 0, map{'': '', '-': ''}">
    <xsl:accumulator-rule select="tp:opened(., tp:counted(., $value))" match="
        back | body | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | front | note | text"/>
    <xsl:accumulator-rule phase="end" select="'', 0, subsequence($value, 4)" match="
        back | body | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | front | note | text"/>
    <xsl:accumulator-rule match="ab | figure | lg | list | p | pb | quote | sp | table | titlePage"
        select="tp:counted(., $value)"/>
  </xsl:accumulator>

  <!-- The number of the note among the notes that the view reads. -->
  <xsl:accumulator name="tp:note-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="text//note[tp:is-moved(.)][not(tp:is-left-out(.))]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The element that an address of this node points to. -->
  <xsl:function name="tp:anchor" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        ($node/ancestor-or-self::note[tp:is-footnote(.)][1],
         $node/ancestor-or-self::*[self::ab or self::lg or self::p or self::sp or self::table
                                   or self::titlePage or tp:is-division(.)][1],
         $node/ancestor::text[1])[1]"/>
  </xsl:function>

  <!-- The count of an element within its division. -->
  <xsl:function name="tp:count" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/accumulator-before('tp:addresses')[2]"/>
  </xsl:function>

  <!-- The addresses with one more element. -->
  <xsl:function name="tp:counted" as="item()+">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="addresses" as="item()+"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="counts" as="map(*)" select="$addresses[3]"/>
    <xsl:variable name="number" as="xs:integer" select="($counts($name), 0)[1] + 1"/>
    <xsl:sequence select="
        tp:address-by-count($element, $counts, $number), $number,
        map:put($counts, $name, $number), subsequence($addresses, 4)"/>
  </xsl:function>

  <xsl:function name="tp:address-by-count" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="counts" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="between" as="xs:boolean" select="
        $counts('-') != ''
        and empty($element[self::back or self::body or self::front or self::group or self::text])"/>
    <xsl:sequence select="
        if ($element/@xml:id and exists(tp:own-id($element))) then string($element/@xml:id)
        else if ($element/self::note[tp:is-moved(.)]) then tp:unused('note-' || tp:note-number($element), $element)
        else tp:unused(
          $counts('') || 'text-'[$between] || local-name($element) || $number, $element)"/>
  </xsl:function>

  <!-- The address of an element of the text. A format of several files overrides this one. -->
  <xsl:function name="tp:href" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'#' || tp:id($element)"/>
  </xsl:function>

  <!-- The address of the place where a note was called. -->
  <xsl:function name="tp:href-of-call" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="'#' || tp:id-of-call($note)"/>
  </xsl:function>

  <!-- The addresses of an entry of the apparatus, and of its place in the text. -->
  <xsl:function name="tp:href-of-reading" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="'#' || tp:id-of-reading($app)"/>
  </xsl:function>

  <xsl:function name="tp:href-of-reading-call" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="'#' || tp:id-of-reading-call($app)"/>
  </xsl:function>

  <!-- The address of a part that the stylesheet makes: 'notes', 'person-trotsky'. -->
  <xsl:function name="tp:href-of-part" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="'#' || tp:unused($part, $node)"/>
  </xsl:function>

  <!-- The xml:id of an element, if it is one: a name, and no element before has it. -->
  <xsl:function name="tp:own-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/@xml:id[. castable as xs:NCName]/string()
          [key('tp:xml-id', ., root($element))[1] is $element]"/>
  </xsl:function>

  <xsl:function name="tp:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ($element[@xml:id] ! tp:own-id(.), $element/accumulator-before('tp:addresses')[1])[1]"/>
  </xsl:function>

  <xsl:function name="tp:id-of-call" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="caller" as="element()?" select="tp:callers($note)[1]"/>
    <xsl:sequence select="
        if (empty($caller)) then tp:unused('call-' || tp:note-number($note), $note)
        else ($caller[not(self::anchor)] ! tp:own-id(.), tp:unused('call-' || tp:id($note), $note))[1]"/>
  </xsl:function>

  <xsl:function name="tp:id-of-reading" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="tp:unused('reading-' || tp:reading-letter($app), $app)"/>
  </xsl:function>

  <xsl:function name="tp:id-of-reading-call" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="tp:unused('call-' || tp:reading-letter($app), $app)"/>
  </xsl:function>

  <xsl:function name="tp:note-number" as="xs:integer">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/accumulator-before('tp:note-number')"/>
  </xsl:function>

  <!-- The notes of a document's text that the view reads, in document order. -->
  <xsl:function name="tp:notes" as="element(note)*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document//text//note[tp:is-moved(.)][not(tp:is-left-out(.))]"/>
  </xsl:function>

  <!-- The addresses with the counts of a division that opens. -->
  <xsl:function name="tp:opened" as="item()+">
    <xsl:param name="division" as="element()"/>
    <xsl:param name="addresses" as="item()+"/>
    <xsl:variable name="prefix" as="xs:string">
      <xsl:apply-templates select="$division" mode="tp:prefix">
        <xsl:with-param name="addresses" select="$addresses"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="
        $addresses[1], $addresses[2],
        map{'': $prefix, '-': if ($division/self::text) then 'text-' else ''},
        subsequence($addresses, 3)"/>
  </xsl:function>

  <!-- An id that no xml:id of the document takes. -->
  <xsl:function name="tp:unused" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        if (exists(key('tp:xml-id', $id, root($node)))) then tp:unused($id || '_', $node) else $id"/>
  </xsl:function>

  <xsl:template match="back | front" mode="tp:prefix" as="xs:string">
    <xsl:param name="addresses" as="item()+"/>
    <xsl:sequence select="$addresses[3]('') || local-name() || '-'"/>
  </xsl:template>

  <xsl:template mode="tp:prefix" as="xs:string"
      match="body | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | note">
    <xsl:param name="addresses" as="item()+"/>
    <xsl:sequence select="$addresses[1] || '-'"/>
  </xsl:template>

  <!-- A text has one body. -->
  <xsl:template match="text/body" mode="tp:prefix" as="xs:string">
    <xsl:param name="addresses" as="item()+"/>
    <xsl:sequence select="$addresses[3]('')"/>
  </xsl:template>

  <!-- The only text of a document needs no prefix. -->
  <xsl:template match="text" mode="tp:prefix" as="xs:string">
    <xsl:param name="addresses" as="item()+"/>
    <xsl:sequence select="
        if ($addresses[2] = 1 and not(ancestor::text or parent::TEI/parent::*)) then '' else $addresses[1] || '-'"/>
  </xsl:template>

</xsl:stylesheet>
