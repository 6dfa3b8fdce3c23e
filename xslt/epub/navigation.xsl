<?xml version="1.0" encoding="UTF-8"?>
<!-- The navigation document: contents, landmarks, and the pages of the source where it has them.
     EPUB 3.3, "Navigation document". Reading systems show it when asked. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From an entry of the contents to the same one as reading systems can show it. -->
  <xsl:mode name="tp:from-nav" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template name="tp:navigation" as="element()">
    <xsl:param name="pages" as="map(xs:string, item())+"/>
    <html>
      <xsl:namespace name="epub" select="'http://www.idpf.org/2007/ops'"/>
      <xsl:sequence select="tp:language-attributes(tp:languages(.)[1], ())"/>
      <head>
        <title>{tp:title(.)}</title>
        <link rel="stylesheet" type="text/css" href="style.css"/>
        <xsl:sequence select="tp:font-link('')"/>
      </head>
      <body class="generated">
        <xsl:call-template name="tp:contents-of-book">
          <xsl:with-param name="pages" select="$pages"/>
        </xsl:call-template>
        <xsl:sequence select="
            tp:list-of('loi', 'figures', $pages?page//figure[contains-token(@class, 'tei-figure')]),
            tp:list-of('lot', 'tables', $pages?page//div[contains-token(@class, 'tei-table')])"
            xpath-default-namespace="http://www.w3.org/1999/xhtml"/>
        <xsl:call-template name="tp:landmarks">
          <xsl:with-param name="pages" select="$pages"/>
        </xsl:call-template>
        <xsl:call-template name="tp:page-list">
          <xsl:with-param name="pages" select="$pages"/>
        </xsl:call-template>
      </body>
    </html>
  </xsl:template>

  <!-- The title, the divisions as the page lists them, and the parts that follow the text. -->
  <xsl:template name="tp:contents-of-book" as="element()">
    <xsl:param name="pages" as="map(xs:string, item())+"/>
    <xsl:variable name="entries" as="element()*">
      <xsl:apply-templates select="tp:texts(.)" mode="tp:toc-entry"/>
      <xsl:apply-templates select="." mode="tp:toc-parts"/>
    </xsl:variable>
    <nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
      <h1 id="toc-title">{tp:label('contents')}</h1>
      <ol>
        <li>
          <a href="text/opening.xhtml">
            <xsl:sequence select="tp:title-attributes(.)"/>
            <xsl:text>{tp:shortened(tp:title(.))}</xsl:text>
          </a>
        </li>
        <xsl:apply-templates select="$entries" mode="tp:from-nav"/>
        <xsl:for-each select="$pages[?name = 'colophon']">
          <li><a href="text/colophon.xhtml">{?title}</a></li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:template>

  <!-- What lies deeper than the contents are to go. -->
  <xsl:template match="*:ol[count(ancestor::*:li) ge $toc-depth]" mode="tp:from-nav" as="empty-sequence()"/>

  <xsl:template match="*:a/text()" mode="tp:from-nav" as="text()">
    <xsl:value-of select="tp:shortened(.)"/>
  </xsl:template>

  <!-- A heading as long as a page, up to a word near the end of a few lines. -->
  <xsl:function name="tp:shortened" as="xs:string">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:sequence select="
        if (string-length($heading) le 200) then $heading
        else replace(substring($heading, 1, 180), '\s+\S*$', '') || '…'"/>
  </xsl:function>

  <!-- The language of the title, where it is not that of the text. -->
  <xsl:function name="tp:title-attributes" as="attribute()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="tp:main-title($document/*/teiHeader[1])
        ! tp:language-attributes(tp:language(.), tp:languages($document)[1])"/>
  </xsl:function>

  <!-- A heading without words is no name for a link. -->
  <xsl:template match="*:a[not(normalize-space())]" mode="tp:from-nav" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="tp:from-nav"/>
      <xsl:text>{tp:label('section')}</xsl:text>
    </xsl:copy>
  </xsl:template>

  <!-- A top-level division has an entry, with a heading or without. -->
  <xsl:template match="
      div[not(head)][$tp:is-book][tp:is-part(..)] | div1[not(head)][$tp:is-book][tp:is-part(..)]" mode="tp:toc-entry" as="element()">
    <xsl:call-template name="tp:toc-item"/>
  </xsl:template>

  <!-- Where the notes stand in their chapters, the contents do not name them. -->
  <xsl:template match="document-node()[$tp:is-book]" mode="tp:toc-parts" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="notes-together" as="xs:string" select="tp:href-of-part('notes', .)"/>
    <xsl:sequence select="$parts[not($notes = 'chapters' and *:a/@href = $notes-together)]"/>
  </xsl:template>

  <!-- The figures or the tables that say what they are. -->
  <xsl:function name="tp:list-of" as="element()?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="found" as="element()*"/>
    <xsl:variable name="entries" as="element()*">
      <xsl:for-each select="$found[@id][tp:name-of(.)]">
        <li><a href="#{@id}">{tp:shortened(tp:name-of(.))}</a></li>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($entries)">
      <nav epub:type="{$type}" aria-labelledby="{$label}-title">
        <h2 id="{$label}-title">{tp:label($label)}</h2>
        <ol>
          <xsl:sequence select="$entries"/>
        </ol>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- The heading of a figure or table on its page, else its description. -->
  <xsl:function name="tp:name-of" as="xs:string" xpath-default-namespace="http://www.w3.org/1999/xhtml">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="element()*" select="
        $element/(figcaption/*[contains-token(@class, 'tei-head')] | table/caption)[1],
        $element/figcaption/*[contains-token(@class, 'tei-figDesc')][1]"/>
    <xsl:sequence select="
        ($named ! normalize-space(string-join(.//text()[not(ancestor::*[contains-token(@class, 'generated')])]))[.],
         $element//img/@alt[not(. = ('', tp:label('figure')))]/string(), '')[1]"/>
  </xsl:function>

  <xsl:template name="tp:landmarks" as="element()">
    <xsl:param name="pages" as="map(xs:string, item())+"/>
    <nav epub:type="landmarks" aria-labelledby="landmarks-title" hidden="hidden">
      <h2 id="landmarks-title">{tp:label('landmarks')}</h2>
      <ol>
        <li><a epub:type="cover" href="text/cover.xhtml">{tp:label('cover')}</a></li>
        <li><a epub:type="toc" href="nav.xhtml#toc">{tp:label('contents')}</a></li>
        <li>
          <a epub:type="bodymatter" href="{(tp:first-of-body(.) ! tp:href(.), 'text/opening.xhtml')[1]}">
            <xsl:text>{tp:label('beginning')}</xsl:text>
          </a>
        </li>
        <xsl:for-each select="$pages[exists(?page//*:section[@role = 'doc-endnotes'])][1]">
          <li>
            <a epub:type="endnotes" href="text/{?name}.xhtml#{?page//*:section[@role = 'doc-endnotes'][1]/@aria-labelledby}">
              <xsl:text>{tp:label('notes')}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
        <xsl:for-each select="$pages[exists(?page//*[@role = 'doc-bibliography'])][1]">
          <li><a epub:type="bibliography" href="text/{?name}.xhtml">{?title}</a></li>
        </xsl:for-each>
        <xsl:for-each select="$pages[?name = ('index', 'colophon')]">
          <li>
            <a epub:type="{?name}" href="text/{?name}.xhtml">{?title}</a>
          </li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template name="tp:page-list" as="element()?">
    <xsl:param name="pages" as="map(xs:string, item())+"/>
    <xsl:if test="exists(tp:page-breaks($pages?page))">
      <nav epub:type="page-list" role="doc-pagelist" aria-labelledby="pages-title" hidden="hidden">
        <h2 id="pages-title">{tp:label('pages')}</h2>
        <ol>
          <xsl:for-each select="tp:page-breaks($pages?page)">
            <li><a href="#{@id}">{@aria-label}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- The first element of a body that has an address. -->
  <xsl:function name="tp:first-of-body" as="element()?">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
        (tp:texts($document)/(body | group)/*[self::ab or tp:is-division(.) or self::figure or self::lg or self::p
                                              or self::sp or self::table or self::text])[1]"/>
  </xsl:function>

</xsl:stylesheet>
