<?xml version="1.0" encoding="UTF-8"?>
<!-- What goes before any template of an element: it leaves the element out, or adds something before or after it. It stands
     above all modules, as html/around.xsl does. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:cbeta="http://www.cbeta.org/ns/1.0"
    xmlns:mathml="http://www.w3.org/1998/Math/MathML"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:txm="http://textometrie.org/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What the TEI wants empty, and holds words all the same: they follow its mark. -->
  <xsl:template as="text()*" match="
      addSpan | cb | damageSpan | delSpan | gb | handShift | lacunaEnd | lacunaStart | lb | milestone
      | pb | ptr | shift | witEnd | witStart">
    <xsl:next-match/>
    <xsl:if test="* or text()[normalize-space()]">
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>

  <!-- What the view leaves out, wherever it stands. -->
  <xsl:template as="text()*" match="
      altGrp | am | binaryObject | del | fw | interp | interpGrp | joinGrp | linkGrp | span | spanGrp | surplus | timeline
      | cbeta:mulu | mathml:annotation | mathml:annotation-xml | txm:ana">
    <xsl:if test="not(tp:drops(.))">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- After the words that an entry of standOff is about stands its call. -->
  <xsl:template as="text()*" match="
      anchor[$tp:has-readings-beside] | c[$tp:has-readings-beside] | lb[$tp:has-readings-beside]
      | pc[$tp:has-readings-beside] | seg[$tp:has-readings-beside] | w[$tp:has-readings-beside]">
    <xsl:text>{tp:lacking-blank(.)[$tp:lacks-blanks]}</xsl:text>
    <xsl:next-match/>
    <xsl:apply-templates select="tp:readings-at(.)" mode="tp:reading-call"/>
  </xsl:template>

  <!-- Parts of an entry, and of a quotation with its source, that no white space and no mark keep apart. -->
  <xsl:template as="text()*" match="
      bibl | case | cit | colloc | def | etym | form | gen | gloss | gram | gramGrp | iType | lang | lbl | mentioned
      | mood | number | orth | per | pos | pron | quote | ref | subc | tns | usg | xr">
    <xsl:if test="preceding-sibling::node()[1][self::*][not(self::pc)]
                  and (tp:is-lexical(..) or parent::cit and (., preceding-sibling::*[1])/self::quote)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:next-match/>
    <xsl:text>{tp:mark-after-part(.) ! tp:made-up(.)}</xsl:text>
  </xsl:template>

  <!-- A day or an hour that no words say, and who or what is named by a key or a pointer alone. -->
  <xsl:template match="
      date[not(node())] | geogName[not(node())]
      | material[not(node())] | measure[not(node())] | name[not(node())] | orgName[not(node())]
      | persName[not(node())] | placeName[not(node())] | rs[not(node())]
      | title[not(node())] | origDate[not(node())] | time[not(node())]" as="text()*">
    <xsl:next-match/>
    <xsl:text>{tp:stated(.)[not(tp:is-in-parts(current()/..))] ! tp:made-up(.)}</xsl:text>
  </xsl:template>

  <!-- What a reference is cited by, without a character between its parts. -->
  <xsl:template as="text()*" match="
      author[parent::ref] | biblScope[parent::ref] | editor[parent::ref] | idno[parent::ref] | publisher[parent::ref]
      | pubPlace[parent::ref] | ref/date[node()] | ref/title[node()]">
    <xsl:if test="preceding-sibling::* and tp:is-in-parts(..)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <!-- Tokens that nothing keeps apart in the whole document, and what happens between them. -->
  <xsl:template as="text()*" match="
      gap[$tp:lacks-blanks] | incident[$tp:lacks-blanks] | kinesic[$tp:lacks-blanks] | pause[$tp:lacks-blanks]
      | pc[$tp:lacks-blanks][not($tp:has-readings-beside)] | vocal[$tp:lacks-blanks]
      | w[$tp:lacks-blanks][not($tp:has-readings-beside)]">
    <xsl:text>{tp:lacking-blank(.)}</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- The number of a formula. -->
  <xsl:template match="formula/label[preceding-sibling::node()]" as="text()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- Sentences and stretches of words that nothing keeps apart. -->
  <xsl:template match="s[tp:follows-directly(.)] | seg[tp:follows-directly(.)]" as="text()+">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
