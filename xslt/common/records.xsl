<?xml version="1.0" encoding="UTF-8"?>
<!-- Records: what the entries of registers, the descriptions of manuscripts and the parts of the
     header have in common. A record holds statements, each of which every format shows under its
     label; what else stands in a record has no label. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Elements that hold statements. -->
  <xsl:variable name="tp:records" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('
        additional adminInfo altIdentifier biblFull bindingDesc char correspDesc custodialHist
        decoDesc editionStmt editorialDecl encodingDesc event fileDesc glyph history msContents
        msDesc msFrag msIdentifier msItem msItemStruct msPart notesStmt nym object objectDesc org
        person persona personGrp physDesc place profileDesc publicationStmt recordHist sealDesc
        seriesStmt setting supportDesc teiHeader textClass textDesc titleStmt'
      ) ! map{.: true()})"/>

  <!-- Elements that are statements in a record. -->
  <xsl:variable name="tp:statements" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('
        abstract accMat acquisition activity additional additions address adminInfo affiliation age
        altIdentifier appInfo author authority availability bibl biblScope biblStruct binding
        bindingDesc birth bloc calendarDesc catRef channel charDecl charName charProp classCode
        classDecl climate collation collection colophon condition constitution correction
        correspAction correspContext correspDesc country creation custEvent custodialHist date death
        decoDesc decoNote derivation distributor district domain edition editionStmt editor
        editorialDecl education email event explicit extent factuality faith filiation finalRubric
        floruit foliation funder gender geo geoDecl glyphName handDesc handNotes history hyphenation
        idno incipit institution interaction interpretation keywords langKnowledge langUsage
        layoutDesc listBibl listPrefixDef locale localProp location locus locusGrp mapping meeting
        metDecl msContents msFrag msName msPart musicNotation nationality normalization note
        notesStmt objectDesc objectType occupation origDate origin origPlace particDesc persPronouns
        physDesc population preparedness principal projectDesc provenance publicationStmt publisher
        pubPlace punctuation purpose quotation recordHist refsDecl region relatedItem repository
        residence respStmt revisionDesc rubric samplingDecl schemaRef scriptDesc seal sealDesc
        segmentation seriesStmt setting settingDesc settlement sex socecStatus source sourceDesc
        sponsor state stdVals styleDefDecl summary support supportDesc surrogates tagsDecl terrain
        textDesc textLang time title trait typeDesc unicodeProp unihanProp unitDecl variantEncoding
        xenoData'
      ) ! map{.: true()})"/>

  <!-- Elements whose parts stand one after the other in a line, and what stands between them. -->
  <xsl:variable name="tp:separators" static="yes" as="map(xs:string, xs:string)" select="map{
      'address': ',', 'analytic': ',', 'biblStruct': '.', 'birth': ',', 'charProp': ':', 'correspAction': ',',
      'correspContext': ',', 'death': ',', 'dimensions': ' ×', 'imprint': ',', 'keywords': ',', 'langKnowledge': ',', 'langUsage': ';', 'location': ',',
      'locusGrp': ',', 'monogr': ',', 'notatedMusic': '', 'objectIdentifier': '', 'origin': ',',
      'relatedItem': '', 'respStmt': '',
      'series': ',', 'state': ',', 'trait': ','}"/>

  <!-- What a loose reference is cited by: where it holds nothing else, and no character between two, they are parts
       in a line, too. -->
  <xsl:variable name="tp:cited" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('
        author biblScope citedRange date edition editor extent idno imprint ptr publisher pubPlace respStmt series title'
      ) ! map{.: true()})"/>

  <!-- Labels that do not go by the name of their element. -->
  <xsl:variable name="tp:label-keys" static="yes" as="map(xs:string, xs:string)" select="map{
      'appInfo': 'software', 'colophon': 'colophon-of-source', 'editorialDecl': 'editorial-principles', 'idno': 'identifier',
      'langUsage': 'languages', 'msName': 'name', 'notesStmt': 'notes', 'projectDesc': 'project',
      'pubPlace': 'place-of-publication', 'publicationStmt': 'publication', 'revisionDesc': 'revisions',
      'sourceDesc': 'source'}"/>

  <!-- Elements whose notes are a part of them and stay where they are. -->
  <xsl:variable name="tp:note-keepers" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('
        category char entry entryFree event glyph listBibl location msDesc msFrag msPart nym object org person
        persona personGrp place relation taxonomy'
      ) ! map{.: true()})"/>

  <!-- What the header of a document without text describes, and so is what its readers get. -->
  <xsl:variable name="tp:describing" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('
        abstract biblFull biblStruct correspDesc listBibl listEvent listNym listObject listOrg listPerson listPlace msDesc
        object'
      ) ! map{.: true()})"/>

  <!-- Whether a note belongs to the running text, and not to a record in it. -->
  <xsl:function name="tp:is-footnote" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        empty($note/ancestor::*[self::facsimile or self::sourceDoc or self::standOff or self::teiHeader
                                or $tp:note-keepers(local-name())])
        and not($note/..[$tp:records(local-name())])"/>
  </xsl:function>

  <!-- Whether it is a statement of the record that it stands in. -->
  <xsl:function name="tp:is-statement" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        exists($node/self::*[$tp:statements(local-name())]/parent::*[$tp:records(local-name())])"/>
  </xsl:function>

  <!-- A value of an attribute as words: "parent_of" and "parentOf" are "parent of". -->
  <xsl:function name="tp:spoken" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="apart" as="xs:string" select="replace(translate(normalize-space($value), '_', ' '), '(\p{Ll})(\p{Lu})', '$1 $2')"/>
    <xsl:sequence select="if ($apart = translate($value, '_', ' ')) then $apart else lower-case($apart)"/>
  </xsl:function>

  <!-- The label of a statement: what it is, and of which type. -->
  <xsl:function name="tp:statement-label" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($statement)"/>
    <xsl:variable name="type" as="xs:string?" select="$statement/(@type, @role)[normalize-space()][1] ! tp:spoken(.)"/>
    <xsl:variable name="label" as="xs:string" select="tp:label(($tp:label-keys($name), $name)[1])"/>
    <xsl:sequence select="
        if ($name = 'correspAction' and $type = ('sent', 'received', 'transmitted', 'redirected', 'forwarded'))
          then tp:label('correspAction-' || $type)
        else if ($name = ('correspAction', 'idno') and $type) then $type
        else if ($type and not($name = ('availability', 'title'))) then $label || ' (' || $type || ')'
        else $label"/>
  </xsl:function>

  <!-- When it was, by its attributes: a day, or from when to when; the hour is for programs. -->
  <xsl:function name="tp:dates" as="xs:string?">
    <xsl:param name="dated" as="element()"/>
    <xsl:variable name="from" as="xs:string" select="string($dated/(@from, @notBefore, @from-iso, @notBefore-iso)[1])"/>
    <xsl:variable name="to" as="xs:string" select="string($dated/(@to, @notAfter, @to-iso, @notAfter-iso)[1])"/>
    <xsl:sequence select="
        ($dated/(@when, @when-iso, @when-custom)[normalize-space()][1] ! tp:days(.),
         if ($from = $to) then $from[.] else tp:days($from || '/' || $to))[1]"/>
  </xsl:function>

  <!-- The days of a time in the form of ISO 8601: one, or from the first to the last. -->
  <xsl:function name="tp:days" as="xs:string">
    <xsl:param name="time" as="xs:string"/>
    <xsl:sequence select="
        string-join(distinct-values(tokenize($time, '/') ! replace(., '^(-?\d{4,}-\d\d-\d\d)T[\d:.,]+(Z|[+\-][\d:]+)?$', '$1')), '–')"/>
  </xsl:function>

  <!-- What a statement says in attributes and not in words: its date, else its value. -->
  <xsl:function name="tp:stated" as="xs:string?">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($statement)"/>
    <xsl:variable name="dates" as="xs:string?" select="
        $statement[not(matches($words, '\d'))][not(self::date and $words)]
                  [not(self::biblScope or self::citedRange or self::locus)] ! tp:dates(.)"/>
    <xsl:variable name="values" as="xs:string*" select="
        $statement[not($words)][not(*)]
        ! (tp:measured(.), tp:scope(.), (@value, @mode, @degree, @mainLang, @material, @form, @scheme, @key) ! string(),
           (@ref, @target, @sameAs) ! tp:pointed-names(.))[.]"/>
    <xsl:sequence select="if (empty($statement/@*)) then () else string-join(($dates, $values), ', ')[.]"/>
  </xsl:function>

  <!-- The pages or volumes of a reference that are told by attributes: "p. 327–360". -->
  <xsl:function name="tp:scope" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        $part[self::biblScope or self::citedRange] ! tp:reach(.)
        ! string-join(($part/@unit[. = $tp:counted] ! tp:label('unit-' || .), .), ' ')"/>
  </xsl:function>

  <!-- What references count, with a word for it. -->
  <xsl:variable name="tp:counted" static="yes" as="xs:string+" select="'chapter', 'column', 'issue', 'page', 'part', 'volume'"/>

  <!-- What a part of a line without words says in attributes; leaves say it themselves. -->
  <xsl:function name="tp:stated-alone" as="xs:string?">
    <xsl:param name="part" as="node()"/>
    <xsl:sequence select="$part[self::*][not(node())]
        [not(self::depth or self::dim or self::height or self::ptr or self::ref or self::width)] ! tp:stated(.)"/>
  </xsl:function>

  <!-- The unit of a measure outside others, which no words tell: its own are a number, and none that begins as it does
       follows. -->
  <xsl:function name="tp:unit-after" as="xs:string?">
    <xsl:param name="measure" as="element()"/>
    <xsl:variable name="unit" as="xs:string" select="normalize-space($measure/@unit)"/>
    <xsl:sequence select="
        $unit[.][not($measure/parent::dimensions)][matches($measure, '\d[\])?]?\s*$')]
             [not(starts-with(normalize-space($measure/following-sibling::node()[1]), substring(., 1, 1)))]"/>
  </xsl:function>

  <!-- A measure that is given by attributes; of a number alone nobody knows what it counts. -->
  <xsl:function name="tp:measured" as="xs:string?">
    <xsl:param name="measure" as="element()"/>
    <xsl:sequence select="
        $measure[not(self::measure[not(@unit or @commodity)])]/@quantity ! string-join((., ../@unit, ../@commodity), ' '),
        $measure[not(@quantity)]/@extent/string()"/>
  </xsl:function>

  <!-- The names of what an attribute points to; the pointers where it is not in the document. -->
  <xsl:function name="tp:pointed-names" as="xs:string*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:for-each select="tokenize($pointers)">
      <xsl:variable name="element" as="element()?" select="tp:pointed(., root($pointers))"/>
      <xsl:sequence select="
          ($element ! tp:cited-as(.), $element/(catDesc, persName, placeName, orgName, eventName, objectIdentifier/objectName,
                     label, name, title, head, desc, form)[1] ! tp:plain(.)[.],
           replace(., '^#', ''))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- How a work of a bibliography is cited in short: by the name that it has there, else "Burnard 2014". -->
  <xsl:function name="tp:cited-as" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="authors" as="xs:string*" select="
        for $author in ($work//author, $work//editor[not($work//author)]) return
          (tp:plain(($author//surname, $author)[1]) ! replace(., ',.*$', ''))[.]"/>
    <xsl:variable name="year" as="xs:string*" select="
        ($work//date[1] ! (@when, @from, .)[1][matches(., '\d{4}')]) ! replace(., '^.*?(\d{4}).*$', '$1', 's')"/>
    <xsl:sequence select="
        $work[self::bibl or self::biblFull or self::biblStruct] !
          (normalize-space((@n, @label)[1])[.],
           string-join((if (count($authors) gt 3) then $authors[1] || ' …' else string-join($authors, '/'), $year), ' ')[exists($authors)])[1]"/>
  </xsl:function>

  <!-- The sign of a work in a bibliography, under which the text cites it, where its own words do not begin with it. No
       text cites by what a register says of its entries. -->
  <xsl:function name="tp:sign-of-work" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:sequence select="
        $work/parent::listBibl[not(parent::event or parent::object or parent::org or parent::person or parent::place)]/$work/@n ! normalize-space(.)[not(tp:begins-with-number($work, .))][.]"/>
  </xsl:function>

  <!-- How pages are laid out, by attributes: "Columns: 2; Written lines: 26–27". -->
  <xsl:function name="tp:laid-out" as="xs:string">
    <xsl:param name="layout" as="element(layout)"/>
    <xsl:sequence select="
        string-join($layout/(@columns, @ruledLines, @writtenLines)[normalize-space()]
          ! (tp:label('layout-' || local-name()) || ': ' || translate(normalize-space(), ' ', '–')), '; ')"/>
  </xsl:function>

  <!-- A relation in words: who, what, to whom. -->
  <xsl:function name="tp:related" as="xs:string">
    <xsl:param name="relation" as="element(relation)"/>
    <xsl:variable name="name" as="xs:string?" select="
        $relation/(@name, @ref, @key, @type)[normalize-space()][1] ! replace(., '^.*[/#:]', '') ! tp:spoken(.)"/>
    <xsl:sequence select="
        string-join((string-join(tp:pointed-names($relation/@active), ', ')[.], $name,
                     string-join((tp:pointed-names($relation/@mutual), tp:pointed-names($relation/@passive)), ', ')[.]), ' – ')"/>
  </xsl:function>

  <!-- From where to where a place in a book reaches, where no words say it: "1r–2v". -->
  <xsl:function name="tp:reach" as="xs:string?">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="
        $place[not(normalize-space())] ! string-join(distinct-values((@from, @to)), '–')[.]"/>
  </xsl:function>

  <!-- Who sent or received a letter, where and when. -->
  <xsl:function name="tp:sent" as="xs:string">
    <xsl:param name="action" as="element(correspAction)"/>
    <xsl:sequence select="string-join($action/* ! (tp:plain(.)[.], tp:stated(.))[1], ', ')"/>
  </xsl:function>

  <!-- Whether a statement says anything, or may be pointed to. -->
  <xsl:function name="tp:says-something" as="xs:boolean">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="
        exists(($statement[normalize-space()], tp:stated($statement), $statement//@*[not(local-name() = 'type')][normalize-space()]))"/>
  </xsl:function>

  <!-- Whether an element is nothing but parts in a line. -->
  <xsl:function name="tp:is-in-parts" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        exists($element[self::bibl or self::ref][*[2]][not(text())][every $part in * satisfies exists($tp:cited(local-name($part)))])
        or exists($element/self::note[ref[2]][empty(* except ref)][empty(text()[normalize-space()])])
        or exists($tp:separators($element/local-name())) and empty($element/(ab, addrLine, p, text()[normalize-space()]))"/>
  </xsl:function>

  <!-- What stands between a part and the one before it; nothing where that ends with a mark. -->
  <xsl:function name="tp:separator" as="xs:string">
    <xsl:param name="before" as="element()"/>
    <xsl:sequence select="
        if (matches($before, '[,.;:]\s*$') or not(normalize-space($before) or $before/(self::ptr or self::ref) or exists(tp:stated-alone($before)))) then ''
        else ($tp:separators(local-name($before/..)), ',')[1]"/>
  </xsl:function>

</xsl:stylesheet>
