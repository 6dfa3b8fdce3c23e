<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the call in the text, and the list at its end, each linked to the other. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What lets an item of the list stand by its call when asked for, without a script: the item itself comes, so
       that nothing is said twice. A reading system shows notes in its own way. -->
  <xsl:function name="tp:pops-up" as="attribute()?">
    <xsl:if test="not($tp:is-book)">
      <xsl:attribute name="popover" select="'auto'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="tp:button" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="class" as="xs:string?"/>
    <xsl:if test="not($tp:is-book)">
      <button type="button" class="{'note-call', $class, 'generated'}" popovertarget="{$id}" aria-label="{$label}">{$sign}</button>
    </xsl:if>
  </xsl:function>

  <!-- The number of an item for style sheets, where its digits are not those that a list has by itself. -->
  <xsl:function name="tp:marker-attribute" as="attribute()?">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:if test="tp:number($number) ne string($number)">
      <xsl:attribute name="data-number" select="tp:number($number)"/>
    </xsl:if>
  </xsl:function>

  <!-- From a note to its item in the list. -->
  <xsl:mode name="tp:note-body" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From a note to the sign that stands in its place. -->
  <xsl:mode name="tp:note-call" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From a typed note to the word that says its type; other types have none. -->
  <xsl:mode name="tp:note-label" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From the document to the list of its notes. -->
  <xsl:mode name="tp:notes" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="/" mode="tp:notes" as="element()?">
    <xsl:param name="notes" as="element(note)*" select="tp:notes(.)"/>
    <xsl:if test="$notes">
      <section class="notes" role="doc-endnotes" aria-labelledby="{tp:unused('notes', .)}">
        <h2 id="{tp:unused('notes', .)}" class="generated">{tp:label('notes')}</h2>
        <ol>
          <xsl:apply-templates select="$notes" mode="tp:note-body"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note[tp:is-moved(.)]" mode="tp:attributes" as="attribute()*" priority="2">
    <xsl:attribute name="class" select="'tei-note', tokenize(@type) ! ('tei-note-' || tp:class(.))"/>
    <xsl:sequence select="
        tp:language-attributes(tp:language(.), $tp:language-of-text),
        .[$right-to-left][not(@xml:lang)] ! tp:direction-attribute(.)"/>
  </xsl:template>

  <!-- The id is the item's, so that a link shows the whole note. -->
  <xsl:template match="note" mode="tp:note-body" as="element()">
    <li id="{tp:id(.)}" value="{tp:note-number(.)}">
      <xsl:sequence select="tp:marker-attribute(tp:note-number(.))"/>
      <xsl:for-each select="(tp:hand-class(.), 'marks-itself'[tp:says-its-call(current())]) => string-join(' ')">
        <xsl:where-populated>
          <xsl:attribute name="class" select="."/>
        </xsl:where-populated>
      </xsl:for-each>
      <xsl:sequence select="tp:pops-up()[empty(tp:callers(current()))]"/>
      <xsl:apply-templates select="." mode="tp:note-label"/>
      <xsl:for-each select="tp:printed-mark(.)">
        <span class="note-mark generated">{.}<xsl:text> </xsl:text></span>
      </xsl:for-each>
      <xsl:element name="{tp:unless-blocks(., 'span')}">
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <xsl:apply-templates/>
      </xsl:element>
      <xsl:for-each select="$tp:continuations(generate-id())">
        <xsl:text> </xsl:text>
        <xsl:element name="{tp:unless-blocks(., 'span')}">
          <xsl:attribute name="id" select="tp:id(.)"/>
          <xsl:apply-templates select="." mode="tp:attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:for-each>
      <xsl:text>&#xA0;</xsl:text>
      <a class="note-back generated" role="doc-backlink" href="{tp:href-of-call(.)}"
         aria-label="{tp:filled(tp:label('note-back'), 'n', tp:note-sign(.))}">↩</a>
    </li>
  </xsl:template>

  <!-- What nothing else calls can be asked for where it stands. -->
  <xsl:template match="note" mode="tp:note-call" as="element()+">
    <xsl:variable name="before" as="node()?" select="
        preceding-sibling::node()[not(self::text()) or matches(., '\S')][1]"/>
    <xsl:variable name="callers" as="element()*" select="tp:callers(.)"/>
    <xsl:variable name="sign" as="xs:string" select="tp:note-sign(.)"/>
    <xsl:variable name="label" as="xs:string" select="tp:filled(tp:label('note-call'), 'n', $sign)"/>
    <xsl:variable name="hand" as="xs:string?" select="tp:hand-class(.)"/>
    <xsl:if test="$before/self::note[empty((tp:callers(.), tp:begun(.)))]">
      <span class="note-comma generated">, </span>
    </xsl:if>
    <a>
      <xsl:if test="not($callers[1][not(self::anchor)])">
        <xsl:attribute name="id" select="tp:id-of-call(.)"/>
      </xsl:if>
      <xsl:attribute name="class" select="'note-call', $hand, 'generated'"/>
      <xsl:attribute name="role" select="'doc-noteref'"/>
      <xsl:attribute name="href" select="tp:href(.)"/>
      <xsl:attribute name="aria-label" select="$label"/>
      <xsl:text>{$sign}</xsl:text>
    </a>
    <xsl:sequence select="if (empty($callers)) then tp:button(tp:id(.), $sign, $label, $hand) else ()"/>
  </xsl:template>

  <xsl:template mode="tp:note-label" as="element()"
      match="note[@type = ('alternative', 'editorial', 'gloss', 'original', 'source')]">
    <span class="note-label generated">{tp:label('note-' || @type)}<xsl:text> </xsl:text></span>
  </xsl:template>

  <xsl:template match="note" mode="tp:note-label" as="empty-sequence()"/>

  <!-- In its place a note leaves its call; the note itself stands among the notes, and what it goes on in with it. -->
  <xsl:template match="note" as="element()*">
    <xsl:if test="empty((tp:callers(.), tp:begun(.)))">
      <xsl:apply-templates select="." mode="tp:note-call"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note[tp:is-in-line(.)]" priority="2" as="node()+">
    <xsl:variable name="brackets" as="xs:string+" select="tp:brackets(.)"/>
    <xsl:text>{tp:blank-before(.)}</xsl:text>
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="$brackets[1][.]">
        <span class="generated">{.}</span>
      </xsl:for-each>
      <xsl:apply-templates/>
      <xsl:for-each select="$brackets[2][.]">
        <span class="generated">{.}</span>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- One that says nothing is but a place. -->
  <xsl:template match="note[tp:is-empty(.)]" priority="4" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/></span>
  </xsl:template>

  <!-- In a division of notes it stays, under its sign, with a way back to what calls it. Outside the
       text there is no list of notes to go to. -->
  <xsl:template match="note[not(tp:is-moved(.))]" as="element()+">
    <xsl:if test="preceding-sibling::node()[1]/self::note and tp:is-run-in(.) and not(tp:is-block(.))">
      <span class="generated">, </span>
    </xsl:if>
    <xsl:element name="{if (tp:is-run-in(.) and not(tp:is-block(.))) then 'span' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="note[not(tp:is-moved(.))][tp:is-footnote(.)]" priority="1" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'note-in-place'"/>
      </xsl:apply-templates>
      <xsl:for-each select="tp:sign-before(.)">
        <span class="note-mark generated">{.}<xsl:text> </xsl:text></span>
      </xsl:for-each>
      <xsl:apply-templates/>
      <xsl:if test="exists(tp:callers(.))">
        <xsl:text> </xsl:text>
        <a class="note-back generated" role="doc-backlink" href="{tp:href-of-call(.)}"
           aria-label="{tp:filled(tp:label('note-back'), 'n', tp:note-sign(.))}">↩</a>
      </xsl:if>
    </div>
  </xsl:template>

</xsl:stylesheet>
