<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 10 of the TEI Guidelines: an entry as a printed dictionary sets it, each sense on a line of
     its own, the rest run on. All punctuation is the document's. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template as="element()" match="
      case | colloc | def | etym | form | gen | gram | gramGrp | hyph | iType | lang | lbl | mood
      | number | orth | per | pos | pron | stress | subc | syll | tns | usg | xr">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="dictScrap | entry | entryFree | re | superEntry" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- A sense stands under its number, if the text does not say it itself. -->
  <xsl:template match="hom | sense" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:sense-number(.)">
        <span class="sense-number generated">{.}<xsl:text> </xsl:text></span>
      </xsl:for-each>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A reference to the headword without words: the swung dash of dictionaries. -->
  <xsl:template match="oRef | pRef" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="not(normalize-space())">
        <span class="generated">~</span>
      </xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- White space of the file at the end of a part: none before the mark that follows it. -->
  <xsl:template match="cit/text()[tp:ends-part(.)]" priority="2" as="empty-sequence()"/>
  <xsl:template match="form/text()[tp:ends-part(.)]" priority="2" as="empty-sequence()"/>
  <xsl:template match="gramGrp/text()[tp:ends-part(.)]" priority="2" as="empty-sequence()"/>

</xsl:stylesheet>
