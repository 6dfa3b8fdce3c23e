<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of the book in reading order, each a map of its file's name and the whole page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- How many notes a file holds, where they stand together: reading systems read a file whole. -->
  <xsl:variable name="tp:notes-of-a-file" as="xs:integer" select="500"/>

  <!-- The one page that the files of the book are cut out of. -->
  <xsl:template match="document-node()[$tp:is-book]" mode="tp:page" as="element()">
    <html>
      <body>
        <main>
          <xsl:apply-templates select="." mode="tp:title-block"/>
          <div class="text">
            <xsl:apply-templates select="tp:texts(.)"/>
          </div>
          <xsl:apply-templates select="." mode="tp:notes"/>
          <xsl:apply-templates select="." mode="tp:apparatus"/>
          <xsl:apply-templates select="." mode="tp:index"/>
        </main>
        <xsl:apply-templates select="." mode="tp:colophon"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="tp:pages" as="map(xs:string, item())+">
    <xsl:variable name="whole" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="." mode="tp:page"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="sections" as="element()*" select="$whole/*:html/*:body/(*:main/*:section | *:footer | *:section)"/>
    <xsl:sequence select="tp:page(., 'cover', tp:label('cover'), tp:cover-page(.))"/>
    <xsl:call-template name="tp:text-pages">
      <xsl:with-param name="whole" select="$whole"/>
    </xsl:call-template>
    <xsl:call-template name="tp:pages-of-notes">
      <xsl:with-param name="section" select="$sections[@role = 'doc-endnotes'][$notes = 'end']"/>
    </xsl:call-template>
    <xsl:sequence select="
        tp:page(., 'apparatus', tp:label('apparatus'), $sections[contains-token(@class, 'apparatus')]),
        tp:page(., 'index', tp:index-title(.), $sections[@role = 'doc-index'] ! tp:typed(.)),
        tp:page(., 'colophon', tp:label('colophon'), $sections[@role = 'doc-colophon'] ! tp:typed(.))"/>
  </xsl:template>

  <!-- The text's pages: the first has the title and what stands before the first division. -->
  <xsl:template name="tp:text-pages" as="map(xs:string, item())+" xpath-default-namespace="http://www.w3.org/1999/xhtml">
    <xsl:param name="whole" as="document-node()"/>
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="main" as="element(main)" select="$whole/html/body/main"/>
    <xsl:variable name="starts" as="element()*" select="tp:starts($main/div ! tp:units(.), 0)"/>
    <xsl:variable name="notes-of-pages" as="map(xs:integer, element(li)*)" select="
        if ($notes = 'chapters') then tp:notes-by-page($whole, $starts) else map{}"/>
    <xsl:for-each select="0 to count($starts)">
      <xsl:variable name="start" as="element()?" select="$starts[current()]"/>
      <xsl:variable name="text" as="element(div)">
        <xsl:apply-templates select="$main/div" mode="tp:between">
          <xsl:with-param name="from" select="$start" tunnel="yes"/>
          <xsl:with-param name="to" select="$starts[current() + 1]" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:variable>
      <xsl:sequence select="
          tp:page($document, ($start ! (tp:part-of-book(.) || '-' || current()), 'opening')[1],
                  ($start ! tp:page-title(.), tp:title($document))[1],
                  ($main/header[empty($start)], $text/node(),
                   $main/section[@role = 'doc-endnotes'] ! tp:section-of-notes(., ol/li intersect $notes-of-pages(current()))))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The part of the text that an element stands in: 'front', 'group', 'body' or 'back'. -->
  <xsl:function name="tp:part-of-book" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ($element/ancestor-or-self::*/@class ! replace(., '^tei-(back|front|group)( .*)?$', '$1')[. = ('back', 'front', 'group')],
         'body')[1]"/>
  </xsl:function>

  <!-- The notes that stand together, in files. -->
  <xsl:template name="tp:pages-of-notes" as="map(xs:string, item())*">
    <xsl:param name="section" as="element()?"/>
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:for-each-group select="$section/*:ol/*:li" group-adjacent="(position() - 1) idiv $tp:notes-of-a-file">
      <xsl:sequence select="
          tp:page($document, string-join(('notes', position()[. gt 1]), '-'), tp:label('notes'),
                  tp:section-of-notes($section, current-group()))"/>
    </xsl:for-each-group>
  </xsl:template>

  <!-- Some of the notes, under the heading of all. -->
  <xsl:function name="tp:section-of-notes" as="element()?" xpath-default-namespace="http://www.w3.org/1999/xhtml">
    <xsl:param name="section" as="element(section)"/>
    <xsl:param name="items" as="element(li)*"/>
    <xsl:if test="$items">
      <section epub:type="endnotes">
        <xsl:sequence select="$section/(@*, * except ol)"/>
        <ol>
          <xsl:sequence select="$section/ol/@*, $items"/>
        </ol>
      </section>
    </xsl:if>
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

  <xsl:function name="tp:index-title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="string-join(tp:indexes($document) ! tp:label(.), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
