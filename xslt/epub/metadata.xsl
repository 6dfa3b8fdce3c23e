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

  <!-- Where a subject may come from: a part of the address or name of its scheme, before what EPUB
       calls it ("Metadata", authority) or the scheme's own address. -->
  <xsl:variable name="tp:authorities" as="array(xs:string)+" select="
      ['id.loc.gov/authorities/subjects', 'LCSH'], ['lcsh', 'LCSH'], ['getty.edu/aat', 'AAT'],
      ['dewey', 'DDC'], ['ddc', 'DDC'], ['udc', 'UDC'], ['eurovoc', 'EuroVoc'], ['bisac', 'BISAC'],
      ['thema', 'Thema'], ['d-nb.info/gnd', 'https://d-nb.info/gnd/'], ['gnd', 'https://d-nb.info/gnd/'],
      ['wikidata.org', 'http://www.wikidata.org/entity/']"/>

  <!-- The first identifier that the header gives, else the UUID. -->
  <xsl:function name="tp:identifier" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="(tp:identifiers($header), $uuid[.] ! ('urn:uuid:' || .), $identifier)[1]"/>
  </xsl:function>

  <xsl:function name="tp:identifiers" as="xs:string*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="distinct-values((
        tp:doi($header) ! ('urn:doi:' || .),
        tp:isbn($header) ! ('urn:isbn:' || .),
        $header/fileDesc/publicationStmt//idno ! normalize-space()[matches(., '^urn:[A-Za-z0-9-]+:\S+$')]))"/>
  </xsl:function>

  <!-- The kind of an identifier, by ONIX code list 5. -->
  <xsl:function name="tp:kind-of-identifier" as="xs:string?">
    <xsl:param name="identifier" as="xs:string"/>
    <xsl:sequence select="
        ('06'[contains($identifier, ':doi:')], '02'[matches($identifier, ':isbn:.{10}$')],
         '15'[matches($identifier, ':isbn:.{13}$')])"/>
  </xsl:function>

  <!-- One person or body, with what it did and the form to sort by. -->
  <xsl:template name="tp:agent" as="element()+">
    <xsl:param name="element" as="xs:QName"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="relators" as="xs:string+"/>
    <xsl:element name="{$element}" namespace="http://purl.org/dc/elements/1.1/">
      <xsl:attribute name="id" select="$id"/>
      <xsl:sequence select="tp:agent-name(.)"/>
    </xsl:element>
    <xsl:for-each select="$relators">
      <meta refines="#{$id}" property="role" scheme="marc:relators">{.}</meta>
    </xsl:for-each>
    <meta refines="#{$id}" property="file-as">{tp:file-as(.)}</meta>
    <xsl:for-each select="distinct-values(tp:same-as(.))">
      <meta refines="#{$id}" property="schema:sameAs">{.}</meta>
    </xsl:for-each>
  </xsl:template>

  <!-- The addresses under which libraries and others know a person or body. -->
  <xsl:function name="tp:same-as" as="xs:string*">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="pointing" as="element()*" select="$name/descendant-or-self::*[@ref]"/>
    <xsl:sequence select="
        $pointing/@ref/tokenize(.)[matches(., '^https?://')],
        $pointing ! tp:entries(.)/idno/normalize-space()[matches(., '^https?://\S+$')]"/>
  </xsl:function>

  <!-- The title of the book, then its other titles by their kinds. -->
  <xsl:template name="tp:titles" as="element()+">
    <xsl:variable name="titles" as="element(title)*" select="
        */teiHeader/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:variable name="main" as="element(title)?" select="tp:main-title(*/teiHeader[1])"/>
    <dc:title id="title-1">
      <xsl:sequence select="$main ! tp:package-language(.)"/>
      <xsl:text>{tp:title(.)}</xsl:text>
    </dc:title>
    <meta refines="#title-1" property="title-type">main</meta>
    <xsl:for-each select="$titles except $main">
      <xsl:variable name="id" as="xs:string" select="'title-' || position() + 1"/>
      <dc:title id="{$id}">
        <xsl:sequence select="tp:package-language(.)"/>
        <xsl:text>{tp:plain(.)}</xsl:text>
      </dc:title>
      <xsl:for-each select="map{'sub': 'subtitle', 'short': 'short', 'main': 'main'}(string(@type))">
        <meta refines="#{$id}" property="title-type">{.}</meta>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The language of a title, where it is not that of the book. -->
  <xsl:function name="tp:package-language" as="attribute()*">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="
        tp:language-attributes(tp:language($title), tp:languages(root($title))[1])[name() = ('dir', 'xml:lang')]"/>
  </xsl:function>

  <xsl:template match="document-node()" mode="tp:publication" as="element()+">
    <xsl:variable name="header" as="element(teiHeader)?" select="*/teiHeader[1]"/>
    <xsl:for-each select="tp:identifier($header), tail(tp:identifiers($header))">
      <xsl:variable name="id" as="xs:string" select="string-join(('identifier', position()[. gt 1]), '-')"/>
      <dc:identifier id="{$id}">{.}</dc:identifier>
      <xsl:for-each select="tp:kind-of-identifier(.)">
        <meta refines="#{$id}" property="identifier-type" scheme="onix:codelist5">{.}</meta>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:call-template name="tp:titles"/>
    <xsl:apply-templates select="$header/fileDesc/titleStmt" mode="tp:publication"/>
    <xsl:for-each select="tp:languages(.)">
      <dc:language>{.}</dc:language>
    </xsl:for-each>
    <xsl:apply-templates select="
        $header/fileDesc/(publicationStmt, seriesStmt, sourceDesc), $header/profileDesc" mode="tp:publication"/>
    <meta property="dcterms:modified">{tp:modified($header)}</meta>
  </xsl:template>

  <xsl:template match="abstract[normalize-space()]" mode="tp:publication" as="element()">
    <dc:description>{tp:plain(.)}</dc:description>
  </xsl:template>

  <!-- What a book must say, and the document does not. -->
  <xsl:template name="tp:report-metadata" as="empty-sequence()">
    <xsl:if test="tp:modified(*/teiHeader[1]) = '1980-01-01T00:00:00Z'">
      <xsl:call-template name="tp:finding">
        <xsl:with-param name="code" select="'T044'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="tp:languages(.) = 'und'">
      <xsl:call-template name="tp:finding">
        <xsl:with-param name="code" select="'T045'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- What the header says about rights, in its own words and no others. -->
  <xsl:template match="availability[normalize-space()]" mode="tp:publication" as="element()+">
    <dc:rights>{string-join(node()/tp:plain(.)[.], ' ')}</dc:rights>
    <xsl:for-each select="licence/@target[matches(., '^https?://')]">
      <link rel="dcterms:license" href="{tokenize(.)[1]}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="publicationStmt" mode="tp:publication" as="element()*">
    <xsl:for-each select="tp:publisher-name(ancestor::teiHeader)[.]">
      <dc:publisher>{.}</dc:publisher>
    </xsl:for-each>
    <xsl:for-each select="tp:published(ancestor::teiHeader)">
      <dc:date>{.}</dc:date>
    </xsl:for-each>
    <xsl:apply-templates select="availability" mode="tp:publication"/>
  </xsl:template>

  <!-- A source; lists of what the text is about, of persons or places, are none. -->
  <xsl:template match="sourceDesc/*[normalize-space()][self::listBibl or not(matches(local-name(), '^list.'))]" mode="tp:publication" as="element()?">
    <xsl:for-each select="tp:reference-in-words(.)[.]">
      <dc:source>{.}</dc:source>
    </xsl:for-each>
  </xsl:template>

  <!-- What describes a source, in words, each reference of a list by itself; between the parts of one stand
       the marks that the page sets there. -->
  <xsl:function name="tp:reference-in-words" as="xs:string">
    <xsl:param name="source" as="element()"/>
    <xsl:variable name="references" as="xs:string*" select="$source/self::listBibl/* ! tp:reference-in-words(.)[.]"/>
    <xsl:variable name="shown" as="node()*">
      <xsl:apply-templates select="$source/self::biblStruct"/>
    </xsl:variable>
    <xsl:variable name="parts" as="element()*" select="
        $source/self::msDesc/msIdentifier/(* except (altIdentifier, msName[../idno])),
        $source/self::biblFull ! (titleStmt ! (author, title), publicationStmt ! (pubPlace, publisher, date))"/>
    <xsl:sequence select="
        (string-join($references, '; ')[.], normalize-space(string-join($shown))[.],
         string-join(distinct-values($parts ! (if (self::author) then tp:agent-name(.) else tp:plain(.))[.]), ', ')[.],
         tp:plain($source[not(self::msDesc)]))[1]"/>
  </xsl:function>

  <!-- A series that the edition is a volume of. -->
  <xsl:template match="seriesStmt[title[normalize-space()]]" mode="tp:publication" as="element()+">
    <xsl:variable name="id" as="xs:string" select="'series-' || count(preceding-sibling::seriesStmt) + 1"/>
    <meta property="belongs-to-collection" id="{$id}">{tp:plain(title[normalize-space()][1])}</meta>
    <meta refines="#{$id}" property="collection-type">series</meta>
    <xsl:for-each select="(biblScope ! (., @n) ! normalize-space()[matches(., '^\d+(\.\d+)*$')])[1]">
      <meta refines="#{$id}" property="group-position">{.}</meta>
    </xsl:for-each>
    <xsl:for-each select="
        (idno[lower-case(@type) = 'issn'] ! normalize-space()[matches(., '^\d{4}-\d{3}[\dXx]$')][tp:is-checked(.)])[1]">
      <meta refines="#{$id}" property="dcterms:identifier">urn:issn:{.}</meta>
    </xsl:for-each>
  </xsl:template>

  <!-- A subject, once; its code, and where that comes from, only where both are known. -->
  <xsl:template match="*[tp:is-subject(.)][not(tp:plain(.) = tp:subjects(root())[. &lt;&lt; current()] ! tp:plain(.))]" mode="tp:publication" as="element()+">
    <xsl:variable name="id" as="xs:string" select="'subject-' || tp:subject-number(.)"/>
    <xsl:variable name="scheme" as="xs:string" select="string((self::classCode, ancestor::keywords[1])[1]/@scheme)"/>
    <xsl:variable name="pointer" as="xs:string" select="string((@ref, @key, @target)[1])"/>
    <xsl:variable name="code" as="xs:string" select="
        (self::classCode/normalize-space(), replace($pointer, '^.*[/#:]', ''))[1]"/>
    <xsl:variable name="authority" as="xs:string?" select="
        ($tp:authorities[contains(lower-case($pointer || ' ' || $scheme), .(1))] ! .(2),
         $scheme[matches(., '^https?://\S+$')])[1]"/>
    <dc:subject id="{$id}">{tp:plain(.)}</dc:subject>
    <xsl:if test="$authority and $code">
      <meta refines="#{$id}" property="authority">{$authority}</meta>
      <meta refines="#{$id}" property="term">{$code}</meta>
    </xsl:if>
  </xsl:template>

  <!-- Whether an element names what the book is about. -->
  <xsl:function name="tp:is-subject" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element[normalize-space()][self::classCode or self::term[ancestor::keywords]
                                           or self::item[ancestor::keywords][not(.//term | .//item)]])"/>
  </xsl:function>

  <xsl:function name="tp:subjects" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document/*/teiHeader[1]/profileDesc//*[tp:is-subject(.)]"/>
  </xsl:function>

  <!-- Its place among those that differ. -->
  <xsl:function name="tp:subject-number" as="xs:integer">
    <xsl:param name="subject" as="element()"/>
    <xsl:sequence select="count(distinct-values(tp:subjects(root($subject))[. &lt;&lt; $subject] ! tp:plain(.))) + 1"/>
  </xsl:function>

  <!-- A name of @type "unknown" says that nobody is known, which is no entry of a catalogue.
       Authors first, then all who made the edition, in the order of the header. -->
  <xsl:template match="titleStmt" mode="tp:publication" as="element()*">
    <xsl:for-each select="tp:authors(ancestor::teiHeader)">
      <xsl:call-template name="tp:agent">
        <xsl:with-param name="element" select="xs:QName('dc:creator')"/>
        <xsl:with-param name="id" select="'creator-' || position()"/>
        <xsl:with-param name="relators" select="'aut'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each-group group-by="tp:agent-name(.)" select="
        (editor, funder, principal, sponsor, respStmt/(name | orgName | persName))
        [normalize-space()][not(@type = 'unknown')]">
      <xsl:call-template name="tp:agent">
        <xsl:with-param name="element" select="xs:QName('dc:contributor')"/>
        <xsl:with-param name="id" select="'contributor-' || position()"/>
        <xsl:with-param name="relators" select="distinct-values(current-group() ! tp:relators(.))"/>
      </xsl:call-template>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
