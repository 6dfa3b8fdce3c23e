<?xml version="1.0" encoding="UTF-8"?>
<!-- How each element of TEI P5 stands on the page: the one table that every format asks.
     An element that is not here stands by its content (`tp:stands-alone` of the format). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- block: holds blocks. division: a block that a heading names. either: a block where its
       surroundings or its content make it one. line: one paragraph and nothing more. mark: a place
       in the text, or what is no text. paragraph: a block that holds words. words: in a line,
       unless a block is inside. -->
  <xsl:variable name="tp:kinds" static="yes" as="map(xs:string, xs:string)" select="
      let $names := map{
        'block': '
          abstract accMat acquisition additional additions adminInfo altIdentifier annotation
          annotationBlock appInfo arc argument attDef attList availability back biblFull bicond
          binding bindingDesc body broadcast calendar calendarDesc castGroup castList char charDecl
          citeData citeStructure classDecl classes classSpec closer collation cond condition
          constraintDecl constraintSpec conversion correction correspAction correspContext
          correspDesc cRefPattern custEvent custodialHist dataSpec decoDesc divGen editionStmt
          editorialDecl eLeaf elementSpec encodingDesc entry entryFree epigraph epilogue equipment
          eTree event exemplum f facsimile fDecl figure fileDesc fLib floatingText foliation forest
          front fs fsConstraints fsdDecl fsDecl fvLib geoDecl glyph graph group handDesc handNotes
          history hyphenation if iff iNode interpGrp interpretation layoutDesc leaf lg linkGrp list
          listAnnotation listApp listBibl listChange listEvent listForest listNym listObject listOrg
          listPerson listPlace listPrefixDef listRef listRelation listWit macroSpec metDecl metSym
          model modelGrp modelSequence moduleSpec msContents msDesc msFrag msIdentifier msItem
          msItemStruct msPart musicNotation namespace node normalization notesStmt object objectDesc
          opener org origin paramList paramSpec particDesc performance person persona personGrp
          physDesc place postscript prefixDef profileDesc projectDesc prologue provenance
          publicationStmt punctuation quotation recordHist recording recordingStmt refsDecl refState
          relation remarks rendition revisionDesc root samplingDecl schemaRef schemaSpec scriptDesc
          scriptStmt sealDesc segmentation seriesStmt set setting settingDesc source sourceDesc
          sourceDoc sp spanGrp specGrp specList spGrp standOff stdVals styleDefDecl superEntry
          support supportDesc surface surfaceGrp surrogates table tagsDecl tagUsage taxonomy
          teiHeader text textClass textDesc then titlePage titleStmt transcriptionDesc tree triangle
          typeDesc unitDecl unitDef valItem valList variantEncoding xenoData',
        'division': '
          div div1 div2 div3 div4 div5 div6 div7',
        'either': '
          address bibl biblStruct camera caption cit desc formula incident interp kinesic label
          listTranspose move notatedMusic q quote said sound span stage tech view vocal writing',
        'line': '
          addrLine byline castItem dateline docAuthor docDate docEdition docImprint docTitle figDesc
          head imprimatur licence memberOf moduleRef salute signed speaker specDesc titlePart
          trailer',
        'mark': '
          cb gb handShift index lacunaEnd lacunaStart lb milestone pb shift witEnd witStart',
        'paragraph': '
          ab application catDesc category cell change constraint content creation decoNote dictScrap
          eg egXML fDescr fsDescr handNote headItem headLabel hom item keywords l langUsage layout
          line nym outputRendition p post re row scriptNote seal sense summary typeNote u witness
          zone',
        'words': '
          abbr activity actor add addName affiliation age alternate altIdent am analytic anchor
          anyElement app att attRef author authority biblScope binary binaryObject birth bloc c
          caesura catchwords certainty channel charName charProp choice citedRange cl classCode
          classRef climate code collection colloc colophon corr country damage dataFacet dataRef
          datatype date death def default defaultVal del depth derivation dim dimensions distinct
          distributor district domain edition editor education elementRef ellipsis email emph empty
          equiv etym eventName ex expan explicit extent factuality faith filiation finalRubric
          floruit foreign forename form fsdLink funder fw g gap gen gender genName geo geogFeat
          geogName gi gloss glyphName gram gramGrp graphic height heraldry hi hyph ident idno
          imprint incipit institution interaction iType lang langKnowledge langKnown language lbl
          lem locale localName localProp location locus locusGrp m macroRef mapping material measure
          measureGrp media meeting mentioned metamark mod monogr mood msName name nameLink
          nationality noteGrp num number numeric objectIdentifier objectName objectType occupation
          offset oRef orgName orig origDate origPlace orth param pause pc per persName persPronouns
          phr placeName population pos postBox postCode precision pRef preparedness principal pron
          ptr publisher pubPlace purpose rb rdg rdgGrp redo ref reg region relatedItem repository
          residence resp respons respStmt restore retrace rhyme role roleDesc roleName rs rt rubric
          ruby s secFol secl seg sequence series settlement sex sic signatures soCalled socecStatus
          space specGrpRef sponsor stamp state street stress string subc subst supplied surname
          surplus syll symbol tag term terrain textLang textNode time title tns trait unclear undo
          unicodeName unicodeProp unihanProp unit usg val valDesc vAlt value vColl vDefault vLabel
          vMerge vNot vRange w watermark when width wit witDetail xr'
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

  <!-- The nearest parts of the same kind, before and after. -->
  <xsl:function name="tp:neighbours" as="element()*">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        if (tp:is-division($part))
        then $part/(preceding-sibling::*[tp:is-division(.)][1] | following-sibling::*[tp:is-division(.)][1])
        else $part/(preceding-sibling::*[local-name() = local-name($part)][1]
                    | following-sibling::*[local-name() = local-name($part)][1])"/>
  </xsl:function>

  <!-- What a division of an edition after EpiDoc is, where it says something, has no heading and stands beside another. -->
  <xsl:function name="tp:division-kind" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
        $division[self::div][not(head)][@type = ('apparatus', 'bibliography', 'commentary', 'edition', 'translation')]
                 [tp:neighbours(.)][normalize-space() or .//*[@*][not(node())]] ! tp:label('division-' || @type)"/>
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

  <!-- Whether it is outside every element that holds words, and no words stand beside it. -->
  <xsl:function name="tp:is-outside-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        not($element/ancestor::*[tp:kind(.) = ('either', 'line', 'mark', 'paragraph', 'words') or self::note])
        and not($element/.. ! tp:holds-words(.))"/>
  </xsl:function>

  <!-- Whether words stand in an element, beside its elements: asked for each of these, and answered once. -->
  <xsl:function name="tp:holds-words" as="xs:boolean" cache="yes">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/text()[normalize-space()])"/>
  </xsl:function>

</xsl:stylesheet>
