<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 4 of the TEI Guidelines: the parts of a text and of its title page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether this is the title of the page, its one h1. -->
  <xsl:function name="tp:is-title" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="page" as="element(titlePage)?" select="
        $element/ancestor::titlePage[. is tp:title-page(ancestor::text[last()])]"/>
    <xsl:sequence select="$element is $page/descendant::*[self::docTitle or self::titlePart][1]"/>
  </xsl:function>

  <!-- The heading of a text, or of what is described in its place, whose TEI stands in another or in a corpus. -->
  <xsl:function name="tp:member-heading" as="element()?">
    <xsl:param name="text" as="element()"/>
    <xsl:for-each select="tp:member-title($text)">
      <h2 class="member-title generated">{.}</h2>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="tp:member-title" as="xs:string?">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="
        $text[not(front/titlePage)]/(self::text | ancestor::teiHeader)/parent::TEI[parent::*]/teiHeader/fileDesc/titleStmt
        /(title[@type = 'main'], title)[1] ! tp:plain(.)[.]"/>
  </xsl:function>

  <!-- The level of a division's heading, below the h1 of the page. -->
  <xsl:function name="tp:heading-level" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
        min((6, 2 + count($division/ancestor::*[tp:is-division(.)][head[not(tp:is-silent(.))] or tp:division-kind(.)])))"/>
  </xsl:function>

  <!-- Whether an element says nothing: it holds marks alone. -->
  <xsl:function name="tp:is-silent" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        not(normalize-space($element)) and empty($element/descendant::*[not(tp:kind(.) = 'mark')])"/>
  </xsl:function>

  <!-- What makes a heading of a heading that holds a block, and so is no `h1` to `h6`. -->
  <xsl:function name="tp:heading-role" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:if test="tp:has-blocks($element)">
      <xsl:attribute name="role" select="'heading'"/>
      <xsl:attribute name="aria-level" select="$level"/>
    </xsl:if>
  </xsl:function>

  <!-- The title page that heads the page: it has a title, and no words stand before it. -->
  <xsl:function name="tp:title-page" as="element(titlePage)?">
    <xsl:param name="text" as="element(text)"/>
    <xsl:sequence select="
        $text[not(preceding::text | ancestor::text)]/front/titlePage[1]
             [.//titlePart][not(preceding-sibling::node()[normalize-space()])]"/>
  </xsl:function>

  <xsl:template match="argument | divGen" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="back" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="body" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="byline" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="closer" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="dateline" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:division-label"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="
      div[head] | div1[head] | div2[head] | div3[head] | div4[head] | div5[head] | div6[head]
      | div7[head]" as="element()">
    <section><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></section>
  </xsl:template>

  <xsl:template match="docAuthor | docDate" as="element()">
    <xsl:element name="{if (tp:has-blocks(.)) then 'div' else if (tp:is-block(.)) then 'p' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="docEdition" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="docImprint" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="docTitle" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="docTitle[tp:is-title(.)]" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'h1')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:sequence select="tp:heading-role(., 1)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="epigraph | floatingText | group" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- What the title page leaves; it stands at the head of the page. -->
  <xsl:template match="front" as="element()?">
    <xsl:variable name="title-page" as="element(titlePage)?" select="parent::text ! tp:title-page(.)"/>
    <xsl:variable name="rest" as="node()*" select="
        if ($title-page) then $title-page/following-sibling::node() else node()"/>
    <xsl:if test="$rest[self::* or self::text()[normalize-space()]]">
      <div>
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <xsl:apply-templates select="$rest"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template as="element()" match="
      (back | body | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | front)/head[not(preceding-sibling::head)]">
    <xsl:variable name="level" as="xs:integer" select="tp:heading-level(..)"/>
    <xsl:element name="{tp:unless-blocks(., 'h' || $level)}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:sequence select="tp:heading-role(., $level)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="head" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- One that says nothing heads nothing; its marks and its name stay. -->
  <xsl:template match="head[tp:is-silent(.)]" priority="3" as="node()*">
    <xsl:for-each select="tp:own-id(.)">
      <span id="{.}"/>
    </xsl:for-each>
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="figure/head" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="table/head[. is tp:caption(..)]" as="element()">
    <caption><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></caption>
  </xsl:template>

  <xsl:template match="imprimatur" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="opener" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="postscript" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="salute" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="signed" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- A text of a collection goes by the title of its own header, unless it has a title page. -->
  <xsl:template match="text" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:sequence select="tp:member-heading(.)"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="titlePage" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="titlePart" as="element()">
    <xsl:element name="{if (tp:has-blocks(.)) then 'div' else if (tp:is-block(.)) then 'p' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="titlePart[tp:is-title(.)]" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'h1')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:sequence select="tp:heading-role(., 1)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="docTitle/titlePart" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="trailer" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

</xsl:stylesheet>
