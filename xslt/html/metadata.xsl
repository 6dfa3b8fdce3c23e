<?xml version="1.0" encoding="UTF-8"?>
<!-- What programs read of the page: Dublin Core, Highwire and BIBO terms for reference managers,
     JSON-LD (schema.org) for search engines, and links to the other forms of the edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:j="http://www.w3.org/2005/xpath-functions"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to its metadata in the head of the page. -->
  <xsl:mode name="tp:metadata" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- A property of the page, where there is something to say. -->
  <xsl:function name="tp:meta" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:for-each select="$values[normalize-space()]">
      <meta name="{$name}" content="{normalize-space()}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What kind of publication it is, in the words of the Bibliographic Ontology: without it a
       reference manager takes every page with a title for an article in a journal. -->
  <xsl:function name="tp:bibliographic-type" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="if ($header/profileDesc/correspDesc) then 'Letter' else 'Book'"/>
  </xsl:function>

  <xsl:template match="/" mode="tp:metadata" as="element()*">
    <xsl:variable name="header" as="element(teiHeader)?" select="*/teiHeader[1]"/>
    <xsl:variable name="language" as="xs:string?" select="tp:language((tp:texts(.), *)[1])"/>
    <meta name="generator" content="teipipe"/>
    <link rel="schema.dcterms" href="http://purl.org/dc/terms/"/>
    <link rel="schema.bibo" href="http://purl.org/ontology/bibo/"/>
    <xsl:sequence select="
        tp:meta('dcterms.title', tp:title(.)),
        tp:meta('dcterms.creator', tp:authors($header) ! tp:agent-name(.)),
        tp:meta('dcterms.contributor', tp:contributors($header, ('edt', 'trl')) ! tp:plain(.)),
        tp:meta('dcterms.publisher', tp:publisher-name($header)),
        tp:meta('dcterms.date', tp:published($header)),
        tp:meta('dcterms.modified', (max($header/revisionDesc//change/@when/string()), $date)[.][1]),
        tp:meta('dcterms.language', $language),
        tp:meta('dcterms.identifier', tp:doi($header) ! ('https://doi.org/' || .)),
        tp:meta('bibo:type', tp:bibliographic-type($header)),
        tp:meta('citation_title', tp:title(.)),
        tp:meta('citation_author', tp:authors($header) ! tp:file-as(.)),
        tp:meta('citation_editor', tp:contributors($header, 'edt') ! tp:file-as(.)),
        tp:meta('citation_translator', tp:contributors($header, 'trl') ! tp:file-as(.)),
        tp:meta('citation_publication_date', tp:published($header) ! translate(., '-', '/')),
        tp:meta('citation_publisher', tp:publisher-name($header)),
        tp:meta('citation_language', $language),
        tp:meta('citation_doi', tp:doi($header)),
        tp:meta('citation_isbn', tp:isbn($header)),
        tp:meta('citation_public_url', tp:published-at($header))"/>
    <xsl:apply-templates select="$header/fileDesc/publicationStmt/availability" mode="tp:metadata"/>
    <xsl:for-each select="tp:published-at($header)">
      <link rel="canonical" href="{.}"/>
    </xsl:for-each>
    <xsl:for-each select="tp:doi($header)">
      <link rel="cite-as" href="{iri-to-uri('https://doi.org/' || .)}"/>
    </xsl:for-each>
    <xsl:for-each select="$tei[.]">
      <link rel="alternate" href="{replace(., '\{identifier\}', encode-for-uri($identifier))}" type="application/tei+xml"/>
    </xsl:for-each>
    <xsl:for-each select="('text', 'epub')[. = $formats]">
      <link rel="alternate" href="{tp:sibling(.)}"
            type="{map{'text': 'text/plain', 'epub': 'application/epub+zip'}(.)}"/>
    </xsl:for-each>
    <script type="application/ld+json">{tp:in-script(tp:linked-data(.))}</script>
  </xsl:template>

  <!-- The header's own claim, and none where it makes none. -->
  <xsl:template match="availability[not(@status = 'unknown')]" mode="tp:metadata" as="element()*">
    <xsl:for-each select="licence">
      <meta name="dcterms.rights" content="{(tp:plain(.)[.], @target)[1]}"/>
      <xsl:if test="matches(@target, '^https?://')">
        <link rel="license" href="{tokenize(@target)[1]}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="availability[@status = 'unknown']" mode="tp:metadata" as="empty-sequence()"/>

  <!-- The edition in the terms of schema.org, as JSON. -->
  <xsl:function name="tp:linked-data" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="json" as="element(j:map)">
      <j:map>
        <j:string key="@context">https://schema.org</j:string>
        <j:string key="@type">{if (tp:bibliographic-type($header) = 'Letter') then 'Message' else 'Book'}</j:string>
        <j:string key="name">{tp:title($document)}</j:string>
        <xsl:sequence select="
            tp:agents('author', tp:authors($header)),
            tp:agents('editor', tp:contributors($header, 'edt')),
            tp:agents('translator', tp:contributors($header, 'trl')),
            tp:agents('publisher', tp:publisher($header)),
            tp:string('datePublished', tp:published($header)),
            tp:string('inLanguage', tp:language((tp:texts($document), $document/*)[1])),
            tp:string('isbn', tp:isbn($header)),
            tp:string('identifier', tp:doi($header) ! ('https://doi.org/' || .)),
            tp:string('url', tp:published-at($header)),
            tp:string('license', $header/fileDesc/publicationStmt/availability[not(@status = 'unknown')]
                                 /licence/@target[matches(., '^https?://')] ! tokenize(.)[1])"/>
      </j:map>
    </xsl:variable>
    <xsl:sequence select="xml-to-json($json)"/>
  </xsl:function>

  <!-- A chapter of what is described as JSON, by its title and its number. -->
  <xsl:function name="tp:linked-chapter" as="xs:string">
    <xsl:param name="whole" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="position" as="xs:integer"/>
    <xsl:variable name="json" as="element(j:map)">
      <j:map>
        <j:string key="@context">https://schema.org</j:string>
        <j:string key="@type">Chapter</j:string>
        <j:string key="name">{$title}</j:string>
        <j:number key="position">{$position}</j:number>
        <xsl:for-each select="json-to-xml($whole)/j:map">
          <j:map key="isPartOf">
            <xsl:sequence select="* except *[@key = '@context']"/>
          </j:map>
        </xsl:for-each>
      </j:map>
    </xsl:variable>
    <xsl:sequence select="tp:in-script(xml-to-json($json))"/>
  </xsl:function>

  <!-- JSON that does not end the element in which it stands. -->
  <xsl:function name="tp:in-script" as="xs:string">
    <xsl:param name="json" as="xs:string"/>
    <xsl:sequence select="replace($json, '&lt;', '\\u003c')"/>
  </xsl:function>

  <xsl:function name="tp:string" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="said" as="xs:string*" select="$values[.]"/>
    <xsl:choose>
      <xsl:when test="count($said) gt 1">
        <j:array key="{$key}">
          <xsl:for-each select="$said">
            <j:string>{.}</j:string>
          </xsl:for-each>
        </j:array>
      </xsl:when>
      <xsl:when test="exists($said)">
        <j:string key="{$key}">{$said}</j:string>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="tp:agents" as="element(j:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="names" as="element()*"/>
    <xsl:if test="exists($names)">
      <j:array key="{$key}">
        <xsl:for-each select="$names">
          <j:map>
            <j:string key="@type">{if (self::publisher or descendant-or-self::orgName) then 'Organization' else 'Person'}</j:string>
            <j:string key="name">{tp:plain(.)}</j:string>
            <xsl:sequence select="tp:string('sameAs',
                (descendant-or-self::*/(@ref | @key)[matches(., '^https?://\S+$')] ! string())[1])"/>
          </j:map>
        </xsl:for-each>
      </j:array>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
