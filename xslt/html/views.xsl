<?xml version="1.0" encoding="UTF-8"?>
<!-- The views of the page: what of the text can be seen in two ways, and the controls for it, which are there only
     where the document has such things. The style sheet does what they say; no script is needed. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to the controls of its views. -->
  <xsl:mode name="tp:views" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- Whether the output shows both readings, one of them hidden at first. A book shows one. -->
  <xsl:function name="tp:has-both-readings" as="xs:boolean">
    <xsl:sequence select="not($tp:is-book)"/>
  </xsl:function>

  <!-- The two sides of a choice: as it was written, as it is meant. -->
  <xsl:function name="tp:both-sides" as="element()*">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:variable name="written" as="element()?" select="$choice/(abbr | am | orig | sic)[1]"/>
    <xsl:variable name="meant" as="element()?" select="$choice/(corr | ex | expan | reg)[1]"/>
    <xsl:sequence select="
        ($written, $meant)[exists($written) and exists($meant) and tp:has-both-readings() and not(tp:holds-notes($choice))]"/>
  </xsl:function>

  <!-- Which reading alone has an element: 'written' or 'edited'. -->
  <xsl:function name="tp:side" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="sides" as="element()*" select="$element/parent::choice ! tp:both-sides(.)"/>
    <xsl:sequence select="
        if (not(tp:has-both-readings()) or tp:holds-notes($element)) then ()
        else if ($element/parent::choice and local-name($element) = $tp:sides) then
          ('written'[$element is $sides[1]], 'edited'[$element is $sides[2]])
        else if ($element/self::ex) then 'edited'
        else 'written'[tp:is-only-written($element)]"/>
  </xsl:function>

  <!-- Its attributes; the packer, which makes the page of the other reading, knows these classes. -->
  <xsl:function name="tp:side-attributes" as="attribute()+">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="side" as="xs:string" select="tp:side($element)"/>
    <xsl:variable name="kind" as="xs:string" select="
        if ($element[self::abbr or self::am or self::ex or self::expan]) then 'abbreviation' else 'correction'"/>
    <xsl:attribute name="class" select="$side, $kind"/>
    <xsl:if test="($side = 'written') != ($view = 'source')">
      <xsl:attribute name="hidden" select="'hidden'"/>
    </xsl:if>
  </xsl:function>

  <!-- Whose a note is: the editor's where it says so or names who is responsible, else the author's. -->
  <xsl:function name="tp:hand-of-note" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="said" as="xs:string" select="lower-case(string-join(($note/@type, $note/@resp), ' '))"/>
    <xsl:sequence select="
        if (matches($said, '(^|[ #])(author|aut|auctor|original)')) then 'of-author'
        else if ($note/@resp or matches($said, '(^| )(ed|editor|editorial|critical|commentary)( |$)')) then 'of-editor'
        else 'of-author'"/>
  </xsl:function>

  <!-- The class that tells whose a note is, where the document has notes of both. -->
  <xsl:function name="tp:hand-class" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="if ($tp:has-notes-of-both) then tp:hand-of-note($note) else ()"/>
  </xsl:function>

  <xsl:variable name="tp:has-notes-of-both" as="xs:boolean" select="
      count(distinct-values(tp:notes(/) ! tp:hand-of-note(.))) gt 1"/>

  <xsl:template match="/" mode="tp:views" as="element()?">
    <xsl:variable name="texts" as="element()*" select="tp:texts(.)"/>
    <xsl:variable name="two-sided" as="element()*" select="
        $texts//choice ! tp:both-sides(.)[1], $texts//(am | del | ex | surplus)[tp:side(.)]"/>
    <xsl:variable name="kinds" as="xs:string*" select="
        distinct-values($two-sided ! tokenize(tp:side-attributes(.)[name() = 'class'])[2])"/>
    <xsl:variable name="first" as="xs:integer" select="if ($view = 'source') then 2 else 1"/>
    <xsl:variable name="has-pages" as="xs:boolean" select="exists($texts//pb[normalize-space(@n)])"/>
    <xsl:variable name="has-lines" as="xs:boolean" select="exists($texts//p//lb)"/>
    <xsl:variable name="controls" as="element()*">
      <xsl:if test="$kinds = 'correction'">
        <xsl:sequence select="tp:control('corrections', ('edited', 'written'), $first)"/>
      </xsl:if>
      <xsl:if test="$kinds = 'abbreviation'">
        <xsl:sequence select="tp:control('abbreviations', ('expanded', 'abbreviated'), $first)"/>
      </xsl:if>
      <xsl:if test="$has-pages or $has-lines">
        <xsl:sequence select="
            tp:control('breaks', ('pages'[$has-pages], 'lines'[$has-lines], 'none'), if ($has-pages) then 1 else 2)"/>
      </xsl:if>
      <xsl:if test="$tp:has-notes-of-both">
        <xsl:sequence select="tp:control('notes', ('all', 'of-editor', 'of-author'), 1)"/>
      </xsl:if>
      <xsl:if test="exists(tp:readings(.))">
        <xsl:sequence select="tp:control('apparatus', ('shown', 'hidden'), 1)"/>
      </xsl:if>
      <xsl:if test="exists($kinds) and $view != 'source'">
        <p class="addresses">
          <xsl:text>{tp:label('views-addresses')} </xsl:text>
          <a class="address" href="{encode-for-uri($identifier)}.html">{tp:label('views-as-edited')}</a>
          <xsl:text> · </xsl:text>
          <a class="address" href="as-written.html">{tp:label('views-as-written')}</a>
        </p>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="exists($controls)">
      <form class="views generated" aria-label="{tp:label('views')}">
        <xsl:sequence select="$controls"/>
      </form>
    </xsl:if>
  </xsl:template>

  <!-- A choice between ways to see one thing. -->
  <xsl:function name="tp:control" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string+"/>
    <xsl:param name="checked" as="xs:integer"/>
    <fieldset>
      <legend>{tp:label('views-' || $name)}</legend>
      <xsl:for-each select="$values">
        <label>
          <input type="radio" name="{$name}" value="{.}">
            <xsl:if test="position() = $checked">
              <xsl:attribute name="checked" select="'checked'"/>
            </xsl:if>
          </input>
          <xsl:text> {tp:label('views-' || $name || '-' || .)}</xsl:text>
        </label>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </fieldset>
  </xsl:function>

</xsl:stylesheet>
