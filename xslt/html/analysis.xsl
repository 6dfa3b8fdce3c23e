<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 18 of the TEI Guidelines: words, sentences and what is said of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether a token has something to show beside its characters, or a pointer leads to it. -->
  <xsl:function name="tp:is-marked" as="xs:boolean">
    <xsl:param name="token" as="element()"/>
    <xsl:sequence select="
        exists($token/(@rend | @rendition | @xml:lang))
        or exists($token/@xml:id ! key('tp:targets', '#' || ., root($token)))"/>
  </xsl:function>

  <!-- Pointers by their targets: as they stand, and by the id of that to which a scheme leads. -->
  <xsl:key name="tp:targets" match="*[@target]" use="
      for $document in root()
      return tokenize(@target) ! (., .[contains(., '(')] ! tp:pointed(., $document) ! ('#' || @xml:id))"/>

  <!-- A page of tokens is a page of text: a token is an element of the page only where it must. -->
  <xsl:template match="c | cl | m | pc | phr | s | w" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="
      c[tp:is-marked(.)] | cl[tp:is-marked(.)] | m[tp:is-marked(.)] | pc[tp:is-marked(.)]
      | phr[tp:is-marked(.)] | s[tp:is-marked(.)] | w[tp:is-marked(.)]" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="interp | span" as="element()?">
    <xsl:if test="normalize-space()">
      <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
    </xsl:if>
  </xsl:template>

  <!-- What is said of words elsewhere, folded; the view leaves it out in the midst of words. -->
  <xsl:template match="interpGrp | spanGrp" as="element()?">
    <xsl:if test="normalize-space()">
      <details>
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <summary class="generated">{string-join((tp:label('annotations'), @type ! string()), ': ')}</summary>
        <xsl:apply-templates/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- A mark that is not written out parts words all the same. -->
  <xsl:template match="pc[not(* or normalize-space())]" priority="1" as="text()?">
    <xsl:value-of select="' '[tp:parts-closed-up(current())]"/>
  </xsl:template>

  <xsl:template match="span[not(tp:points(.)) or tp:is-among-words(.)]" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The file's white space between a word and what is said of it. -->
  <xsl:template match="w[*:form]/text()" priority="1" as="empty-sequence()"/>

</xsl:stylesheet>
