<?xml version="1.0" encoding="UTF-8"?>
<!-- Where an output that is too long for one file is cut: at its divisions, and where these are too long at
     what stands in them. Whoever cuts has the whole output as a tree, and links by "#" and a name alone:
     the packer gives each link its file. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:html="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <!-- From the first element that stands in a file to what of the element around it is said there once more:
       its number, the heading of a table, the label of a record. -->
  <xsl:mode name="tp:again" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From an element to what of it stands from one element up to another. -->
  <xsl:mode name="tp:between" on-no-match="fail" on-multiple-match="fail"/>

  <!-- How long a document may be that has one file, how long a file of several is made, and how short
       divisions are that share one, in bytes with their markup. -->
  <xsl:variable name="tp:one-page" as="xs:integer" select="180000"/>
  <xsl:variable name="tp:longest" as="xs:integer" select="130000"/>
  <xsl:variable name="tp:shortest" as="xs:integer" select="8000"/>

  <xsl:key name="tp:made-id" match="*" use="@id"/>

  <!-- About how many bytes a part of an output takes: its characters, the marks of its elements, and the notes
       that it calls, which go where it goes. What is always gone into is as heavy as what it holds: that is weighed
       once. -->
  <xsl:function name="tp:weight" as="xs:integer" cache="yes">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (tp:is-frame($element)) then sum($element/* ! tp:weight(.))
        else xs:integer(tp:length($element) * tp:bytes(root($element)) + 55 * count($element/descendant-or-self::*)
                        + tp:bytes-of-note(root($element)) * count($element/descendant::a[@role = 'doc-noteref']))"/>
  </xsl:function>

  <!-- About how many bytes a note takes, with its call. -->
  <xsl:function name="tp:bytes-of-note" as="xs:double" cache="yes">
    <xsl:param name="whole" as="node()"/>
    <xsl:variable name="notes" as="element(li)*" select="
        $whole/descendant::section[contains-token(@class, 'notes')]/ol/li"/>
    <xsl:sequence select="
        400 + (avg($notes ! (tp:length(.) * tp:bytes($whole) + 55 * count(descendant::*))), 0)[1]"/>
  </xsl:function>

  <!-- How many characters a node has; for an engine it is far quicker to add them up than to put them together. -->
  <xsl:function name="tp:length" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="xs:integer(sum($node/descendant-or-self::text() ! string-length()))"/>
  </xsl:function>

  <!-- How many bytes a character of the output takes, by some of them. -->
  <xsl:function name="tp:bytes" as="xs:double" cache="yes">
    <xsl:param name="whole" as="node()"/>
    <xsl:variable name="sample" as="xs:integer*" select="
        subsequence($whole/descendant::text()[position() mod 41 = 0], 1, 40) ! string-to-codepoints(substring(., 1, 40))"/>
    <xsl:sequence select="
        (avg($sample ! (if (. lt 128) then 1 else if (. lt 2048) then 2 else 3)), 1)[1]"/>
  </xsl:function>

  <!-- Whether an element is a part of the text that a file may begin with: a division, a text among
       others, a body after what is before it, an index, the account of the edition. -->
  <xsl:function name="tp:is-chapter-made" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element[@class][matches(@class, '(^| )(tei-div[1-7]?|index|colophon)( |$)')
                                or @id and matches(@class, '^tei-text( |$)')
                                or matches(@class, '^tei-(back|body|text)( |$)')
                                   and preceding-sibling::*[matches(@class, '^tei-(body|front|text)( |$)')]])"/>
  </xsl:function>

  <!-- The parts of an output that no cut goes through, in their order: what the text is made of, and of that
       what stands in what is too long. -->
  <xsl:function name="tp:units" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/* and (tp:is-frame($element) or tp:is-sequence($element) and tp:weight($element) gt $tp:longest))
        then $element/*[not(tp:is-page-mark(.))] ! tp:units(.)
        else $element"/>
  </xsl:function>

  <!-- Whether an element is the text or a part of it that is always gone into, which a text of a group is not. -->
  <xsl:function name="tp:is-frame" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        matches($element/@class, '^(text|tei-(front|body|back|group))( |$)')
        or matches($element/@class, '^tei-text( |$)') and empty($element/ancestor::*[matches(@class, '^tei-group( |$)')])"/>
  </xsl:function>

  <!-- Whether what stands in an element may stand in two files: it has no words of its own, and no cell of
       a table reaches into the next row. -->
  <xsl:function name="tp:is-sequence" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/self::html:*) and empty($element/text()[normalize-space()]) and empty($element/tr/*/@rowspan)"/>
  </xsl:function>

  <!-- The elements with which the files after the first begin. A part of the text begins one, unless it is
       short and so is what stands before it, or that is but the heading of what it stands in. -->
  <xsl:function name="tp:starts" as="element()*">
    <xsl:param name="units" as="element()*"/>
    <xsl:param name="shortest" as="xs:integer"/>
    <xsl:iterate select="$units">
      <xsl:param name="size" as="xs:integer" select="0"/>
      <xsl:param name="last" as="element()?" select="()"/>
      <xsl:variable name="weight" as="xs:integer" select="tp:weight(.)"/>
      <xsl:variable name="chapter" as="element()?" select="tp:chapter-begun(.)"/>
      <xsl:variable name="begins" as="xs:boolean" select="
          if ($chapter) then empty($last) or exists($chapter[contains-token(@class, 'generated')])
                             or $size gt min((1500, $shortest)) and $size + $weight ge $shortest
          else $size + $weight gt $tp:longest"/>
      <xsl:variable name="start" as="element()?" select="tp:with-before(($chapter, .)[1])[$begins][empty($last) or . >> $last]"/>
      <xsl:sequence select="$start"/>
      <xsl:next-iteration>
        <xsl:with-param name="size" select="(if ($start) then 0 else $size) + $weight"/>
        <xsl:with-param name="last" select="($start, $last)[1]"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The chapter that begins with an element: itself, or the outermost in which it is the first. -->
  <xsl:function name="tp:chapter-begun" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="is-first" as="xs:boolean" select="
        empty($element/preceding-sibling::*[not(tp:is-page-mark(.))])"/>
    <xsl:sequence select="
        ($element/..[$is-first][self::*] ! tp:chapter-begun(.), $element[tp:is-chapter-made(.)])[1]"/>
  </xsl:function>

  <!-- An element, with what stands right before it and not without it: the mark of the source's page that
       begins there, the heading, the term that is explained, what it is the first of. -->
  <xsl:function name="tp:with-before" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="node()?" select="
        $element/preceding-sibling::node()[self::* or normalize-space()][1]"/>
    <xsl:variable name="around" as="element()?" select="$element[empty($before)]/..[self::*][not(tp:is-frame(.))]"/>
    <xsl:sequence select="
        if ($before/self::*[tp:is-page-mark(.) or tp:leads(.)]) then tp:with-before($before)
        else if ($around) then tp:with-before($around)
        else $element"/>
  </xsl:function>

  <!-- Whether an element heads what follows it. -->
  <xsl:function name="tp:leads" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element[self::caption or self::dt or self::summary or tp:is-heading(.) or tp:is-heading-row(.)
                        or matches(@class, '(^| )(tei-(head|speaker)|entry-head)( |$)')])"/>
  </xsl:function>

  <xsl:function name="tp:is-heading" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or @role = 'heading'])"/>
  </xsl:function>

  <xsl:function name="tp:is-heading-row" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::tr[th/@scope = 'col'][not(td/node())])"/>
  </xsl:function>

  <xsl:function name="tp:is-page-mark" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="starts-with($element/@class, 'tei-pb') and tokenize($element/@class)[1] = 'tei-pb'"/>
  </xsl:function>

  <!-- What of an element stands from one element up to another, in what these stand in. A name stands where
       the element begins, once, as does what a division is to a reading system; that of the text stands in
       each file. -->
  <xsl:template match="*" mode="tp:between" as="element()">
    <xsl:param name="from" as="element()?" tunnel="yes"/>
    <xsl:param name="to" as="element()?" tunnel="yes"/>
    <xsl:variable name="around" as="element()*" select="($from, $to)/ancestor::*"/>
    <xsl:variable name="first" as="element()?" select="$from/ancestor-or-self::*[.. is current()]"/>
    <xsl:copy>
      <xsl:sequence select="
          if (@class = 'text' or empty($first)) then @*
          else @*[not(local-name() = ('id', 'aria-labelledby', ('role', 'type')[tp:is-chapter-made(current())]))]"/>
      <xsl:apply-templates select="$first" mode="tp:again"/>
      <xsl:iterate select="if ($first) then ($first, $first/following-sibling::node()) else node()">
        <xsl:choose>
          <xsl:when test=". is $to or . >> $to">
            <xsl:break/>
          </xsl:when>
          <xsl:when test="exists(. intersect $around)">
            <xsl:apply-templates select="." mode="tp:between"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="."/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="tp:again" as="empty-sequence()"/>

  <xsl:template match="ol/li" mode="tp:again" as="attribute(start)">
    <xsl:attribute name="start" select="count(preceding-sibling::li) + xs:integer((../@start, 1)[1])"/>
  </xsl:template>

  <xsl:template match="tr" mode="tp:again" as="element(tr)*">
    <xsl:for-each select="preceding-sibling::tr[tp:is-heading-row(.)][empty(preceding-sibling::tr[not(tp:is-heading-row(.))])]">
      <tr class="generated">
        <xsl:sequence select="node()"/>
      </tr>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="dl/div/dd" mode="tp:again" as="element(dt)*">
    <xsl:for-each select="preceding-sibling::dt">
      <dt class="generated">
        <xsl:sequence select="node()"/>
      </dt>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="details/*" mode="tp:again" as="element(summary)*">
    <xsl:sequence select="preceding-sibling::summary"/>
  </xsl:template>

</xsl:stylesheet>
