<?xml version="1.0" encoding="UTF-8"?>
<!-- What the book says of itself, from the header alone: Dublin Core with its refinements.
     EPUB 3.3, "Metadata"; MARC relators; ONIX code list 5 for kinds of identifiers. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.idpf.org/2007/opf"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document and its header to the metadata of the package. -->
  <xsl:mode name="tp:publication" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- The first kind of identifier that the header gives, else the UUID. -->
  <xsl:function name="tp:identifier" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        (tp:doi($header) ! ('urn:doi:' || .),
         tp:isbn($header) ! ('urn:isbn:' || .),
         $uuid[.] ! ('urn:uuid:' || .),
         $identifier)[1]"/>
  </xsl:function>

  <!-- One person or body, with what it did and the form to sort by. -->
  <xsl:template name="tp:agent" as="element()+">
    <xsl:param name="element" as="xs:QName"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="relators" as="xs:string+"/>
    <xsl:element name="{$element}" namespace="http://purl.org/dc/elements/1.1/">
      <xsl:attribute name="id" select="$id"/>
      <xsl:sequence select="tp:plain(.)"/>
    </xsl:element>
    <xsl:for-each select="$relators">
      <meta refines="#{$id}" property="role" scheme="marc:relators">{.}</meta>
    </xsl:for-each>
    <meta refines="#{$id}" property="file-as">{tp:file-as(.)}</meta>
  </xsl:template>

  <!-- The title of the book, then its other titles by their kinds. -->
  <xsl:template name="tp:titles" as="element()+">
    <xsl:variable name="titles" as="element(title)*" select="
        */teiHeader/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:variable name="main" as="element(title)?" select="tp:main-title(*/teiHeader[1])"/>
    <dc:title id="title-1">{tp:title(.)}</dc:title>
    <meta refines="#title-1" property="title-type">main</meta>
    <xsl:for-each select="$titles except $main">
      <xsl:variable name="id" as="xs:string" select="'title-' || position() + 1"/>
      <dc:title id="{$id}">{tp:plain(.)}</dc:title>
      <xsl:for-each select="map{'sub': 'subtitle', 'short': 'short', 'main': 'main'}(string(@type))">
        <meta refines="#{$id}" property="title-type">{.}</meta>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="document-node()" mode="tp:publication" as="element()+">
    <xsl:variable name="header" as="element(teiHeader)?" select="*/teiHeader[1]"/>
    <xsl:variable name="identifier" as="xs:string" select="tp:identifier($header)"/>
    <dc:identifier id="identifier">{$identifier}</dc:identifier>
    <xsl:for-each select="('06'[contains($identifier, ':doi:')], '02'[matches($identifier, ':isbn:.{10}$')],
                           '15'[matches($identifier, ':isbn:.{13}$')])">
      <meta refines="#identifier" property="identifier-type" scheme="onix:codelist5">{.}</meta>
    </xsl:for-each>
    <xsl:call-template name="tp:titles"/>
    <xsl:apply-templates select="$header/fileDesc/titleStmt" mode="tp:publication"/>
    <xsl:for-each select="tp:languages(.)">
      <dc:language>{.}</dc:language>
    </xsl:for-each>
    <xsl:apply-templates select="
        $header/fileDesc/(publicationStmt, sourceDesc), $header/profileDesc" mode="tp:publication"/>
    <meta property="dcterms:modified">{tp:modified($header)}</meta>
  </xsl:template>

  <xsl:template match="abstract[normalize-space()]" mode="tp:publication" as="element()">
    <dc:description>{tp:plain(.)}</dc:description>
  </xsl:template>

  <!-- What the header says about rights, in its own words and no others. -->
  <xsl:template match="availability[normalize-space()]" mode="tp:publication" as="element()+">
    <dc:rights>{string-join(node()/tp:plain(.)[.], ' ')}</dc:rights>
    <xsl:for-each select="licence/@target[matches(., '^https?://')]">
      <link rel="dcterms:license" href="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="publicationStmt" mode="tp:publication" as="element()*">
    <xsl:for-each select="(.//publisher | .//authority | .//distributor)[normalize-space()][1]">
      <dc:publisher>{tp:plain(.)}</dc:publisher>
    </xsl:for-each>
    <xsl:for-each select="(.//date/@when[matches(., '^\d{4}(-\d\d){0,2}$')])[1]">
      <dc:date>{.}</dc:date>
    </xsl:for-each>
    <xsl:apply-templates select="availability" mode="tp:publication"/>
  </xsl:template>

  <xsl:template match="sourceDesc/*[normalize-space()]" mode="tp:publication" as="element()">
    <dc:source>{tp:plain(.)}</dc:source>
  </xsl:template>

  <xsl:template match="keywords//term[normalize-space()]" mode="tp:publication" as="element()">
    <dc:subject>{tp:plain(.)}</dc:subject>
  </xsl:template>

  <!-- A name of @type "unknown" says that nobody is known, which is no entry of a catalogue.
       Authors first, then all who made the edition, in the order of the header. -->
  <xsl:template match="titleStmt" mode="tp:publication" as="element()*">
    <xsl:for-each select="author[normalize-space()]">
      <xsl:call-template name="tp:agent">
        <xsl:with-param name="element" select="xs:QName('dc:creator')"/>
        <xsl:with-param name="id" select="'creator-' || position()"/>
        <xsl:with-param name="relators" select="'aut'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="
        (editor, funder, principal, sponsor, respStmt/(name | orgName | persName))
        [normalize-space()][not(@type = 'unknown')]">
      <xsl:call-template name="tp:agent">
        <xsl:with-param name="element" select="xs:QName('dc:contributor')"/>
        <xsl:with-param name="id" select="'contributor-' || position()"/>
        <xsl:with-param name="relators" select="tp:relators(.)"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
