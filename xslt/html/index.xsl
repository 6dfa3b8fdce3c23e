<?xml version="1.0" encoding="UTF-8"?>
<!-- Indexes: the persons, places, organisations, works and objects that the text mentions, each with what the
     register knows of it and with links to the paragraphs that mention it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a register entry to its item in the index. -->
  <xsl:mode name="tp:entry" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From the document to its indexes. -->
  <xsl:mode name="tp:index" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From a mention to its link. -->
  <xsl:mode name="tp:mention" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From what holds a mention to a link to it: "¶ 3", "note 5". -->
  <xsl:mode name="tp:reference" on-no-match="fail" on-multiple-match="fail"/>

  <!-- The id of an entry's item: 'person-trotsky'. -->
  <xsl:function name="tp:entry-part" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="local-name($entry) || '-' || $entry/@xml:id"/>
  </xsl:function>

  <!-- What tells an entry from all others: the register's address and its xml:id. -->
  <xsl:function name="tp:entry-key" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="base-uri(root($entry)) || '#' || $entry/@xml:id"/>
  </xsl:function>

  <!-- The mentions of each entry, in document order. -->
  <xsl:function name="tp:mentions-by-entry" as="map(xs:string, element()*)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
        map:merge(for $mention in tp:mentions($document), $entry in tp:entries($mention)
                  return map{tp:entry-key($entry): $mention},
                  map{'duplicates': 'combine'})"/>
  </xsl:function>

  <!-- What the entries of each index are. -->
  <xsl:variable name="tp:index-entries" as="map(xs:string, xs:string)" select="
      map{'persons': 'person', 'places': 'place', 'organisations': 'org', 'works': 'bibl',
          'objects': 'object'}"/>

  <!-- The indexes that the document has, in the order of the page. -->
  <xsl:function name="tp:indexes" as="xs:string*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="kinds" as="xs:string*" select="
        distinct-values(tp:mentions($document)[$tp:has-entries] ! tp:entries(.) ! local-name())"/>
    <xsl:sequence select="
        ('persons', 'places', 'organisations', 'works', 'objects')[$tp:index-entries(.) = $kinds]"/>
  </xsl:function>

  <xsl:template match="/" mode="tp:index" as="element()*">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="mentions" as="map(xs:string, element()*)" select="tp:mentions-by-entry(.)"/>
    <xsl:variable name="entries" as="element()*" select="tp:mentions(.) ! tp:entries(.)"/>
    <xsl:for-each select="tp:indexes(.)">
      <xsl:variable name="kind" as="xs:string" select="$tp:index-entries(.)"/>
      <section class="index index-{.} generated" role="doc-index" aria-labelledby="{tp:unused(., $document)}">
        <h2 id="{tp:unused(., $document)}">{tp:label(.)}</h2>
        <xsl:apply-templates select="$document" mode="tp:chart">
          <xsl:with-param name="mentions" select="tp:mentions($document)[tp:entries(.)/local-name() = $kind]"/>
        </xsl:apply-templates>
        <ul>
          <xsl:apply-templates select="($entries | ())[local-name() = $kind]" mode="tp:entry">
            <xsl:sort select="tp:entry-sort(.)" collation="http://www.w3.org/2013/collation/UCA"/>
            <xsl:sort select="string(@xml:id)"/>
            <xsl:with-param name="mentions" select="$mentions" tunnel="yes"/>
          </xsl:apply-templates>
        </ul>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="tp:entry-sort" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
        ($entry/*/@sortKey/string(), $entry/persName/surname ! normalize-space(), tp:entry-name($entry))[1]"/>
  </xsl:function>

  <xsl:template match="bibl | object | org | person | place" mode="tp:entry" as="element()">
    <xsl:param name="mentions" as="map(xs:string, element()*)" tunnel="yes"/>
    <xsl:variable name="mentions-of-it" as="element()+" select="$mentions(tp:entry-key(.))"/>
    <li id="{tp:unused(tp:entry-part(.), root($mentions-of-it[1]))}">
      <p class="entry-head">
        <b>{tp:entry-name(.)}</b>
        <xsl:apply-templates select="." mode="tp:entry-dates"/>
      </p>
      <xsl:for-each select="note">
        <p class="entry-note">
          <xsl:sequence select="tp:language-attributes(tp:language(.), tp:language($mentions-of-it[1]))"/>
          <xsl:text>{tp:plain(node())}</xsl:text>
        </p>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="tp:entry-links"/>
      <p class="entry-mentions">
        <span class="label">{tp:label('mentions')}</span>
        <xsl:for-each-group select="$mentions-of-it ! tp:anchor(.)"
            group-adjacent="tp:division-title(.)">
          <xsl:text>{if (position() = 1) then ' ' else '; '}{current-grouping-key()} </xsl:text>
          <xsl:for-each select="current-group() | ()">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:apply-templates select="." mode="tp:reference"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </p>
    </li>
  </xsl:template>

  <!-- The title of the division that holds a node, for the list of mentions. -->
  <xsl:function name="tp:division-title" as="xs:string" cache="yes">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="head" as="element(head)?" select="$node/ancestor-or-self::*[head][tp:is-division(.)][1]/head[1]"/>
    <xsl:sequence select="if ($head) then tp:plain($head) else tp:label('opening')"/>
  </xsl:function>

  <!-- The years of a life, or of a foundation. -->
  <xsl:mode name="tp:entry-dates" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="bibl | object | org | person | place" mode="tp:entry-dates" as="element()?">
    <xsl:variable name="birth" as="xs:string?" select="tp:year(birth[1])"/>
    <xsl:variable name="death" as="xs:string?" select="tp:year(death[1])"/>
    <xsl:if test="exists(($birth, $death))">
      <span class="entry-dates">
        <xsl:text> </xsl:text>
        <xsl:value-of select="
            if (empty($death)) then tp:label('born', map{'year': $birth})
            else if (empty($birth)) then tp:label('died', map{'year': $death})
            else $birth || '–' || $death"/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- The entry in the files of libraries and elsewhere. -->
  <xsl:mode name="tp:entry-links" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="bibl | object | org | person | place" mode="tp:entry-links" as="element()?">
    <xsl:variable name="numbers" as="element(idno)*" select="(., objectIdentifier)/idno"/>
    <xsl:if test="$numbers">
      <p class="entry-links">
        <xsl:for-each select="$numbers">
          <xsl:if test="position() gt 1"> · </xsl:if>
          <xsl:apply-templates select="." mode="tp:entry-links"/>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="idno" mode="tp:entry-links" as="element()">
    <span class="tei-idno">{string-join((@type, normalize-space()), ' ')}</span>
  </xsl:template>

  <xsl:template match="idno[matches(., '^\s*https?://')]" mode="tp:entry-links" as="element()">
    <a href="{normalize-space()}">{(@type, replace(normalize-space(), '^https?://', ''))[1]}</a>
  </xsl:template>

  <!-- Where a mention leads: to the entry in the index, else to the address that it names. -->
  <xsl:function name="tp:address-of-mention" as="xs:string?">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="entry" as="element()?" select="if ($tp:has-entries) then tp:entries($mention)[1] else ()"/>
    <xsl:sequence select="
        if ($entry) then tp:href-of-part(tp:entry-part($entry), $mention)
        else if (contains($mention/@ref, 'http')) then
          tokenize($mention/@ref)[starts-with(., 'https://') or starts-with(., 'http://')][1]
        else ()"/>
  </xsl:function>

  <!-- Each reference that no register holds and that points to nothing in the document, once; of many to one register,
       the first and their number. -->
  <xsl:template match="/" mode="tp:findings" as="empty-sequence()">
    <xsl:for-each-group select="
        tp:mentions(.)[empty(tp:address-of-mention(.))][empty(for $each in tokenize(@ref) return tp:pointed($each, root()))]"
        group-by="replace(@ref, '[^#:/]+$', '')">
      <xsl:variable name="references" as="xs:string*" select="distinct-values(current-group()/@ref)"/>
      <xsl:for-each-group select="current-group()"
          group-by="if (count($references) gt 10) then '' else string(@ref)">
        <xsl:call-template name="tp:finding">
          <xsl:with-param name="code" select="'T004'"/>
          <xsl:with-param name="arguments" select="
              map{'ref': string(@ref), 'count': string(count(current-group()))}"/>
        </xsl:call-template>
      </xsl:for-each-group>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="*" mode="tp:mention" as="element()">
    <xsl:variable name="address" as="xs:string?" select="tp:address-of-mention(.)"/>
    <xsl:variable name="linked" as="xs:boolean" select="exists($address) and not(tp:holds-link(.))"/>
    <xsl:element name="{if ($linked) then 'a' else tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="$linked">
        <xsl:attribute name="href" select="$address"/>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*" mode="tp:reference" as="element()">
    <a href="{tp:href(.)}">{tp:label('section')}</a>
  </xsl:template>

  <xsl:template match="ab | lg | p" mode="tp:reference" as="element()">
    <a href="{tp:href(.)}" aria-label="{tp:label('paragraph', map{'n': tp:number(tp:count(.))})}">¶ {tp:number(tp:count(.))}</a>
  </xsl:template>

  <xsl:template match="note" mode="tp:reference" as="element()">
    <a href="{tp:href(.)}">{tp:label('note-call', map{'n': tp:note-sign(.)})}</a>
  </xsl:template>

  <!-- A speech goes by who speaks, without the mark that leads to the words. -->
  <xsl:template match="sp[normalize-space(speaker[1])]" mode="tp:reference" as="element()">
    <a href="{tp:href(.)}">{replace(tp:plain(speaker[1]), '[\s.:]+$', '')}</a>
  </xsl:template>

  <!-- The whole text of a document is no place that one could point to. -->
  <xsl:template match="text[not(@xml:id or ancestor::text or ../parent::*)]" mode="tp:reference" as="empty-sequence()"/>

  <xsl:template match="titlePage" mode="tp:reference" as="element()">
    <a href="{tp:href(.)}">{tp:label('title-page')}</a>
  </xsl:template>

</xsl:stylesheet>

