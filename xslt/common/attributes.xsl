<?xml version="1.0" encoding="UTF-8"?>
<!-- The attributes that every element of the page carries: id, class, lang and dir.
     Each element template calls this mode once. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="tp:attributes" on-no-match="fail" on-multiple-match="fail"/>

  <!-- A word that can stand in a class name, from any attribute value. -->
  <xsl:function name="tp:class" as="xs:string" cache="yes">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="replace(normalize-space($value), '[^\p{L}\p{Nd}_]+', '-')"/>
  </xsl:function>

  <!-- The language as HTML states it; a tag of the document's own making says nothing to a reader's program.
       XHTML says it twice: for reading systems, and for XML. -->
  <xsl:function name="tp:lang" as="attribute()+">
    <xsl:param name="language" as="xs:string"/>
    <xsl:attribute name="lang" select="if (starts-with($language, 'x-') and not($tp:is-book)) then 'und' else $language"/>
    <xsl:if test="$tp:is-book">
      <xsl:attribute name="xml:lang" select="$language"/>
    </xsl:if>
  </xsl:function>

  <!-- Language and direction, where they are not those of the surroundings. -->
  <xsl:function name="tp:language-attributes" as="attribute()*">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:param name="surroundings" as="xs:string?"/>
    <xsl:if test="$language and not($language = $surroundings)">
      <xsl:sequence select="tp:lang($language)"/>
      <xsl:if test="(tp:direction($language), tp:direction(string($surroundings))) = 'rtl'">
        <xsl:attribute name="dir" select="tp:direction($language)"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The language of a label that stands in an element of another. -->
  <xsl:function name="tp:label-attributes" as="attribute()*">
    <xsl:param name="around" as="element()"/>
    <xsl:sequence select="tp:language($around) ! tp:language-attributes(tp:label('label-language'), .)"/>
  </xsl:function>

  <!-- Language and direction of a whole page. -->
  <xsl:function name="tp:root-attributes" as="attribute()+">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="tp:lang($language)"/>
    <xsl:if test="tp:direction-around(($document//text, $document/*)[1]) = 'rtl'">
      <xsl:attribute name="dir" select="'rtl'"/>
    </xsl:if>
  </xsl:function>

  <!-- The direction of a paragraph or line where most of its letters run against its language or its surroundings; those of foreign words, notes and other
       readings, and of what says its own, do not count. -->
  <xsl:function name="tp:direction-attribute" as="attribute(dir)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="
        string-join($element/descendant::text()[not(ancestor::*[@xml:lang or self::foreign or self::note or self::rdg[preceding-sibling::*]][1] >> $element)])"/>
    <xsl:if test="matches($words, '\p{L}')">
      <xsl:variable name="direction" as="xs:string" select="tp:direction-of-words($words)"/>
      <xsl:if test="$direction ne tp:direction-around($element)">
        <xsl:attribute name="dir" select="$direction"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xsl:template match="*" mode="tp:attributes" as="attribute()*">
    <xsl:param name="classes" as="xs:string*" select="()"/>
    <xsl:if test="@xml:id">
      <xsl:for-each select="tp:own-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="@type or @rend or @rendition or @xml:space or self::code or exists($classes)">
        <xsl:attribute name="class" select="
            tp:class-names(local-name(), string(@type), string(@rend), string(@rendition), root()), $classes,
            'keeps-space'[current()[@xml:space or self::code][tp:keeps-space(.)]]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="class" select="'tei-' || local-name()"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@style or @rend[contains(., ':')]">
      <xsl:sequence select="tp:style-attribute(.)"/>
    </xsl:if>
    <xsl:if test="@xml:lang">
      <xsl:sequence select="@xml:lang ! tp:language-attributes(tp:language-tag(.), ../..[self::*] ! tp:language(.))"/>
    </xsl:if>
    <xsl:if test="$right-to-left and tp:kind(.) = ('line', 'paragraph')">
      <xsl:sequence select="tp:direction-attribute(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- What has an id of its own even without @xml:id: it can be linked to. -->
  <xsl:template mode="tp:attributes" as="attribute()*" match="
      text//ab | text//closer | text//div | text//div1 | text//div2 | text//div3 | text//div4 | text//div5 | text//div6
      | text//div7 | text//figure | text//lg | text//note | text//opener | text//p | text//pb | text//sp | text//table
      | text//text | text//titlePage | TEI[parent::*]/text">
    <xsl:param name="classes" as="xs:string*" select="()"/>
    <xsl:attribute name="id" select="tp:id(.)"/>
    <xsl:next-match>
      <xsl:with-param name="classes" select="$classes"/>
    </xsl:next-match>
  </xsl:template>

  <!-- What an element of the TEI is called, of which types it is, and how it looked. -->
  <xsl:function name="tp:class-names" as="xs:string" cache="yes">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="rend" as="xs:string"/>
    <xsl:param name="rendition" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="name" as="xs:string" select="'tei-' || $element"/>
    <xsl:sequence select="
        string-join(($name, tokenize($type) ! ($name || '-' || tp:class(.)),
                     tp:looks($element, $rend, $rendition, $document)), ' ')"/>
  </xsl:function>

</xsl:stylesheet>
