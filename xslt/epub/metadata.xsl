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

  <!-- The UUID that stands for an edition without DOI and ISBN; the packer computes it. -->
  <xsl:param name="uuid" as="xs:string" select="''"/>

  <!-- From the document and its header to the metadata of the package. -->
  <xsl:mode name="tp:publication" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- Beginnings of words that tell what a person did, each before its MARC relator. -->
  <xsl:variable name="tp:relators" as="array(xs:string)+" select="
      ['transl', 'trl'], ['übers', 'trl'], ['tradu', 'trl'],
      ['transcri', 'trc'], ['transkri', 'trc'], ['keyb', 'trc'],
      ['encod', 'mrk'], ['markup', 'mrk'], ['mark-up', 'mrk'], ['tei', 'mrk'],
      ['annot', 'ann'], ['comment', 'cwt'], ['introd', 'win'], ['preface', 'win'], ['illustr', 'ill'],
      ['edit', 'edt'], ['herausg', 'edt'], ['proof', 'pfr'], ['correct', 'pfr'],
      ['fund', 'fnd'], ['spons', 'spn'], ['publish', 'pbl'], ['author', 'aut']"/>

  <!-- The first kind of identifier that the header gives, else the UUID. -->
  <xsl:function name="tp:identifier" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="idnos" as="element(idno)*" select="
        $header/fileDesc/publicationStmt//idno[normalize-space()]"/>
    <xsl:sequence select="
        ($idnos[lower-case(@type) = 'doi'] ! ('urn:doi:' || replace(normalize-space(), '^.*?(10\.)', '$1')),
         $idnos[lower-case(@type) = 'isbn'] ! ('urn:isbn:' || replace(., '[^\dXx]', '')),
         $uuid[.] ! ('urn:uuid:' || .),
         $identifier)[1]"/>
  </xsl:function>

  <!-- A moment as dcterms:modified wants it, from a TEI date of any precision. -->
  <xsl:function name="tp:instant" as="xs:string?">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:variable name="whole" as="xs:string" select="
        if (matches($when, '^\d{4}$')) then $when || '-01-01'
        else if (matches($when, '^\d{4}-\d\d$')) then $when || '-01' else string($when)"/>
    <xsl:choose>
      <xsl:when test="$whole castable as xs:dateTime">
        <xsl:sequence select="
            format-dateTime(adjust-dateTime-to-timezone(xs:dateTime($whole), xs:dayTimeDuration('PT0S')),
                            '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z')"/>
      </xsl:when>
      <xsl:when test="$whole castable as xs:date and matches($whole, '^\d{4}-')">
        <xsl:sequence select="substring($whole, 1, 10) || 'T00:00:00Z'"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- When the edition last changed: never the time of the build. -->
  <xsl:function name="tp:modified" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        (sort($header/revisionDesc//change/@when ! tp:instant(string()))[last()],
         $header/fileDesc/publicationStmt//date/@when ! tp:instant(string()),
         tp:instant($date), '1980-01-01T00:00:00Z')[1]"/>
  </xsl:function>

  <!-- The languages of the text, the main one first; 'und' where nothing says it. -->
  <xsl:function name="tp:languages" as="xs:string+">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="text" as="element(text)?" select="$document/*/text[1]"/>
    <xsl:variable name="tags" as="xs:string*" select="
        $text ! tp:language(.), $text//@xml:lang ! string(),
        $document/*/teiHeader/profileDesc/langUsage/language/@ident ! string()"/>
    <xsl:variable name="valid" as="xs:string*" select="
        ($tags ! tp:language-tag(.))[not(. = 'und')][matches(., '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')]"/>
    <xsl:sequence select="if (exists($valid)) then distinct-values($valid) else 'und'"/>
  </xsl:function>

  <!-- What a responsibility statement says was done: a relator it names, else by its words. -->
  <xsl:function name="tp:relator" as="xs:string">
    <xsl:param name="responsibility" as="xs:string"/>
    <xsl:param name="reference" as="xs:string?"/>
    <xsl:variable name="named" as="xs:string" select="replace(string($reference), '^.*relators[/:]', '')"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(lower-case($responsibility), '[^\w-]+')"/>
    <xsl:sequence select="
        if (matches($named, '^[a-z]{3}$')) then $named
        else ($tp:relators[some $word in $words satisfies starts-with($word, .(1))] ! .(2), 'ctb')[1]"/>
  </xsl:function>

  <!-- The form to sort by: surname first where the parts are marked or a register knows it. -->
  <xsl:function name="tp:file-as" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="surname" as="xs:string" select="tp:plain($name/descendant-or-self::*/surname)"/>
    <xsl:variable name="forename" as="xs:string" select="tp:plain($name/descendant-or-self::*/forename)"/>
    <xsl:variable name="entries" as="element()*" select="$name/descendant-or-self::*[@ref] ! tp:entries(.)"/>
    <xsl:sequence select="
        (string-join(($surname, $forename)[.], ', ')[$surname],
         $entries/persName ! tp:plain(.)[contains(., ', ')],
         tp:plain($name))[1]"/>
  </xsl:function>

  <!-- What a person or body named in the header did. -->
  <xsl:function name="tp:relators" as="xs:string+">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="duties" as="element(resp)*" select="$name/parent::respStmt/resp"/>
    <xsl:variable name="stated" as="xs:string*" select="
        $duties ! tp:relator(string(.), string((@ref, @key)[1])),
        $name/@role/tp:relator(string(.), string(.))"/>
    <xsl:sequence select="
        if (exists($stated)) then distinct-values($stated)
        else (map{'editor': 'edt', 'funder': 'fnd', 'principal': 'pdr', 'sponsor': 'spn'}(local-name($name)),
              'ctb')[1]"/>
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
    <xsl:variable name="main" as="element(title)?" select="($titles[@type = 'main'], $titles)[1]"/>
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
