<?xml version="1.0" encoding="UTF-8"?>
<!-- What a reading system needs to know beyond the page: epub:type, and the role that goes with it.
     EPUB-ARIA Authoring Guide 1.1. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From an element to what a reading system is told about it. -->
  <xsl:mode name="tp:semantics" on-no-match="deep-skip" on-multiple-match="fail"/>

  <!-- Kinds of divisions that the vocabulary of EPUB has a name for; DPUB-ARIA has the same. -->
  <xsl:variable name="tp:kinds-of-divisions" as="map(xs:string, xs:string)" select="map{
      'acknowledgements': 'acknowledgments', 'acknowledgments': 'acknowledgments',
      'afterword': 'afterword', 'appendix': 'appendix', 'chapter': 'chapter',
      'conclusion': 'conclusion', 'dedication': 'dedication', 'epilogue': 'epilogue',
      'foreword': 'foreword', 'introduction': 'introduction', 'part': 'part',
      'preface': 'preface', 'prologue': 'prologue'}"/>

  <!-- Whether an element is a part of a text that no other text holds. -->
  <xsl:function name="tp:is-part" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::back or self::body or self::front]/parent::text[not(ancestor::text)])"/>
  </xsl:function>

  <!-- The attribute pair of a kind of passage. -->
  <xsl:function name="tp:semantic" as="attribute()+">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:attribute name="epub:type" select="$kind"/>
    <xsl:attribute name="role" select="'doc-' || $kind"/>
  </xsl:function>

  <!-- An element that the page has made, with the epub:type that goes with its role. -->
  <xsl:function name="tp:typed" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/@role) then tp:typed($element, substring-after($element/@role, 'doc-')) else $element"/>
  </xsl:function>

  <xsl:function name="tp:typed" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:for-each select="$element">
      <xsl:copy>
        <xsl:attribute name="epub:type" select="$type"/>
        <xsl:sequence select="@*, node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="*[$tp:is-book]" mode="tp:attributes" as="attribute()*">
    <xsl:param name="classes" as="xs:string*" select="()"/>
    <xsl:next-match>
      <xsl:with-param name="classes" select="$classes"/>
    </xsl:next-match>
    <xsl:apply-templates select="." mode="tp:semantics"/>
  </xsl:template>

  <!-- A role for the item of a list of notes is out of use; by the types a note pops up, on Apple's
       reading systems by that of a footnote. -->
  <xsl:template match="*[$tp:is-book]" mode="tp:note-body" as="element()">
    <xsl:variable name="item" as="element()">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="tp:typed($item, 'endnote footnote')"/>
  </xsl:template>

  <xsl:template match="*[$tp:is-book]" mode="tp:reading-call" as="element()*">
    <xsl:variable name="call" as="element()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="$call ! tp:typed(.)"/>
  </xsl:template>

  <xsl:template match="*[$tp:is-book]" mode="tp:note-call" as="element()*">
    <xsl:variable name="call" as="element()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="$call ! tp:typed(.)"/>
  </xsl:template>

  <xsl:template match="back | body | front" mode="tp:semantics" as="attribute()?">
    <xsl:if test="tp:is-part(.)">
      <xsl:attribute name="epub:type" select="local-name() || 'matter'"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="tp:semantics" as="attribute()*">
    <xsl:sequence select="tokenize(@type)[1] ! $tp:kinds-of-divisions(lower-case(.)) ! tp:semantic(.)"/>
  </xsl:template>

  <!-- A top-level division of the body is a chapter, unless it says that it is something else. -->
  <xsl:template match="body[tp:is-part(.)]/div | body[tp:is-part(.)]/div1" mode="tp:semantics" as="attribute()+">
    <xsl:sequence select="
        tp:semantic((tokenize(@type)[1] ! $tp:kinds-of-divisions(lower-case(.)), 'chapter')[1])"/>
  </xsl:template>

  <xsl:template match="epigraph" mode="tp:semantics" as="attribute()+">
    <xsl:sequence select="tp:semantic('epigraph')"/>
  </xsl:template>

  <xsl:template match="text//pb[normalize-space(@n)]" mode="tp:semantics" as="attribute()+">
    <xsl:sequence select="tp:semantic('pagebreak')"/>
    <xsl:attribute name="aria-label" select="normalize-space(@n)"/>
  </xsl:template>

  <xsl:template match="titlePage" mode="tp:semantics" as="attribute()">
    <xsl:attribute name="epub:type" select="'titlepage'"/>
  </xsl:template>

</xsl:stylesheet>
