<?xml version="1.0" encoding="UTF-8"?>
<!-- What a view reads and what it leaves out: the same policy as teipipe.text.views, which the
     ledger holds against every output. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:cbeta="http://www.cbeta.org/ns/1.0"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:mathml="http://www.w3.org/1998/Math/MathML"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:txm="http://textometrie.org/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What a choice may offer (TEI Guidelines 3.5.1); anything else in it is shown. -->
  <xsl:variable name="tp:sides" static="yes" as="xs:string+" select="
      'abbr', 'am', 'choice', 'corr', 'ex', 'expan', 'orig', 'reg', 'seg', 'sic', 'supplied', 'unclear'"/>

  <!-- What `tp:drops` asks about besides the sides of a choice: nothing else has to be asked. -->
  <xsl:variable name="tp:droppable" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(('altGrp', 'am', 'ana', 'annotation', 'annotation-xml', 'binaryObject', 'del', 'ex', 'fw', 'index', 'interp', 'interpGrp', 'joinGrp', 'linkGrp',
        'mulu', 'span', 'spanGrp', 'surplus', 'timeline') ! map{.: true()})"/>

  <!-- The side of a choice that the view reads. -->
  <xsl:function name="tp:chosen" as="element()?">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:variable name="edited" as="element()*" select="$choice/(corr | ex | expan | reg)"/>
    <xsl:variable name="written" as="element()*" select="
        $choice[exists($edited)][$view = 'source'][not(tp:holds-notes(.))]/(abbr | am | orig | sic)"/>
    <xsl:sequence select="($written, $edited, $choice/*[local-name() = $tp:sides])[1]"/>
  </xsl:function>

  <!-- Whether the view leaves an element out. -->
  <xsl:function name="tp:drops" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/parent::choice) and local-name($element) = $tp:sides
          and not($element is tp:chosen($element/..))
        or exists($element/self::ex[$view = 'source'][not(tp:holds-notes(.))])
        or tp:is-only-written($element) and ($view != 'source' or tp:holds-notes($element))
        or exists(
          $element/self::index
          | $element[self::txm:ana or self::mathml:annotation or self::mathml:annotation-xml]
          | $element/self::cbeta:mulu[tp:is-said-again(.)]
          | $element/self::binaryObject[not(*)]
          | $element/self::fw[not(tp:is-on-surface(.))]
          | $element[self::altGrp or self::interp or self::interpGrp or self::joinGrp or self::linkGrp
                     or self::span[tp:points(.)] or self::spanGrp or self::timeline][tp:is-among-words(.)][not(tp:holds-notes(.))])"/>
  </xsl:function>

  <!-- Whether a span says something of words elsewhere; one that points at none is words itself. -->
  <xsl:function name="tp:points" as="xs:boolean">
    <xsl:param name="span" as="element(span)"/>
    <xsl:sequence select="($span/(@from, @to, @target, @inst, @corresp)) != ''"/>
  </xsl:function>

  <!-- Whether the heading after a bookmark has its words, too. -->
  <xsl:function name="tp:is-said-again" as="xs:boolean">
    <xsl:param name="bookmark" as="element()"/>
    <xsl:sequence select="
        $bookmark/following-sibling::*[not(self::cb or self::gb or self::lb or self::milestone or self::pb)][1]/self::head
        ! normalize-space() = normalize-space($bookmark)"/>
  </xsl:function>

  <!-- Whether an element was written, and is not part of the text as it was meant: the sign of an abbreviation
       that is expanded, what was deleted, what is too much. -->
  <xsl:function name="tp:is-only-written" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/self::am[ancestor::expan[1]//ex]
               | $element[self::del[not(parent::restore)][not(tp:is-erasure(.))] or self::surplus][not(tp:is-on-surface(.))])"/>
  </xsl:function>

  <!-- Whether it was erased after the text was made, and nothing written for it: editions of inscriptions read it. -->
  <xsl:function name="tp:is-erasure" as="xs:boolean">
    <xsl:param name="deletion" as="element(del)"/>
    <xsl:sequence select="$deletion/@rend = 'erasure' and empty($deletion/parent::subst)"/>
  </xsl:function>

  <!-- Whether notes or readings stand inside: these are counted for one text, and so it is shown as meant only. -->
  <xsl:function name="tp:holds-notes" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/descendant::*[self::app or self::note])"/>
  </xsl:function>

  <!-- What stands in its place where elements offer readings: the white space between them is none. -->
  <xsl:function name="tp:in-place" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/(*[not(tp:drops(.)) and not(tp:is-variant(.))] | text()[normalize-space()])"/>
  </xsl:function>

  <!-- Whether a note leaves its place: it says something, belongs to the running text, is no part of an entry of an
       apparatus nor of the document's own list of notes, says nothing of who speaks and what happens in a record
       of speech, and is no paragraph of its own between others. -->
  <xsl:function name="tp:is-moved" as="xs:boolean" cache="yes">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        not(tp:is-empty($note)) and tp:is-footnote($note) and not($note/parent::app) and not(tp:is-remark($note)) and not(tp:is-inline($note))
        and not(tp:is-division-of-notes($note/ancestor::*[not(self::noteGrp)][1])) and not(tp:stands-between($note))"/>
  </xsl:function>

  <xsl:function name="tp:is-empty" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="empty($note/*) and not(normalize-space($note))"/>
  </xsl:function>

  <!-- Whether a note stands in the line of the source, and so in that of the output. -->
  <xsl:function name="tp:is-inline" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="tokenize($note/@place) = 'inline'"/>
  </xsl:function>

  <xsl:variable name="tp:has-speech" as="xs:boolean" select="exists(//u)"/>

  <xsl:function name="tp:is-remark" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/@type = 'speaker' or $tp:has-speech and exists(($note/../u, $note/ancestor::u))"/>
  </xsl:function>

  <!-- Whether it stands in the midst of a sentence or a paragraph. -->
  <xsl:function name="tp:is-among-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/ancestor::*[self::ab or self::annotationBlock or self::head or self::item
          or self::l or self::line or self::note or self::p or self::s or self::seg or self::u])"/>
  </xsl:function>

  <!-- Whether an entry of an apparatus is not where the words are that it is about, and holds none of them. -->
  <xsl:function name="tp:says-its-place" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        exists($app[@loc or @from or parent::listApp]) or $tp:readings-follow-words and empty($app//lem)"/>
  </xsl:function>

  <xsl:variable name="tp:readings-follow-words" as="xs:boolean" select="exists(//variantEncoding[@method = 'location-referenced'])"/>

  <!-- Whether such an entry is shown in its own place, in a list or a paragraph of them: one among other words, or in
       standOff beside a text, is a part of the apparatus at the end. -->
  <xsl:function name="tp:is-apart" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        if ($app/parent::listApp) then empty($app/ancestor::standOff[1]/../text)
        else tp:says-its-place($app)
             and not(tp:is-among-words($app) and tp:holds-more-than-entries($app/..))"/>
  </xsl:function>

  <!-- Whether words stand beside the entries in what holds them, each of which asks for it. -->
  <xsl:function name="tp:holds-more-than-entries" as="xs:boolean" cache="yes">
    <xsl:param name="parent" as="node()"/>
    <xsl:sequence select="exists($parent/node()[not(self::app)][normalize-space()])"/>
  </xsl:function>

  <!-- Its place in the words of the edition, else the words themselves. -->
  <xsl:function name="tp:place-as-told" as="xs:string?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        ($app[tp:says-its-place(.)]/(@loc, @n)[normalize-space()][1] ! translate(., '_', ' '),
         $app[not(lem)] ! tp:words-between(.) ! (. || ']'))[1]"/>
  </xsl:function>

  <!-- The words from one place to the other of an entry, where both stand in one element. -->
  <xsl:function name="tp:words-between" as="xs:string?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="from" as="element()?" select="$app/@from ! tp:pointed(., root())"/>
    <xsl:variable name="to" as="element()?" select="$app/@to ! tp:pointed(., root())"/>
    <xsl:sequence select="
        $from/tp:abridged(tp:plain(following-sibling::node()[. &lt;&lt; $to]))[.]"/>
  </xsl:function>

  <!-- The element of the text after which the words end that an entry elsewhere is about, or, by @loc alone, with which
       the one line of that number begins. -->
  <xsl:function name="tp:place-of-reading" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="pointer" as="attribute()?" select="($app/@to, $app/@from)[1]"/>
    <xsl:variable name="lines" as="element()*" select="
        $app[empty($pointer)]/@loc ! key('tp:lines', normalize-space(), root())[ancestor::text]"/>
    <xsl:sequence select="
        $app[parent::listApp]/($pointer ! tp:pointed(., root()), $lines[count($lines) = 1])
        [self::anchor or self::c or self::l or self::lb or self::pc or self::seg or self::w][ancestor::text][not(tp:is-left-out(.))]"/>
  </xsl:function>

  <xsl:key name="tp:lines" match="l[@n] | lb[@n]" use="normalize-space(@n)"/>

  <!-- The entries of standOff by the ids, or the numbers, of their places. -->
  <xsl:key name="tp:readings-at" match="standOff//app[@from or @loc or @to]" use="
      ((@to, @from)[1] ! substring-after(., '#'), normalize-space(@loc))[1]"/>

  <!-- The entries of standOff whose words end with an element. -->
  <xsl:function name="tp:readings-at" as="element(app)*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element[$tp:has-readings-beside][@n or @xml:id] ! key('tp:readings-at', (@n, @xml:id), root())
        [not(tp:is-apart(.))][tp:place-of-reading(.) is $element][tp:has-variants(.)]"/>
  </xsl:function>

  <xsl:variable name="tp:has-readings-beside" as="xs:boolean" select="exists(/*/standOff//app)"/>

  <!-- Whether the view leaves a node out, alone or with what it stands in. -->
  <xsl:function name="tp:is-left-out" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        exists($node/ancestor-or-self::*[$tp:droppable(local-name()) or parent::choice][tp:drops(.)])"/>
  </xsl:function>

  <!-- Whether it is part of a transcript of a page. -->
  <xsl:function name="tp:is-on-surface" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/ancestor::*[self::line or self::sourceDoc or self::surface or self::surfaceGrp
                                    or self::zone])"/>
  </xsl:function>

  <!-- Whether it is what an apparatus has beside the shown reading, if one is shown in its place. -->
  <xsl:function name="tp:is-variant" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="app" as="element(app)?" select="
        $element[parent::app or parent::rdgGrp]
                [self::lem or self::note or self::rdg or self::rdgGrp or self::wit or self::witDetail]
        /(.. | ../parent::app)/self::app[not(tp:is-apart(.))]"/>
    <xsl:variable name="shown" as="element()?" select="$app ! tp:shown-reading(.)"/>
    <xsl:sequence select="exists($app) and not($element is $shown) and not($element is $shown/..)"/>
  </xsl:function>

  <!-- The entries of the apparatus: each place in the text that has other readings. -->
  <xsl:function name="tp:readings" as="element(app)*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="tp:texts($document) ! descendant-or-self::app[tp:has-variants(.)]"/>
  </xsl:function>

  <xsl:function name="tp:has-variants" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        exists($app[not(ancestor::teiHeader)]/tp:variants(.)) and not(tp:is-left-out($app))"/>
  </xsl:function>

  <!-- The letters of an entry, as notes have numbers: a to z, then aa. -->
  <xsl:function name="tp:reading-letter" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="format-integer($tp:reading-numbers(generate-id($app)), 'a')"/>
  </xsl:function>

  <!-- The reading that stands in the text: the lemma, else the first. -->
  <xsl:function name="tp:shown-reading" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="($app/(lem | rdgGrp/lem), $app/(rdg | rdgGrp/rdg))[1][not(tp:says-its-place($app))]"/>
  </xsl:function>

  <!-- What an entry holds, but for the shown reading. -->
  <xsl:function name="tp:variants" as="element()*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
        $app/(* | tp:shown-reading(.)/parent::rdgGrp/*)[tp:is-variant(.)]"/>
  </xsl:function>

  <xsl:variable name="tp:reading-numbers" as="map(xs:string, xs:integer)" select="
      map:merge(tp:readings(/) ! map{generate-id(): position()})"/>

</xsl:stylesheet>
