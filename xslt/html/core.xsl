<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3 of the TEI Guidelines: elements that any text may use. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="abbr" as="element()">
    <abbr><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></abbr>
  </xsl:template>

  <xsl:template match="author" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="bibl" as="element()">
    <xsl:element name="{if (tp:has-blocks(.)) then 'div' else if (tp:is-block(.)) then 'p' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="cit" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="desc" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="editor" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="emph" as="element()">
    <em><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></em>
  </xsl:template>

  <xsl:template match="expan" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="foreign" as="element()">
    <i><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></i>
  </xsl:template>

  <xsl:template match="gloss" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="hi" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="item" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]/item" as="element()">
    <dd><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></dd>
  </xsl:template>

  <xsl:template match="label" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="list/label" as="element()">
    <li><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></li>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]/label" priority="1" as="element()">
    <dt><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></dt>
  </xsl:template>

  <xsl:template match="list" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <ul>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <dl>
        <xsl:apply-templates select="." mode="tp:items"/>
      </dl>
    </div>
  </xsl:template>

  <xsl:template match="list[not(label)][tokenize(@type || ' ' || @rend) = ('numbered', 'ordered')]" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <ol>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ol>
    </div>
  </xsl:template>

  <xsl:template match="listBibl" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="mentioned" as="element()">
    <i><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></i>
  </xsl:template>

  <xsl:template match="name" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//name[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <!-- In its place a note leaves its call; the note itself stands among the notes. -->
  <xsl:template match="note" as="item()*">
    <xsl:apply-templates select="." mode="tp:note-call"/>
  </xsl:template>

  <!-- Outside the text there is no list of notes to go to; in a record a note is a part of it. -->
  <xsl:template match="note[not(tp:is-footnote(.))]" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="orig" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- A paragraph of HTML cannot hold a block. -->
  <xsl:template match="p" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="." mode="tp:permalink"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="ptr" as="element()">
    <xsl:apply-templates select="." mode="tp:link"/>
  </xsl:template>

  <xsl:template match="publisher" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="pubPlace" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="q" as="element()">
    <q><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></q>
  </xsl:template>

  <xsl:template match="q[tp:is-block(.)]" as="element()">
    <blockquote><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></blockquote>
  </xsl:template>

  <xsl:template match="quote" as="element()">
    <q><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></q>
  </xsl:template>

  <xsl:template match="quote[tp:is-block(.)]" as="element()">
    <blockquote><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></blockquote>
  </xsl:template>

  <xsl:template match="ref" as="element()">
    <xsl:apply-templates select="." mode="tp:link"/>
  </xsl:template>

  <xsl:template match="reg" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="resp" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="rs" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//rs[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template match="said" as="element()">
    <q><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></q>
  </xsl:template>

  <xsl:template match="said[tp:is-block(.)]" as="element()">
    <blockquote><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></blockquote>
  </xsl:template>

  <xsl:template match="soCalled" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="term" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="title" as="element()">
    <cite><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></cite>
  </xsl:template>

  <xsl:template match="text//title[@ref]" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'cite')}">
      <xsl:apply-templates select="." mode="tp:mention"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
