<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents: the headed divisions, then what stands after the text. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to its table of contents. -->
  <xsl:mode name="tp:toc" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From a division to its entry; divisions without a heading give way to what is in them. -->
  <xsl:mode name="tp:toc-entry" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From the document to the entries of what the stylesheet adds: notes and indexes. -->
  <xsl:mode name="tp:toc-parts" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- The heading of a division without its notes; without a heading, its kind or its number in the source, else
       how it begins. -->
  <xsl:function name="tp:heading" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="name" as="xs:string?" select="
        ($division/(head, front//titlePart)[1] ! tp:plain(.)[.], tp:division-kind($division), tp:division-number($division))[1]"/>
    <xsl:sequence select="if (exists($name)) then $name else tp:beginning($division)"/>
  </xsl:function>

  <!-- How a division begins; without words, its place among the others. -->
  <xsl:function name="tp:beginning" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(tp:plain($division))"/>
    <xsl:sequence select="
        (string-join(($words[position() le 6], '…'[count($words) gt 6]), ' ')[.],
         tp:label('section') || ' '
           || ($division/@n/normalize-space()[.], tp:number(count($division/preceding-sibling::*[tp:is-division(.)]) + 1))[1])[1]"/>
  </xsl:function>

  <!-- The language of what a division goes by: of the heading, if all its words are in one, or of how it begins. -->
  <xsl:function name="tp:language-of-heading" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="head" as="element()?" select="$division/(head, front//titlePart)[1][tp:plain(.)]"/>
    <xsl:variable name="words" as="text()*" select="($head, $division)[1]//text()[matches(., '\p{L}')]"/>
    <xsl:choose>
      <xsl:when test="exists($head)">
        <xsl:sequence select="
            let $languages := distinct-values($words ! tp:language(.))
            return if (count($languages) = 1) then $languages else tp:language($head)"/>
      </xsl:when>
      <xsl:when test="empty((tp:division-kind($division), tp:division-number($division)))">
        <xsl:sequence select="$words[1] ! tp:language(.)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="/" mode="tp:toc" as="element()?">
    <xsl:variable name="divisions" as="element()*">
      <xsl:apply-templates select="tp:texts(.)" mode="tp:toc-entry"/>
    </xsl:variable>
    <xsl:if test="count($divisions) gt 1">
      <nav class="toc generated" aria-labelledby="{tp:unused('contents', .)}">
        <h2 id="{tp:unused('contents', .)}">{tp:label('contents')}</h2>
        <ol>
          <xsl:sequence select="$divisions"/>
          <xsl:apply-templates select="." mode="tp:toc-parts"/>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- What cannot hold a headed division is not searched for one. -->
  <xsl:template match="ab | lg | note | p | sp | table | text()" mode="tp:toc-entry" as="empty-sequence()"/>

  <xsl:template match="
      div[head] | div1[head] | div2[head] | div3[head] | div4[head] | div5[head] | div6[head]
      | div7[head]" mode="tp:toc-entry" as="element()">
    <xsl:call-template name="tp:toc-item"/>
  </xsl:template>

  <xsl:template match="div[tp:division-kind(.)]" mode="tp:toc-entry" as="element()" priority="1">
    <xsl:call-template name="tp:toc-item">
      <xsl:with-param name="title" select="tp:division-kind(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="text[tp:member-title(.)]" mode="tp:toc-entry" as="element()">
    <xsl:call-template name="tp:toc-item">
      <xsl:with-param name="title" select="tp:member-title(.)"/>
      <xsl:with-param name="parts" select="*"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="tp:toc-item" as="element()">
    <xsl:param name="title" as="item()*">
      <xsl:sequence select="tp:language-attributes(tp:language-of-heading(.), $tp:language-of-text)"/>
      <xsl:value-of select="tp:heading(.)"/>
    </xsl:param>
    <xsl:param name="parts" as="element()*" select="div | div1 | div2 | div3 | div4 | div5 | div6 | div7"/>
    <li>
      <a href="{tp:href(.)}">
        <xsl:sequence select="$title"/>
      </a>
      <xsl:where-populated>
        <ol>
          <xsl:apply-templates select="$parts" mode="tp:toc-entry"/>
        </ol>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <xsl:template match="/" mode="tp:toc-parts" as="element()*">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:if test="exists(tp:notes(.))">
      <li><a href="{tp:href-of-part('notes', .)}">{tp:label('notes')}</a></li>
    </xsl:if>
    <xsl:if test="exists(tp:readings(.))">
      <li><a href="{tp:href-of-part('apparatus', .)}">{tp:label('apparatus')}</a></li>
    </xsl:if>
    <xsl:for-each select="tp:indexes(.)">
      <li><a href="{tp:href-of-part(., $document)}">{tp:label(.)}</a></li>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
