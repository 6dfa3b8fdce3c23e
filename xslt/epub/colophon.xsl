<?xml version="1.0" encoding="UTF-8"?>
<!-- The colophon: what the header states of the edition, in its words, each under what it is about.
     Words alone go in, so that any header makes a page of any reading system. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the header to its statements, each a term with what is said of it. -->
  <xsl:mode name="tp:statement" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- The labels of the statements. -->
  <xsl:variable name="tp:statements" as="map(xs:string, xs:string)" select="map{
      'abstract': 'abstract', 'author': 'author', 'availability': 'availability', 'change': 'revisions',
      'date': 'date', 'edition': 'edition', 'editor': 'editor',
      'editorialDecl': 'editorial-principles', 'funder': 'funder', 'idno': 'identifier',
      'principal': 'principal', 'projectDesc': 'project', 'publisher': 'publisher',
      'pubPlace': 'place-of-publication', 'sourceDesc': 'source', 'sponsor': 'sponsor', 'title': 'title'}"/>

  <xsl:template match="/" mode="tp:colophon" as="element()?">
    <xsl:variable name="statements" as="element()*">
      <xsl:apply-templates select="*/teiHeader[1]" mode="tp:statement"/>
    </xsl:variable>
    <xsl:if test="exists($statements)">
      <section class="colophon generated" role="doc-colophon" aria-labelledby="{tp:unused('colophon', .)}">
        <h2 id="{tp:unused('colophon', .)}">{tp:label('colophon')}</h2>
        <dl>
          <xsl:sequence select="$statements"/>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="tp:statement" as="element()*" match="
      titleStmt/(author | editor | funder | principal | sponsor | title) | edition | abstract | availability
      | publicationStmt//(date | idno | publisher | pubPlace) | change | editorialDecl | projectDesc
      | sourceDesc">
    <xsl:sequence select="tp:statement(tp:label($tp:statements(local-name())), .)"/>
  </xsl:template>

  <!-- A statement in paragraphs or other pieces. -->
  <xsl:template mode="tp:statement" as="element()*" priority="1" match="
      (abstract | availability | editorialDecl | projectDesc | sourceDesc)[not(text()[normalize-space()])]">
    <xsl:sequence select="tp:statement(tp:label($tp:statements(local-name())), *)"/>
  </xsl:template>

  <!-- What was done comes before who did it. -->
  <xsl:template match="titleStmt/respStmt" mode="tp:statement" as="element()*">
    <xsl:sequence select="tp:statement(string-join(resp ! tp:plain(.)[.], ', '), * except resp)"/>
  </xsl:template>

  <!-- A term and what is said of it, or nothing where nothing is said. -->
  <xsl:function name="tp:statement" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="said" as="element()*">
      <xsl:apply-templates select="$elements" mode="tp:said"/>
    </xsl:variable>
    <xsl:if test="exists($said)">
      <dt>{$term}</dt>
      <xsl:sequence select="$said"/>
    </xsl:if>
  </xsl:function>

  <!-- From a statement to its words. -->
  <xsl:mode name="tp:said" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="tp:said" as="element()?">
    <xsl:if test="tp:plain(.)">
      <dd>
        <xsl:sequence select="tp:language-attributes(tp:language(.), tp:languages(root())[1])"/>
        <xsl:text>{tp:plain(.)}</xsl:text>
      </dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="change[@when]" mode="tp:said" as="element()">
    <dd>{@when}: {tp:plain(.)}</dd>
  </xsl:template>

  <xsl:template match="licence[matches(@target, '^https?://')]" mode="tp:said" as="element()">
    <dd><a href="{@target}" rel="license">{(tp:plain(.)[.], @target)[1]}</a></dd>
  </xsl:template>

</xsl:stylesheet>
