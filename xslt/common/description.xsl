<?xml version="1.0" encoding="UTF-8"?>
<!-- What an output says where the source has no words to show: gaps, spaces, hands, glyphs, speakers. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="tp:glyphs" match="char | glyph" use="@xml:id"/>

  <!-- Spaces as wide as they are said to be, up to a limit. -->
  <xsl:function name="tp:blanks" as="xs:string">
    <xsl:param name="space" as="element(space)"/>
    <xsl:variable name="stated" as="xs:string" select="string(($space/@quantity, $space/@extent)[1])"/>
    <xsl:variable name="width" as="xs:integer" select="
        if (matches($stated, '^\d{1,3}$') and not($space/@unit = ('cm', 'in', 'line', 'lines', 'mm', 'page', 'pages')))
        then max((1, min((20, xs:integer($stated))))) else 3"/>
    <xsl:sequence select="string-join((1 to $width) ! '&#xA0;')"/>
  </xsl:function>

  <xsl:key name="tp:spans-to" match="(addSpan | damageSpan | delSpan)[@spanTo]" use="substring-after(@spanTo, '#')"/>

  <!-- The changes that end at an anchor, by the names of the elements where they begin. -->
  <xsl:function name="tp:ends" as="xs:string*">
    <xsl:param name="anchor" as="element()"/>
    <xsl:sequence select="$anchor/@xml:id ! key('tp:spans-to', ., root($anchor)) ! local-name()"/>
  </xsl:function>

  <!-- What a gap or a space is, how long it is and why. -->
  <xsl:function name="tp:extent" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="length" as="xs:string" select="
        normalize-space(string-join((($element/@quantity, $element/@extent)[1], $element/@unit), ' '))"/>
    <xsl:sequence select="
        string-join((tp:label(if ($element/self::unclear) then 'gap' else local-name($element)), string-join(($length, string($element/@reason))[.], ', ')[.]), ': ')"/>
  </xsl:function>

  <!-- The words of music in another vocabulary: titles, lyrics, directions; a syllable inside a word is joined to the next. -->
  <xsl:function name="tp:sung" as="xs:string">
    <xsl:param name="music" as="element()"/>
    <xsl:sequence select="
        string-join($music//text()[normalize-space()]
                    ! ((if (preceding::text()[normalize-space()][1]/../@con = 'd') then '' else ' ') || normalize-space()))"/>
  </xsl:function>

  <!-- What stands for a g without characters: the standard mapping of its glyph, else another, else
       its name. A hyphen that only ends a line of the source is soft. -->
  <xsl:function name="tp:glyph" as="xs:string">
    <xsl:param name="g" as="element(g)"/>
    <xsl:variable name="name" as="xs:string" select="replace(normalize-space(($g/@ref, $g/@type, $g/@n)[1]), '^.*[#:/](.)', '$1')"/>
    <xsl:variable name="glyph" as="element()?" select="key('tp:glyphs', $name, root($g))[1]"/>
    <xsl:sequence select="
        (($glyph/mapping[@type = 'standard'], $glyph/mapping[lower-case(@type) = 'unicode'], $glyph/mapping)
           ! tp:mapped(.)[.],
         '&#xAD;'[matches($name, '^EOL(un)?hyphen$')],
         ($glyph/(charName | glyphName | localProp/@value | unicodeProp[@name = 'Name']/@value)
            ! normalize-space(), $name)[.][1] ! ('[' || . || ']'),
         '□')[1]"/>
  </xsl:function>

  <!-- The characters of a mapping; one that is written as "U+3439" is that character. -->
  <xsl:function name="tp:mapped" as="xs:string">
    <xsl:param name="mapping" as="element(mapping)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($mapping)"/>
    <xsl:variable name="points" as="xs:integer*" select="
        tokenize($words)[matches(., '^U\+[0-9A-Fa-f]{4,5}$')] ! fold-left(
          string-to-codepoints(upper-case(substring(., 3))), 0,
          function($sum, $digit) {16 * $sum + $digit - (if ($digit gt 64) then 55 else 48)})
        [. ge 32 and not(. = (55296 to 57343, 65534, 65535))]"/>
    <xsl:sequence select="
        if (exists($points) and count($points) = count(tokenize($words))) then codepoints-to-string($points) else $words"/>
  </xsl:function>

  <!-- The hand that begins to write: what the header says of it in a few words, else its name. -->
  <xsl:function name="tp:hand" as="xs:string?">
    <xsl:param name="shift" as="element(handShift)"/>
    <xsl:variable name="name" as="xs:string" select="replace(normalize-space($shift/@new), '^.*[#:](.)', '$1')"/>
    <xsl:variable name="note" as="element()?" select="
        key('tp:xml-id', $name, root($shift))[self::handNote or self::handDesc][1]"/>
    <xsl:variable name="what" as="xs:string?" select="
        ($note/(@n, @scribe, tp:abridged(tp:plain(.)), @medium)[normalize-space()] ! string(),
         $name[.], $shift/(@medium, @scribe)[normalize-space()] ! string())[1]"/>
    <xsl:sequence select="$what ! tp:label('hand', map{'n': .})"/>
  </xsl:function>

  <!-- Whether it says how a speech is spoken: it follows the speaker, and stands in the same line. -->
  <xsl:function name="tp:is-delivery" as="xs:boolean">
    <xsl:param name="node" as="element()?"/>
    <xsl:sequence select="
        exists($node/self::stage[parent::sp][not(tp:has-blocks(.))]/preceding-sibling::*[1][self::speaker])"/>
  </xsl:function>

  <!-- The part of a cast item that follows a part without words between them. -->
  <xsl:function name="tp:next-part" as="element()?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        $part/following-sibling::node()[not(self::text()[not(normalize-space())])][1]
        [self::actor or self::role or self::roleDesc]"/>
  </xsl:function>

  <!-- Whether the words of a part end, and the next part begins, without a sign. -->
  <xsl:function name="tp:lacks-comma" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists(tp:next-part($part)) and not(matches($part, '\p{P}\s*$'))"/>
  </xsl:function>

  <!-- The names of those to whom pointers lead, as far as the document or its registers have them, else the signs for
       them: who speaks cannot be told otherwise. -->
  <xsl:function name="tp:speakers" as="xs:string*">
    <xsl:param name="who" as="attribute()"/>
    <xsl:variable name="documents" as="document-node()*" select="root($who)[. instance of document-node()], $registers"/>
    <xsl:for-each select="tokenize($who) ! replace(., '^.*[#:](.)', '$1')">
      <xsl:variable name="name" as="xs:string" select="."/>
      <xsl:variable name="entry" as="element()?" select="
          ($documents ! key('tp:entries', $name, .), $documents ! key('tp:xml-id', $name, .)[self::personGrp])[1]"/>
      <xsl:sequence select="
          ($entry ! tp:entry-name(.)[. ne $entry/@xml:id], $entry/@n[normalize-space()]/string(), $name[not(contains(., '/'))])[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether a note says who speaks: in an utterance, or among those right before it. -->
  <xsl:function name="tp:names-speaker" as="xs:boolean">
    <xsl:param name="utterance" as="element(u)"/>
    <xsl:sequence select="
        $utterance/note/@type = 'speaker'
        or $utterance/preceding-sibling::note[@type = 'speaker'][1]/following-sibling::*[not(self::note)][1] is $utterance"/>
  </xsl:function>

  <!-- The sign of a pause: that of the transcription, else how many seconds it takes. -->
  <xsl:function name="tp:pause" as="xs:string">
    <xsl:param name="pause" as="element(pause)"/>
    <xsl:sequence select="
        ($pause/@rend[matches(., '^\(.+\)$')]/string(), $pause/@dur[matches(., '^PT[0-9.]+S$')] ! ('(' || translate(., 'PTS', '') || ')'), '(…)')[1]"/>
  </xsl:function>

  <!-- Who wrote a post, and when. -->
  <xsl:function name="tp:posted" as="xs:string?">
    <xsl:param name="post" as="element(post)"/>
    <xsl:sequence select="
        string-join(($post/@who ! tp:speakers(.), $post/(@when, @when-iso)[1] ! translate(., 'T', ' ')), ', ')[.]"/>
  </xsl:function>

  <!-- The first and the last words of many. -->
  <xsl:function name="tp:abridged" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="all" as="xs:string*" select="tokenize($words)"/>
    <xsl:sequence select="
        if (count($all) le 6) then $words
        else string-join(($all[position() le 3], '…', $all[last()]), ' ')"/>
  </xsl:function>

</xsl:stylesheet>
