<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of a corpus as one page in one order, with its documents in groups by what they begin
     with. It needs no script and nothing from outside. Its input is made by
     src/teipipe/build/publishing.py. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- The style sheet of the page. -->
  <xsl:param name="css" as="xs:string" required="yes"/>

  <!-- The words of the page, and their language. -->
  <xsl:param name="labels" as="map(*)" required="yes"/>
  <xsl:param name="language" as="xs:string" required="yes"/>

  <!-- What the documents are in order of: title, author or date. -->
  <xsl:param name="order" as="xs:string" required="yes"/>

  <!-- From the corpus to parts of the page. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="corpus"/>
  </xsl:template>

  <xsl:template match="corpus" as="element()">
    <html lang="{$language}" dir="{if (starts-with($language, 'ar')) then 'rtl' else 'ltr'}">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{$labels?corpus} · {$labels(tp:label(.))}</title>
        <style>{$css}</style>
      </head>
      <body>
        <header>
          <h1>{$labels?corpus}</h1>
          <nav aria-label="{$labels?corpus-orders}">
            <ul>
              <xsl:apply-templates select="page"/>
            </ul>
          </nav>
        </header>
        <main>
          <xsl:sequence select="tp:groups(entry)"/>
          <xsl:if test="xs:integer(@more) gt 0">
            <p class="more">{replace($labels?corpus-more, '\{n\}', @more)}</p>
          </xsl:if>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="entry" as="element()">
    <li class="{@state}">
      <span class="title" lang="{(@language, $language)[1]}">
        <xsl:choose>
          <xsl:when test="output">
            <a href="{tp:href(output[1])}">{tp:title(.)}</a>
          </xsl:when>
          <xsl:otherwise>{tp:title(.)}</xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:where-populated><span class="author">{@author}</span></xsl:where-populated>
      <xsl:where-populated><span class="date">{tokenize(@date, '/') ! replace(., '^(-?)0+', '$1') => string-join('–')}</span></xsl:where-populated>
      <xsl:where-populated>
        <span class="formats"><xsl:apply-templates select="output[position() gt 1]"/></span>
      </xsl:where-populated>
      <span class="state">{replace($labels('corpus-' || @state), '\{n\}', @errors)}</span>
    </li>
  </xsl:template>

  <!-- A further format of a document; its name tells of which, to whoever hears only the link. -->
  <xsl:template match="output" as="element()">
    <a href="{tp:href(.)}" aria-label="{@format}: {tp:title(..)}">{@format}</a>
  </xsl:template>

  <xsl:template match="page" as="element()">
    <li>
      <a href="{@href}">
        <xsl:if test="@order eq $order">
          <xsl:attribute name="aria-current" select="'page'"/>
        </xsl:if>
        <xsl:text>{$labels('corpus-' || @order)}</xsl:text>
      </a>
    </li>
  </xsl:template>

  <!-- The entries in order, in groups with a heading each, and a way to each group. -->
  <xsl:function name="tp:groups" as="element()*">
    <xsl:param name="entries" as="element(entry)*"/>
    <xsl:variable name="sorted" as="element(entry)*">
      <xsl:perform-sort select="$entries">
        <xsl:sort select="xs:integer(@*[local-name() eq 'by-' || $order])"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:variable name="groups" as="element()*">
      <xsl:for-each-group select="$sorted" group-by="string(@*[local-name() eq 'in-' || $order])">
        <section aria-labelledby="group-{position()}">
          <h2 id="group-{position()}">{current-grouping-key()}</h2>
          <ol>
            <xsl:apply-templates select="current-group()"/>
          </ol>
        </section>
      </xsl:for-each-group>
    </xsl:variable>
    <nav class="groups" aria-label="{$labels?corpus-groups}">
      <ul>
        <xsl:for-each select="$groups/*:h2">
          <li><a href="#{@id}">{.}</a></li>
        </xsl:for-each>
      </ul>
    </nav>
    <xsl:sequence select="$groups"/>
  </xsl:function>

  <!-- The key of the label that names the order. -->
  <xsl:function name="tp:label" as="xs:string">
    <xsl:param name="corpus" as="element(corpus)"/>
    <xsl:sequence select="'corpus-' || $order"/>
  </xsl:function>

  <xsl:function name="tp:title" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:sequence select="string(($entry/@title, $entry/@identifier)[1])"/>
  </xsl:function>

  <xsl:function name="tp:href" as="xs:string">
    <xsl:param name="output" as="element(output)"/>
    <xsl:sequence select="string-join(tokenize($output/@href, '/') ! encode-for-uri(.), '/')"/>
  </xsl:function>

</xsl:stylesheet>
