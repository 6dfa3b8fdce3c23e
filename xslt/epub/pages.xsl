<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of the book in reading order, each a map of its file's name and the whole page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to its pages. -->
  <xsl:mode name="tp:pages" on-no-match="shallow-skip" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" mode="tp:pages" as="map(xs:string, item())+">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="apparatus" as="element()?">
      <xsl:apply-templates select="." mode="tp:apparatus"/>
    </xsl:variable>
    <xsl:variable name="indexes" as="element()*">
      <xsl:apply-templates select="." mode="tp:index"/>
    </xsl:variable>
    <xsl:variable name="colophon" as="element()?">
      <xsl:apply-templates select="." mode="tp:colophon"/>
    </xsl:variable>
    <xsl:sequence select="tp:page(., 'cover', tp:label('cover'), tp:cover-page(.))"/>
    <xsl:call-template name="tp:text-pages"/>
    <xsl:for-each select="tp:notes-by-file(.)[$notes = 'end']">
      <xsl:sequence select="tp:page($document, ?file, tp:label('notes'), ?notes)"/>
    </xsl:for-each>
    <xsl:sequence select="
        tp:page(., 'apparatus', tp:label('apparatus'), $apparatus),
        tp:page(., 'index', tp:index-title(.), $indexes ! tp:typed(.)),
        tp:page(., 'colophon', tp:label('colophon'), $colophon ! tp:typed(.))"/>
  </xsl:template>

  <!-- The notes of each file that has any, as a section. -->
  <xsl:function name="tp:notes-by-file" as="map(xs:string, item())*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each-group select="tp:notes($document)" group-by="tp:file(.)">
      <xsl:variable name="section" as="element()?">
        <xsl:apply-templates select="$document" mode="tp:notes">
          <xsl:with-param name="notes" select="current-group()"/>
        </xsl:apply-templates>
      </xsl:variable>
      <xsl:sequence select="map{'file': current-grouping-key(), 'notes': $section ! tp:typed(.)}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- What stands at the end of a chapter of its notes. -->
  <xsl:function name="tp:chapter-notes" as="element()?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:sequence select="tp:notes-by-file($document)[$notes = 'chapters'][?file = $file]?notes"/>
  </xsl:function>

  <!-- The text's pages: the first has the title and the words before the first division. -->
  <xsl:template name="tp:text-pages" as="map(xs:string, item())+">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="nodes" as="node()*" select="tp:nodes(.)"/>
    <xsl:variable name="title" as="element()">
      <xsl:apply-templates select="." mode="tp:title-block"/>
    </xsl:variable>
    <xsl:variable name="opening" as="node()*" select="$nodes[accumulator-before('tp:file') = 'opening']"/>
    <xsl:sequence select="
        tp:page(., 'opening', tp:title(.), ($title, tp:content($opening), tp:chapter-notes(., 'opening')))"/>
    <xsl:for-each-group select="$nodes except $opening" group-adjacent="accumulator-before('tp:file')">
      <xsl:sequence select="
          tp:page($document, current-grouping-key(), tp:page-title(current-group()),
                  (tp:content(current-group()), tp:chapter-notes($document, current-grouping-key())))"/>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A page with something on it. -->
  <xsl:function name="tp:page" as="map(xs:string, item())?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="page" as="element()">
      <html>
        <xsl:namespace name="epub" select="'http://www.idpf.org/2007/ops'"/>
        <xsl:sequence select="tp:root-attributes(tp:languages($document)[1], $document)"/>
        <head>
          <title>{$title}</title>
          <link rel="stylesheet" type="text/css" href="../style.css"/>
          <xsl:sequence select="tp:font-link('../')"/>
          <xsl:sequence select="tp:style($document)"/>
        </head>
        <body>
          <xsl:sequence select="$content"/>
        </body>
      </html>
    </xsl:variable>
    <xsl:sequence select="map{'name': $name, 'title': $title, 'page': $page}[exists($content)]"/>
  </xsl:function>

  <!-- The title of a page of the text: the heading of its division, else of its part. -->
  <xsl:function name="tp:page-title" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="
        ($nodes[tp:is-division(self::*)], $nodes/parent::*, $nodes[self::*])[1] ! tp:heading(.)"/>
  </xsl:function>

  <!-- The heading of a division without its notes; without a heading, how it begins; without words, its
       number. -->
  <xsl:function name="tp:heading" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(tp:plain($division))"/>
    <xsl:sequence select="
        ($division/(head, front//titlePart)[1] ! tp:plain(.)[.],
         string-join(($words[position() le 6], '…'[count($words) gt 6]), ' ')[.],
         tp:label('section') || ' ' || ($division/@n/normalize-space()[.], tp:number(tp:division-number($division)))[1])[1]"/>
  </xsl:function>

  <xsl:function name="tp:division-number" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="count($division/preceding-sibling::*[tp:is-chapter(.)]) + 1"/>
  </xsl:function>

  <xsl:function name="tp:index-title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="string-join(tp:indexes($document) ! tp:label(.), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
