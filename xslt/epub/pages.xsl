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

  <!-- From a part of the text, given some of its nodes, to what stands on one page. -->
  <xsl:mode name="tp:part" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" mode="tp:pages" as="map(xs:string, item())+">
    <xsl:variable name="notes" as="element()?">
      <xsl:apply-templates select="." mode="tp:notes"/>
    </xsl:variable>
    <xsl:variable name="apparatus" as="element()?">
      <xsl:apply-templates select="." mode="tp:apparatus"/>
    </xsl:variable>
    <xsl:variable name="indexes" as="element()*">
      <xsl:apply-templates select="." mode="tp:index"/>
    </xsl:variable>
    <xsl:variable name="colophon" as="element()?">
      <xsl:apply-templates select="." mode="tp:colophon"/>
    </xsl:variable>
    <xsl:call-template name="tp:text-pages"/>
    <xsl:sequence select="
        tp:page(., 'notes', tp:label('notes'), $notes ! tp:typed(.)),
        tp:page(., 'apparatus', tp:label('apparatus'), $apparatus),
        tp:page(., 'index', tp:index-title(.), $indexes ! tp:typed(.)),
        tp:page(., 'colophon', tp:label('colophon'), $colophon ! tp:typed(.))"/>
  </xsl:template>

  <!-- The text's pages: the first has the title and the words before the first division. -->
  <xsl:template name="tp:text-pages" as="map(xs:string, item())+">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="nodes" as="node()*" select="tp:nodes(.)"/>
    <xsl:variable name="title" as="element()">
      <xsl:apply-templates select="." mode="tp:title-block"/>
    </xsl:variable>
    <xsl:variable name="opening" as="node()*" select="$nodes[accumulator-before('tp:file') = 'opening']"/>
    <xsl:sequence select="tp:page(., 'opening', tp:title(.), ($title, tp:content($opening)))"/>
    <xsl:for-each-group select="$nodes except $opening" group-adjacent="accumulator-before('tp:file')">
      <xsl:sequence select="
          tp:page($document, current-grouping-key(), tp:page-title(current-group()),
                  tp:content(current-group()))"/>
    </xsl:for-each-group>
  </xsl:template>

  <!-- What the text's pages are made of: the nodes in the parts of the texts, in their order, but for
       the title page, which the title has. A document without text gives what it has. -->
  <xsl:function name="tp:nodes" as="node()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="texts" as="element()*" select="tp:texts($document)"/>
    <xsl:variable name="title-page" as="element(titlePage)?" select="$texts[1]/self::text ! tp:title-page(.)"/>
    <xsl:sequence select="
        ($texts[not(self::text)],
         $texts/self::text/node()/(if (tp:is-part(self::*)) then node() else .))
        except ($title-page | $title-page/preceding-sibling::node())"/>
  </xsl:function>

  <!-- Some of those nodes as they stand on a page, those of one part in an element for the part. -->
  <xsl:function name="tp:content" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each-group select="$nodes" group-adjacent="local-name(..)">
      <xsl:if test="current-group()[self::* or normalize-space()]">
        <xsl:apply-templates select=".." mode="tp:part">
          <xsl:with-param name="nodes" select="current-group()"/>
        </xsl:apply-templates>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>

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

  <!-- The heading of a division without its notes; without a heading, how it begins. -->
  <xsl:function name="tp:heading" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(tp:plain($division))"/>
    <xsl:sequence select="
        ($division/(head, front//titlePart)[1] ! tp:plain(.)[.],
         string-join(($words[position() le 6], '…'[count($words) gt 6]), ' ')[.],
         $identifier)[1]"/>
  </xsl:function>

  <xsl:function name="tp:index-title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="string-join(tp:indexes($document) ! tp:label(.), ', ')"/>
  </xsl:function>

  <xsl:template match="back | body | front | group" mode="tp:part" as="element()">
    <xsl:param name="nodes" as="node()*"/>
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="$nodes[1] is node()[1] and empty(preceding-sibling::*)">
        <xsl:sequence select="parent::text ! tp:member-heading(.)"/>
      </xsl:if>
      <xsl:apply-templates select="$nodes"/>
    </div>
  </xsl:template>

  <!-- What stands between the parts, or in a document without text. -->
  <xsl:template match="node() | /" mode="tp:part" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:apply-templates select="$nodes"/>
  </xsl:template>

</xsl:stylesheet>
