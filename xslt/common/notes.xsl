<?xml version="1.0" encoding="UTF-8"?>
<!-- Which notes are moved to the end, which stay where they are, and what calls them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The pointers of the text, by the ids that they point to. -->
  <xsl:key name="tp:pointers" match="text//ptr[@target] | text//ref[@target]"
      use="tokenize(@target)[starts-with(., '#')] ! substring(., 2)"/>

  <!-- Notes by the anchor that they belong to: the end of a passage, else its beginning. -->
  <xsl:key name="tp:notes-of-anchor" match="note[@target]"
      use="tokenize((@targetEnd, @target)[1])[starts-with(., '#')] ! substring(., 2)"/>

  <!-- Notes by what they say goes on in another. -->
  <xsl:key name="tp:going-on" match="note[@next]" use="tokenize(@next)[starts-with(., '#')] ! substring(., 2)"/>

  <!-- For each note that goes on in others: these, in their order (TEI Guidelines 17.7). -->
  <xsl:variable name="tp:continuations" as="map(xs:string, element(note)*)" select="
      map:merge(//note[tp:begun(.)][not(tp:is-left-out(.))] ! map{generate-id(tp:begun(.)): .},
                map{'duplicates': 'combine'})"/>

  <!-- A division of notes holds nothing but notes, with headings and marks of the page. Its notes are
       the document's own list of them, and stay there. -->
  <xsl:function name="tp:is-division-of-notes" as="xs:boolean" cache="yes">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        ($element/self::back or tp:is-division($element) or tp:is-paragraph-of-notes($element)) and
        empty($element/*[not(self::anchor or self::cb or self::fw or self::gb or self::head or self::lb
                             or self::milestone or self::note or self::noteGrp or self::pb)])"/>
  </xsl:function>

  <!-- The anchors of the text that a note points to. -->
  <xsl:function name="tp:anchors" as="element(anchor)*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        tokenize(($note/@targetEnd, $note/@target)[normalize-space()][1])
        ! key('tp:xml-id', substring-after(., '#'), root($note))/self::anchor[ancestor::text]"/>
  </xsl:function>

  <!-- Whether a note stands between paragraphs or divisions, and nothing in the text calls it. -->
  <xsl:function name="tp:stands-between" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        exists($note/ancestor::*[not(self::noteGrp)][1][tp:is-division(.) or self::back or self::body or self::epilogue or self::figure
               or self::floatingText or self::front or self::group or self::prologue or self::text])
        and empty($note/(preceding-sibling::node()[1] | following-sibling::node()[1])/self::text()[normalize-space()])
        and empty(($note/(@next, @prev), tp:anchors($note),
                   $note/@xml:id ! (key('tp:pointers', ., root($note)), key('tp:going-on', ., root($note)))))"/>
  </xsl:function>

  <!-- The note with which the one begins that a note continues, by @prev, else by @next of that; nothing for
       one that is none's continuation. -->
  <xsl:function name="tp:begun" as="element(note)?" cache="yes">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="before" as="element()*" select="
        tokenize($note/@prev)[starts-with(., '#')] ! key('tp:xml-id', substring(., 2), root($note)),
        $note/@xml:id ! key('tp:going-on', ., root($note))"/>
    <xsl:variable name="last" as="element(note)?" select="
        $before[self::note[tp:is-moved(.)][not(tp:is-left-out(.))]][. &lt;&lt; $note][tp:is-moved($note)][1]"/>
    <xsl:sequence select="
        $last ! (tp:begun(.), .)[1][not(some $around in $note/ancestor::note satisfies (tp:begun($around), $around)[1] is .)]"/>
  </xsl:function>

  <!-- Whether a note is set in its line, in brackets: it stands in that of the source, or, in a record, amid the words of
       what it is about. -->
  <xsl:function name="tp:is-in-line" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        if (tp:is-footnote($note)) then tp:is-inline($note) else tp:is-among-its-words($note)"/>
  </xsl:function>

  <xsl:function name="tp:is-among-its-words" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        exists($note[.. ! tp:holds-words(.)][not(ancestor::biblStruct or ancestor::entry or ancestor::entryFree)])
        and not(tp:has-blocks($note))"/>
  </xsl:function>

  <!-- Whether a note is a part of a reference or of an entry of a dictionary, or stands amid words: in their line. -->
  <xsl:function name="tp:is-run-in" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="not(tp:is-footnote($note))
        and (exists($note/ancestor::*[self::biblStruct or self::entry or self::entryFree]) or tp:is-among-its-words($note))"/>
  </xsl:function>

  <!-- A paragraph of notes holds no words beside them, and none of them goes on elsewhere. -->
  <xsl:function name="tp:is-paragraph-of-notes" as="xs:boolean" cache="yes">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        exists($element[self::ab or self::p][note or noteGrp][not(.//note/(@next, @prev))][not(text()[normalize-space()])])"/>
  </xsl:function>

  <!-- What calls a note that stands between paragraphs or in a division of notes: the pointers to it,
       and the anchor that it points to. A note inside a paragraph is called where it stands. -->
  <xsl:function name="tp:callers" as="element()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        if ((tp:kind($note/ancestor::*[not(self::noteGrp)][1]) = ('block', 'division') or tp:is-paragraph-of-notes($note/..)) and empty(tp:begun($note))) then tp:callers-from-afar($note) else ()"/>
  </xsl:function>

  <xsl:function name="tp:callers-from-afar" as="element()*" cache="yes">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="callers" as="element()*" select="
        $note/@xml:id[key('tp:xml-id', ., root())[1] is $note] ! key('tp:pointers', ., root($note)),
        tokenize(($note/@targetEnd, $note/@target)[1]) ! tp:pointed(., root($note))/self::anchor[ancestor::text]"/>
    <xsl:sequence select="$callers[not(ancestor::note) and not(tp:is-left-out(.))]"/>
  </xsl:function>

  <!-- The note that a pointer calls. -->
  <xsl:function name="tp:called-note" as="element(note)?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="note" as="element(note)?" select="
        tokenize($pointer/@target)[1] ! tp:pointed(., root($pointer))/self::note"/>
    <xsl:sequence select="$note[some $caller in tp:callers(.) satisfies $caller is $pointer]"/>
  </xsl:function>

  <!-- The notes that an anchor calls. -->
  <xsl:function name="tp:notes-of-anchor" as="element(note)*">
    <xsl:param name="anchor" as="element(anchor)"/>
    <xsl:sequence select="
        $anchor/@xml:id ! key('tp:notes-of-anchor', ., root($anchor))[tp:is-footnote(.)]
          [some $caller in tp:callers(.) satisfies $caller is $anchor]"/>
  </xsl:function>

  <!-- The sign by which a note is called: its number among the notes at the end; in a division of notes
       its printed mark, else its number there. -->
  <xsl:function name="tp:note-sign" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        if (tp:is-moved($note)) then tp:number(tp:note-number($note))
        else (normalize-space($note/@n)[.], string(count($note/preceding-sibling::note) + 1))[1]"/>
  </xsl:function>

  <!-- Whether a note at the end begins with what calls it in the text, as “[1]” or “*”: no number goes before it. -->
  <xsl:function name="tp:says-its-call" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        some $call in tp:callers($note) ! normalize-space()[.]
        satisfies starts-with(normalize-space($note), $call)
          and not(matches(substring(normalize-space($note), string-length($call) + 1, 1), '[\p{L}\p{Nd}]'))"/>
  </xsl:function>

  <!-- The sign that a note in its place stands under: none that its words begin with, and none that nobody gave it. -->
  <xsl:function name="tp:sign-before" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        tp:note-sign($note)[not(tp:begins-with-number($note, .))]
          [$note/@n or exists(tp:callers($note)) 
           or $note/ancestor::*[not(self::noteGrp)][1][not(self::ab or self::p)] ! tp:is-division-of-notes(.)]"/>
  </xsl:function>

  <!-- The mark that the source prints before a note, where it is no number, such as an asterisk: the note's
       own number is at hand. -->
  <xsl:function name="tp:printed-mark" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        normalize-space($note/@n)[.][not(matches(., '^\d+$'))][not(tp:begins-with-number($note, .))]"/>
  </xsl:function>

</xsl:stylesheet>
