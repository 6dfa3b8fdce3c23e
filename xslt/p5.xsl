<?xml version="1.0" encoding="UTF-8"?>
<!-- From older and private forms of TEI to TEI P5, before any format: names and namespace, ids and
     pointers, and the few attributes that mean the same under another name. Every element stays where
     it is, and every character; what P5 has no name for stays as it is. The result is never written.
     $names and $attributes: from an older name, or P5's in lower case, to P5's.
     $namespaces: those whose elements are meant; '' for none. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:param name="attributes" as="map(xs:string, xs:string)" select="map{}"/>
  <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}"/>
  <xsl:param name="namespaces" as="xs:string*" select="()"/>

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <!-- The whole document. -->
  <xsl:mode on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- From an attribute to the one that says in P5 what it says; nothing where its own name does. -->
  <xsl:mode name="tp:meaning" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- Attributes that held ids, and hold pointers in P5. -->
  <xsl:variable name="tp:pointers" as="xs:string+" select="
      'ana', 'corresp', 'copyOf', 'decls', 'exclude', 'hand', 'inst', 'new', 'next', 'old', 'prev',
      'resp', 'sameAs', 'select', 'spanTo', 'synch', 'target', 'targetEnd', 'who', 'wit'"/>

  <xsl:key name="tp:ids" match="*" use="@id, @ID, @xml:id, @sigil"/>

  <!-- P5's name of an element, if it has one. -->
  <xsl:function name="tp:name" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ((namespace-uri($element) = $namespaces)[.] 
         ! ($names(lower-case(string-join($element/(.. | .) ! local-name(), '/'))),
            $names(local-name($element)), $names(lower-case(local-name($element))))[1],
         $element[parent::*/tp:name(.) = 'choice'] ! tp:side(.))[1]"/>
  </xsl:function>

  <!-- P5's name of a project's own element that is one of the readings of a choice: the last is meant, the ones
       before it are written. -->
  <xsl:function name="tp:side" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element[namespace-uri() != 'http://www.tei-c.org/ns/1.0'] ! (if (following-sibling::*) then 'orig' else 'reg')"/>
  </xsl:function>

  <!-- P5's name of an attribute, else its own. -->
  <xsl:function name="tp:attribute-name" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="($attributes(lower-case(name($attribute))), name($attribute))[1]"/>
  </xsl:function>

  <!-- Whether an attribute is the one of this name on the element of this name, by older names. -->
  <xsl:function name="tp:is" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="elements" as="xs:string+"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
        lower-case(name($attribute)) = $name and lower-case(local-name($attribute/..)) = $elements"/>
  </xsl:function>

  <xsl:template match="*[tp:name(.)]" as="element()">
    <xsl:element name="{tp:name(.)}" namespace="http://www.tei-c.org/ns/1.0">
      <xsl:apply-templates select="@*" mode="tp:meaning"/>
      <xsl:apply-templates select="., @*[namespace-uri() = ''], @*[namespace-uri() != '']"
          mode="tp:attribute"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- From an element and its attributes to attributes of P5. -->
  <xsl:mode name="tp:attribute" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="@*" mode="tp:attribute" as="attribute()">
    <xsl:variable name="name" as="xs:string" select="tp:attribute-name(.)"/>
    <xsl:attribute name="{$name}" namespace="{
        if (starts-with($name, 'xml:')) then 'http://www.w3.org/XML/1998/namespace'
        else namespace-uri()}">
      <xsl:sequence select="if ($name = $tp:pointers) then tp:pointers(.) else string()"/>
    </xsl:attribute>
  </xsl:template>

  <!-- What a DTD gave to every element. -->
  <xsl:template match="@*[lower-case(name()) = 'teiform']" mode="tp:attribute" as="empty-sequence()"/>

  <!-- Letters set higher or lower were elements. -->
  <xsl:template match="SUB | SUP" mode="tp:attribute" as="attribute()">
    <xsl:attribute name="rend" select="lower-case(name())"/>
  </xsl:template>

  <!-- HTML has an element for the cells that head others. -->
  <xsl:template match="*:TH[not(@role)] | *:th[not(@role)]" mode="tp:attribute" as="attribute()">
    <xsl:attribute name="role" select="'label'"/>
  </xsl:template>

  <xsl:template match="*" mode="tp:attribute" as="empty-sequence()"/>

  <!-- Each id of the document gets its number sign; what else stands there stays. -->
  <xsl:function name="tp:pointers" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="string-join(
        tokenize($attribute) ! (if (key('tp:ids', ., root($attribute))) then '#' || . else .), ' ')"/>
  </xsl:function>

  <xsl:template match="@*[tp:is(., ('date', 'time'), 'value')][matches(., '^-?\d{2,4}[\d:T-]*')]"
      mode="tp:meaning" as="attribute()">
    <xsl:attribute name="when" select="."/>
  </xsl:template>

  <xsl:template match="@*[tp:is(., 'gap', 'desc')]" mode="tp:meaning" as="attribute()">
    <xsl:attribute name="reason" select="translate(normalize-space(), ' ', '_')"/>
  </xsl:template>

  <xsl:template match="@*[tp:is(., 'language', 'id')]" mode="tp:meaning" as="attribute()">
    <xsl:attribute name="ident" select="."/>
  </xsl:template>

  <xsl:template match="@*[tp:is(., ('ptr', 'ref', 'xptr', 'xref'), 'url')]" mode="tp:meaning"
      as="attribute()">
    <xsl:attribute name="target" select="."/>
  </xsl:template>

  <xsl:template match="@*[tp:is(., 'witness', 'sigil')]" mode="tp:meaning" as="attribute()">
    <xsl:attribute name="xml:id" select="."/>
  </xsl:template>

</xsl:stylesheet>
