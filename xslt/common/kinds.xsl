<?xml version="1.0" encoding="UTF-8"?>
<!-- How each element of TEI P5 stands on the page: the one table that every format asks.
     An element that is not here stands by its content (`tp:stands-alone` of the format). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- block: holds blocks. division: a block that a heading names. paragraph: a block that holds words. line: one paragraph and nothing more.
       mark: a place in the text, or what is no text.
       either: a block where its surroundings or its content make it one. words: in a line, unless a
       block is inside. -->
  <xsl:variable name="tp:kinds" static="yes" as="map(xs:string, xs:string)" select="
      let $names := map{
        'block': '
          abstract accMat acquisition additional additions adminInfo altIdentifier annotation
          annotationBlock appInfo argument availability back biblFull binding bindingDesc body
          broadcast calendar calendarDesc castGroup castList charDecl classDecl closer collation condition correction
          correspAction correspContext correspDesc custEvent custodialHist char citeData citeStructure conversion cRefPattern decoDesc editionStmt editorialDecl encodingDesc entry entryFree epigraph epilogue
          equipment event facsimile figure fileDesc floatingText foliation forest front geoDecl glyph graph
          group handDesc handNotes history hyphenation interpGrp interpretation layoutDesc lg linkGrp
          list listAnnotation listApp listBibl listChange listEvent listForest listNym listObject listOrg
          listPerson listPlace listPrefixDef listRelation listWit metDecl metSym msContents msDesc
          msFrag msIdentifier msItem msItemStruct msPart musicNotation namespace normalization notesStmt
          object objectDesc opener org origin particDesc performance person personGrp persona physDesc
          place postscript prefixDef profileDesc projectDesc prologue provenance publicationStmt punctuation
          quotation recordHist recording recordingStmt refState refsDecl relation rendition revisionDesc
          samplingDecl schemaRef scriptDesc scriptStmt sealDesc segmentation seriesStmt set setting settingDesc
          source sourceDesc sourceDoc sp spGrp spanGrp standOff stdVals styleDefDecl superEntry support
          supportDesc surface surfaceGrp surrogates table tagsDecl tagUsage taxonomy teiHeader text textClass
          arc attDef attList bicond classSpec classes cond constraintDecl constraintSpec dataSpec divGen
          eLeaf eTree elementSpec exemplum f fDecl fLib fs fsConstraints fsDecl fsdDecl fvLib iNode if iff
          leaf listRef macroSpec model modelGrp modelSequence moduleSpec node paramList paramSpec remarks
          root schemaSpec specGrp specList then triangle valItem valList
          textDesc titlePage titleStmt transcriptionDesc tree typeDesc unitDecl unitDef variantEncoding xenoData',
        'division': '
          div div1 div2 div3 div4 div5 div6 div7',
        'either': '
          address bibl biblStruct camera caption cit desc formula incident interp kinesic label
          listTranspose move notatedMusic q quote said sound span stage tech view vocal writing',
        'line': '
          addrLine byline castItem dateline docAuthor docDate docEdition docImprint docTitle figDesc
          head imprimatur licence memberOf moduleRef salute signed speaker specDesc titlePart trailer',
        'paragraph': '
          ab application catDesc category cell change constraint content creation decoNote dictScrap eg egXML
          fDescr fsDescr handNote headItem headLabel hom item keywords l langUsage layout line nym
          outputRendition p post re row scriptNote seal sense summary typeNote u witness zone',
        'mark': '
          cb gb handShift index lacunaEnd lacunaStart lb milestone pb shift witEnd witStart',
        'words': '
          altIdent alternate anyElement attRef binary certainty classRef dataFacet dataRef datatype default
          defaultVal elementRef empty equiv fsdLink macroRef noteGrp numeric param precision
          respons sequence specGrpRef string symbol textNode vAlt vColl vDefault vLabel vMerge vNot vRange valDesc
          abbr activity actor add addName affiliation age am analytic anchor app att author authority
          biblScope binaryObject bloc c caesura catchwords channel charName charProp choice citedRange cl classCode
          climate code colloc collection colophon corr country damage date death birth def del depth
          derivation dim dimensions distinct distributor district domain edition editor education
          ellipsis email emph etym eventName ex expan explicit extent factuality faith filiation finalRubric floruit
          foreign forename form funder fw g gap gen genName gender geo geogFeat geogName gi gloss glyphName gram
          gramGrp graphic height heraldry hi hyph ident idno imprint incipit
          institution interaction iType lang langKnowledge
          langKnown language lbl lem locale localName localProp location locus locusGrp m mapping material measure measureGrp
          media meeting mentioned metamark mod monogr mood msName name nameLink nationality
          num number oRef objectIdentifier objectName objectType occupation offset orgName
          orig origDate origPlace orth pRef pause pc per persName persPronouns phr placeName population
          pos postBox postCode preparedness principal pron ptr pubPlace publisher purpose rdg rdgGrp rb
          redo ref reg region relatedItem repository residence resp respStmt restore retrace rhyme
          role roleDesc roleName rs rt rubric ruby s secFol secl seg series settlement sex sic
          signatures soCalled socecStatus space sponsor stamp state street stress subc subst
          supplied surname surplus syll tag term terrain textLang time title tns trait unclear undo unicodeName unicodeProp unihanProp unit usg val
          value w watermark when width wit witDetail xr'
      }
      return map:merge(
        for $kind in map:keys($names), $name in tokenize($names($kind)) return map{$name: $kind},
        map{'duplicates': 'reject'})"/>

  <!-- What no block belongs in. -->
  <xsl:variable name="tp:narrow" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(map:keys($tp:kinds)[$tp:kinds(.) = ('line', 'words')]
        ! map{.: true()})"/>

  <!-- Parents of which what may stand either way stands as a block. -->
  <xsl:variable name="tp:block-parents" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(('argument', 'attDef', 'back', 'classSpec', 'constraintSpec', 'dataSpec', 'elementSpec', 'entry', 'macroSpec',
        'model', 'moduleSpec', 'paramSpec', 'valItem', 'body', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6',
        'div7', 'epigraph', 'epilogue', 'front', 'listBibl', 'performance', 'prologue', 'set', 'sourceDesc', 'sp',
        'spGrp', 'text') ! map{.: true()})"/>

  <xsl:function name="tp:kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[starts-with(namespace-uri(), 'http://www.tei-c.org/ns/')] ! $tp:kinds(local-name())"/>
  </xsl:function>

  <!-- Whether it is a part of the text that may have a heading, numbered or not. -->
  <xsl:function name="tp:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element ! tp:kind(.) = 'division'"/>
  </xsl:function>

  <!-- Whether a block stands inside; footnotes do not count, they are moved away. Words without elements in them are
       none, and are most of what there is. -->
  <xsl:function name="tp:has-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        some $child in $element/*[* or parent::u or not($tp:kinds(local-name()) = ('mark', 'words'))][not(self::note[tp:is-moved(.)])]
        satisfies tp:is-block($child) and not(tp:is-variant($child))"/>
  </xsl:function>

  <!-- Whether what an output makes of this element is a block. Its template asks, and every element
       around it; of an element that has no kind, the fallback of the output decides. -->
  <xsl:function name="tp:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="tp:kind($element)"/>
    <xsl:sequence select="
        if ($kind = ('block', 'division', 'line', 'paragraph')) then
          not($element[self::docAuthor or self::docDate or self::titlePart]/..[tp:kind(.) = ('line', 'paragraph', 'words')])
          or tp:has-blocks($element)
        else if (tp:has-blocks($element)) then true()
        else if ($element/self::app) then tp:is-apart($element)
        else if ($element/self::seg/parent::u) then not($element/../text()[normalize-space()])
        else if ($kind = ('mark', 'words')) then false()
        else if ($kind = 'either') then
          exists(($element/.., $element/parent::cit/..)[$tp:block-parents(local-name())])
        else tp:stands-alone($element)"/>
  </xsl:function>

</xsl:stylesheet>
