<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of the page: head, title, table of contents, text, notes, indexes, colophon. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to the header's account of the edition, at the foot of the page. -->
  <xsl:mode name="tp:colophon" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From the document to the line below its title: who, when, and its other formats. -->
  <xsl:mode name="tp:imprint" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From the document to its page, however long. -->
  <xsl:mode name="tp:page" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From a paragraph to the link that cites it. -->
  <xsl:mode name="tp:permalink" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From the document to its title, as an h1. -->
  <xsl:mode name="tp:title-block" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From the document to the lines above a letter: who wrote to whom, where and when. -->
  <xsl:mode name="tp:letter" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- The title by the header, else by the title page, else the name of the output. -->
  <xsl:function name="tp:title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
        ((tp:main-title($document/*/teiHeader[1]), $document//titlePage[1]//titlePart) ! tp:plain(.)[.],
         $identifier)[1]"/>
  </xsl:function>

  <!-- One page, or the pages of a long document. -->
  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="." mode="tp:findings"/>
    <xsl:choose>
      <xsl:when test="tp:may-be-long(.)">
        <xsl:variable name="whole" as="document-node()">
          <xsl:document>
            <xsl:apply-templates select="." mode="tp:page"/>
          </xsl:document>
        </xsl:variable>
        <xsl:call-template name="tp:in-pages">
          <xsl:with-param name="whole" select="$whole"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="tp:page"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/" mode="tp:page" as="element()">
    <xsl:variable name="language" as="xs:string?" select="tp:language((tp:texts(.), *)[1])"/>
    <html>
      <xsl:call-template name="tp:report-languages"/>
      <xsl:sequence select="tp:root-attributes(($language, 'und')[1], .)"/>
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{tp:title(.)}</title>
        <xsl:apply-templates select="." mode="tp:metadata"/>
        <xsl:if test="$css">
          <style>{$css}</style>
        </xsl:if>
        <xsl:sequence select="tp:style(.)"/>
      </head>
      <body>
        <a class="skip generated" href="#{tp:unused('text', .)}">{tp:label('skip')}</a>
        <main>
          <xsl:apply-templates select="." mode="tp:title-block"/>
          <xsl:apply-templates select="." mode="tp:imprint"/>
          <xsl:apply-templates select="." mode="tp:letter"/>
          <xsl:apply-templates select="." mode="tp:toc"/>
          <xsl:apply-templates select="." mode="tp:views"/>
          <div id="{tp:unused('text', .)}" class="text">
            <xsl:apply-templates select="tp:texts(.)"/>
          </div>
          <xsl:apply-templates select="." mode="tp:notes"/>
          <xsl:apply-templates select="." mode="tp:apparatus"/>
          <xsl:apply-templates select="." mode="tp:index"/>
        </main>
        <xsl:apply-templates select="." mode="tp:citation"/>
        <xsl:apply-templates select="." mode="tp:colophon"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="/" mode="tp:colophon" as="element()?">
    <xsl:if test="(* | */*)/self::teiHeader/*">
      <footer class="colophon generated">
        <h2 id="{tp:unused('colophon', .)}">{tp:label('colophon')}</h2>
        <xsl:apply-templates select="(* | */*)/self::teiHeader">
          <xsl:with-param name="shown" select="tp:descriptions(.)" tunnel="yes"/>
        </xsl:apply-templates>
      </footer>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/" mode="tp:imprint" as="element()?">
    <xsl:variable name="editors" as="element()*" select="
        */teiHeader/fileDesc/titleStmt/editor[tp:plain(.)]"/>
    <xsl:variable name="edited" as="xs:string*" select="
        tp:by('edited-by', $editors[tp:relators(.) != 'trl']), tp:by('translated-by', $editors[tp:relators(.) = 'trl'])"/>
    <xsl:variable name="responsible" as="element()*" select="
        */teiHeader/fileDesc/titleStmt/respStmt[(* except resp)[normalize-space()]]"/>
    <xsl:variable name="siblings" as="xs:string*" select="('text', 'epub')[. = $formats]"/>
    <xsl:if test="exists(($edited, $responsible, $siblings))">
      <p class="imprint generated">
        <xsl:for-each select="$edited">
          <span dir="auto">{.}</span>
          <xsl:text> </xsl:text>
        </xsl:for-each>
        <xsl:for-each-group select="$responsible" group-by="string-join(resp ! tp:plain(.)[.], ' / ')">
          <xsl:variable name="names" as="xs:string" select="
              string-join(current-group()/(* except resp) ! tp:plain(.)[.], ', ')"/>
          <span dir="auto">{string-join((current-grouping-key()[.], $names), ': ')}</span>
          <xsl:text> </xsl:text>
        </xsl:for-each-group>
        <xsl:for-each select="$siblings">
          <a href="{tp:sibling(.)}">{tp:label('format-' || .)}</a>
          <xsl:text> </xsl:text>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/" mode="tp:letter" as="element()*">
    <xsl:apply-templates mode="tp:letter" select="
        */teiHeader/profileDesc/correspDesc[correspAction] except tp:descriptions(.)"/>
  </xsl:template>

  <xsl:template match="correspDesc" mode="tp:letter" as="element()">
    <dl class="letter record generated">
      <xsl:for-each select="correspAction[tp:sent(.)]">
        <div>
          <dt>{tp:statement-label(.)}</dt>
          <dd>{tp:sent(.)}</dd>
        </div>
      </xsl:for-each>
      <xsl:for-each select="correspContext[*]">
        <div>
          <dt>{tp:statement-label(.)}</dt>
          <dd><xsl:apply-templates select="." mode="tp:content"/></dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <!-- The file of another format of the same document. -->
  <xsl:function name="tp:sibling" as="xs:string">
    <xsl:param name="format" as="xs:string"/>
    <xsl:sequence select="encode-for-uri($identifier) || map{'text': '.txt', 'epub': '.epub'}($format)"/>
  </xsl:function>

  <xsl:template match="*" mode="tp:permalink" as="empty-sequence()"/>

  <xsl:template match="
      ab[ancestor::text][not(ancestor::note)] | lg[ancestor::text][not(ancestor::note)]
      | p[ancestor::text][not(ancestor::note)]" mode="tp:permalink" as="element()">
    <xsl:variable name="address" as="item()+" select="tp:address-by-count(.)"/>
    <a class="permalink generated" href="#{$address[1]}">¶ {tp:number($address[2])}</a>
  </xsl:template>

  <!-- The document's own title page, else the header's author and title; a letter has lines of its own for who wrote it. -->
  <xsl:template match="/" mode="tp:title-block" as="element()">
    <xsl:variable name="page" as="element(titlePage)?" select="(//text)[1] ! tp:title-page(.)"/>
    <header class="{'title-block', 'generated'[empty($page)]}">
      <xsl:apply-templates select="$page/preceding-sibling::*, $page"/>
      <xsl:if test="empty($page)">
        <xsl:where-populated>
          <p class="author">{string-join(tp:authors(*/teiHeader[1][not(profileDesc/correspDesc)]) ! tp:agent-name(.), ', ')}</p>
        </xsl:where-populated>
        <h1>
          <xsl:if test="string-length(tp:title(.)) gt 100">
            <xsl:attribute name="class" select="'long'"/>
          </xsl:if>
          <xsl:if test="$right-to-left">
            <xsl:attribute name="dir" select="tp:direction-of-words(tp:title(.))"/>
          </xsl:if>
          <xsl:text>{tp:title(.)}</xsl:text>
        </h1>
      </xsl:if>
    </header>
  </xsl:template>

</xsl:stylesheet>
