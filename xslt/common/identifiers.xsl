<?xml version="1.0" encoding="UTF-8"?>
<!-- Ids and addresses: @xml:id, else a stable count within the nearest division, such as
     "div2-p3" for the third paragraph of the second division of the body. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a division to the prefix of the ids inside it, given its own id, its number among those of its name, and the
       prefix around it. -->
  <xsl:mode name="tp:prefix" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:key name="tp:xml-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- What has an id by its count, by the division that it is counted in. -->
  <xsl:key name="tp:counted" use="generate-id((ancestor::Q{http://www.tei-c.org/ns/1.0}*[$tp:counting(local-name())][1], /)[1])" match="
      ab | back | body | closer | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | figure | front | lg | list | note
      | opener | p | pb | quote | sp | table | text | titlePage"/>

  <!-- What counts anew: a division, and what else holds paragraphs of its own. -->
  <xsl:variable name="tp:counting" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(('back', 'body', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'front', 'note', 'text')
        ! map{.: true()})"/>

  <!-- The ids and numbers of all that has them by its count. The document is gone through once: who asks for one will
       soon ask for all. -->
  <xsl:variable name="tp:addresses" as="map(xs:string, item()+)" select="map:merge(tp:addresses-in(/, ''))"/>

  <!-- The numbers of the notes among those that the view reads. -->
  <xsl:variable name="tp:note-numbers" as="map(xs:string, xs:integer)" select="
      map:merge(tp:notes(/) ! map{generate-id(): position()})"/>

  <!-- The ids and numbers in a division, where they have a prefix. -->
  <xsl:function name="tp:addresses-in" as="map(xs:string, item()+)*">
    <xsl:param name="division" as="node()"/>
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:for-each-group select="key('tp:counted', generate-id($division), root($division))" group-by="local-name()">
      <xsl:variable name="name" as="xs:string" select="
          $prefix || 'text-'[tp:is-between-parts($division, current-grouping-key())] || current-grouping-key()"/>
      <xsl:choose>
        <xsl:when test="$tp:counting(current-grouping-key())">
          <xsl:for-each select="current-group()">
            <xsl:variable name="id" as="xs:string" select="tp:id-by-count(., $name || position())"/>
            <xsl:variable name="inside" as="xs:string">
              <xsl:apply-templates select="." mode="tp:prefix">
                <xsl:with-param name="id" select="$id"/>
                <xsl:with-param name="number" select="position()"/>
                <xsl:with-param name="around" select="$prefix"/>
              </xsl:apply-templates>
            </xsl:variable>
            <xsl:sequence select="map{generate-id(): ($id, position())}, .[*] ! tp:addresses-in(., $inside)"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="$tp:has-ids">
          <xsl:sequence select="
              current-group() ! map{generate-id(): (tp:id-by-count(., $name || position()), position())}"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="current-group() ! map{generate-id(): ($name || position(), position())}"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Whether an element of this name stands between the parts of a text, and not in one. -->
  <xsl:function name="tp:is-between-parts" as="xs:boolean">
    <xsl:param name="around" as="node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="exists($around/self::text) and not($name = ('back', 'body', 'front', 'group', 'text'))"/>
  </xsl:function>

  <!-- The id of an element: its own, for a note that is moved its number, else the one by its count. -->
  <xsl:function name="tp:id-by-count" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="counted" as="xs:string"/>
    <xsl:sequence select="
        if ($element/@xml:id and exists(tp:own-id($element))) then string($element/@xml:id)
        else if ($element/self::note[tp:note-number(.) gt 0]) then tp:unused('note-' || tp:note-number($element), $element)
        else tp:unused($counted, $element)"/>
  </xsl:function>

  <!-- The element that an address of this node points to. -->
  <xsl:function name="tp:anchor" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        ($node/ancestor-or-self::note[tp:is-footnote(.)][1],
         $node/ancestor-or-self::*[self::ab or self::closer or self::lg or self::opener or self::p or self::sp
                                   or self::table or self::titlePage or tp:is-division(.)][1],
         $node/ancestor::text[1])[1]"/>
  </xsl:function>

  <!-- The id of an element that is counted within its division, and its number there; nothing for others. -->
  <xsl:function name="tp:address-by-count" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$tp:addresses(generate-id($element))"/>
  </xsl:function>

  <xsl:function name="tp:count" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tp:address-by-count($element)[2]"/>
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

  <!-- The id of an element; of one that has none, that of what it stands in. -->
  <xsl:function name="tp:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="address" as="item()*" select="tp:address-by-count($element)"/>
    <xsl:sequence select="
        if (exists($address)) then head($address)
        else ($element[@xml:id] ! tp:own-id(.), $element/parent::* ! tp:id(.), '')[1]"/>
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
    <xsl:sequence select="($tp:note-numbers(generate-id($note)), 0)[1]"/>
  </xsl:function>

  <!-- The notes of a document's text that the view reads, in document order; a note in parts is its first. -->
  <xsl:function name="tp:notes" as="element(note)*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document//note[tp:is-moved(.)][not(tp:is-left-out(.))][empty(tp:begun(.))]"/>
  </xsl:function>

  <!-- Whether the document has ids that one of ours may meet. -->
  <xsl:variable name="tp:has-ids" as="xs:boolean" select="exists(//@xml:id)"/>

  <!-- An id that no xml:id of the document takes. -->
  <xsl:function name="tp:unused" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        if ($tp:has-ids and exists(key('tp:xml-id', $id, root($node)))) then tp:unused($id || '_', $node) else $id"/>
  </xsl:function>

  <xsl:template match="back | front" mode="tp:prefix" as="xs:string">
    <xsl:param name="around" as="xs:string"/>
    <xsl:sequence select="$around || local-name() || '-'"/>
  </xsl:template>

  <xsl:template mode="tp:prefix" as="xs:string"
      match="body | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | note">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$id || '-'"/>
  </xsl:template>

  <!-- A text has one body. -->
  <xsl:template match="text/body" mode="tp:prefix" as="xs:string">
    <xsl:param name="around" as="xs:string"/>
    <xsl:sequence select="$around"/>
  </xsl:template>

  <!-- The only text of a document needs no prefix. -->
  <xsl:template match="text" mode="tp:prefix" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="
        if ($number = 1 and not(ancestor::text or parent::TEI/parent::*)) then '' else $id || '-'"/>
  </xsl:template>

</xsl:stylesheet>
