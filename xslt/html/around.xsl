<?xml version="1.0" encoding="UTF-8"?>
<!-- What goes before any template of an element: it leaves the element out, or adds something before or after it, or gives
     an entry of a register its head. It stands above all modules (html.xsl imports these), so its patterns need no
     priority: with one, the engine would try them on every element and not only on those that they name. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:cbeta="http://www.cbeta.org/ns/1.0"
    xmlns:mathml="http://www.w3.org/1998/Math/MathML"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:txm="http://textometrie.org/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether it names what an entry of a register is about. -->
  <xsl:function name="tp:names-entry" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
        exists($name/(parent::event | parent::nym | parent::object | parent::org | parent::person | parent::personGrp
                      | parent::persona | parent::place))"/>
  </xsl:function>

  <!-- What a description shows in the place of a text does not stand at the foot again. -->
  <xsl:template as="element()*" match="
      abstract | biblFull | biblStruct | correspDesc | listBibl | listEvent | listNym | listObject | listOrg | listPerson | listPlace | msDesc | object">
    <xsl:param name="shown" as="element()*" select="()" tunnel="yes"/>
    <xsl:if test="empty(. intersect $shown)">
      <xsl:sequence select="
          self::*[ancestor::teiHeader][tp:descriptions(root())[ancestor::teiHeader is current()/ancestor::teiHeader][1] is .]
          ! tp:member-heading(.)"/>
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- What the TEI wants empty, and holds words all the same: they follow its mark. Words that only a break keeps apart
       get a blank between them. -->
  <xsl:template as="node()*" match="
      addSpan | cb | damageSpan | delSpan | gb | handShift | lacunaEnd | lacunaStart | lb | milestone
      | pb | shift | witEnd | witStart">
    <xsl:text>{' '[current()[self::cb or self::gb or self::milestone or self::pb][tp:parts-closed-up(.)]]}</xsl:text>
    <xsl:next-match/>
    <xsl:if test="* or text()[normalize-space()]">
      <xsl:element name="{tp:unless-blocks(., 'span')}">
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- What the view leaves out, wherever it stands; what only one of the two readings has is in an element
       that says which. -->
  <xsl:template as="node()*" match="
      altGrp | am | del | ex | fw | interp | interpGrp | joinGrp | linkGrp | span | spanGrp | surplus | timeline
      | cbeta:mulu | mathml:annotation | mathml:annotation-xml | txm:ana">
    <xsl:choose>
      <xsl:when test="parent::choice and (self::am or self::ex)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:when test="exists(tp:side(.))">
        <xsl:element name="{tp:unless-blocks(., 'span')}">
          <xsl:sequence select="tp:side-attributes(.)"/>
          <xsl:next-match/>
        </xsl:element>
      </xsl:when>
      <xsl:when test="not(tp:drops(.))">
        <xsl:next-match/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- After the words that an entry of standOff is about stands its call. -->
  <xsl:template as="node()*" match="
      anchor[$tp:has-readings-beside] | c[$tp:has-readings-beside] | lb[$tp:has-readings-beside]
      | pc[$tp:has-readings-beside] | seg[$tp:has-readings-beside] | w[$tp:has-readings-beside]">
    <xsl:text>{tp:lacking-blank(.)[$tp:lacks-blanks]}</xsl:text>
    <xsl:next-match/>
    <xsl:apply-templates select="tp:readings-at(.)" mode="tp:reading-call"/>
  </xsl:template>

  <!-- What a reference is cited by, without a character between its parts. -->
  <xsl:template as="node()*" match="
      author[parent::ref] | biblScope[parent::ref] | editor[parent::ref] | idno[parent::ref] | publisher[parent::ref]
      | pubPlace[parent::ref] | ref/date[node()] | ref/title[node()]">
    <xsl:if test="preceding-sibling::* and tp:is-in-parts(..)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <!-- Parts of an entry, and of a quotation with its source, that no white space and no mark keep apart. -->
  <xsl:template as="node()*" match="
      bibl | case | cit | colloc | def | etym | form | gen | gloss | gram | gramGrp | iType | lang | lbl | mentioned
      | mood | number | orth | per | pos | pron | quote | ref | subc | tns | usg | xr">
    <xsl:if test="preceding-sibling::node()[1][self::*][not(self::pc)]
                  and (tp:is-lexical(..) or parent::cit and (., preceding-sibling::*[1])/self::quote)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:next-match/>
    <xsl:for-each select="tp:mark-after-part(.)">
      <span class="generated">{.}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- A day or an hour that no words say, and who or what is named by a key or a pointer alone. -->
  <xsl:template match="
      date[not(node())] | geogName[not(node())][not(tp:names-entry(.))]
      | material[not(node())] | measure[not(node())] | name[not(node())][not(tp:names-entry(.))] | orgName[not(node())][not(tp:names-entry(.))]
      | persName[not(node())][not(tp:names-entry(.))] | placeName[not(node())][not(tp:names-entry(.))] | rs[not(node())]
      | title[not(node())] | origDate[not(node())] | time[not(node())]" as="node()*">
    <xsl:next-match/>
    <xsl:for-each select="tp:stated(.)[not(tp:is-in-parts(current()/..))]">
      <span class="generated">{.}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- The names of an entry stand at its head. -->
  <xsl:template as="element()" match="
      eventName[tp:names-entry(.)] | form[tp:names-entry(.)] | geogName[tp:names-entry(.)] | label[tp:names-entry(.)]
      | name[tp:names-entry(.)] | objectName[tp:names-entry(.)] | orgName[tp:names-entry(.)] | persName[tp:names-entry(.)]
      | placeName[tp:names-entry(.)]">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'record-name'"/>
      </xsl:apply-templates>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Tokens that nothing keeps apart in the whole document, and what happens between them. -->
  <xsl:template as="node()*" match="
      gap[$tp:lacks-blanks] | incident[$tp:lacks-blanks] | kinesic[$tp:lacks-blanks] | pause[$tp:lacks-blanks]
      | pc[$tp:lacks-blanks][not($tp:has-readings-beside)] | vocal[$tp:lacks-blanks]
      | w[$tp:lacks-blanks][not($tp:has-readings-beside)]">
    <xsl:text>{tp:lacking-blank(.)}</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- The number of a formula. -->
  <xsl:template match="formula/label[preceding-sibling::node()]" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- Sentences and stretches of words that nothing keeps apart. -->
  <xsl:template match="s[tp:follows-directly(.)] | seg[tp:follows-directly(.)]" as="node()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- The mark that a page sets after a part closes up with what stands before it. -->
  <xsl:template as="text()?" match="
      actor/text()[not(following-sibling::node())] | analytic/text()[not(following-sibling::node())]
      | author/text()[not(following-sibling::node())] | editor/text()[not(following-sibling::node())]
      | monogr/text()[not(following-sibling::node())] | role/text()[not(following-sibling::node())]
      | roleDesc/text()[not(following-sibling::node())] | witDetail/text()[not(following-sibling::node())]">
    <xsl:variable name="words" as="text()?">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:value-of select="
        if (parent::witDetail or tp:lacks-comma(..) or tp:is-in-parts(../..)) then replace($words, '\s+$', '') else string($words)"/>
  </xsl:template>

  <!-- What stands before a mark in the next line of the file closes up with it. -->
  <xsl:template as="text()?" match="
      bibl/text() | cit/text() | name/text() | persName/text() | placeName/text() | q/text() | quote/text() | ref/text()
      | said/text() | soCalled/text() | title/text()">
    <xsl:variable name="words" as="text()?">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="begun" as="xs:string" select="
        if (empty(preceding-sibling::node()) and tp:is-quoted(..)) then replace($words, '^\s+', '') else string($words)"/>
    <xsl:value-of select="
        if (tp:ends-before-mark(.) or empty(following-sibling::node()) and tp:is-quoted(..)) then replace($begun, '\s+$', '') else $begun"/>
  </xsl:template>

</xsl:stylesheet>
