<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: a letter at each place that has other readings, and the list of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From what an entry holds to what it shows: words, and who has them. -->
  <xsl:mode name="tp:reading-body" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tp:reading-call" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tp:variant" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template name="tp:apparatus" as="text()*">
    <xsl:variable name="readings" as="element(app)*" select="tp:readings(.)[$view != 'search']"/>
    <xsl:if test="$readings">
      <xsl:text>{$tp:block}{tp:made-up(tp:label('apparatus'))}{$tp:block}</xsl:text>
      <xsl:for-each select="tp:witnesses(.)">
        <xsl:text>{$tp:line}{tp:made-up(tp:siglum('#' || @xml:id, .) || ': ' || tp:plain(.))}{$tp:line}</xsl:text>
      </xsl:for-each>
      <xsl:apply-templates select="$readings" mode="tp:reading-body"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="app" mode="tp:reading-body" as="text()*">
    <xsl:variable name="shown" as="element()?" select="tp:shown-reading(.)"/>
    <xsl:variable name="lemma" as="xs:string?" select="
        $shown ! (string-join((tp:abridged(tp:plain(.)), tp:sigla(.)), ' ') || '] '), tp:place-as-told(.) ! (. || ' ')"/>
    <xsl:text>{$tp:block}{tp:made-up('[' || tp:reading-letter(.) || '] ' || $lemma)}{$tp:note-start}</xsl:text>
    <xsl:apply-templates select="tp:variants(.)" mode="tp:variant"/>
    <xsl:text>{$tp:note-end}{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="app" mode="tp:reading-call" as="text()">
    <xsl:text>{$tp:call}{tp:made-up('[' || tp:reading-letter(.) || ']')}</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="tp:variant" as="text()*">
    <xsl:apply-templates select="."/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="tp:variant" as="text()*">
    <xsl:apply-templates select="."/>
    <xsl:text>{tp:made-up(tp:label('omitted'))[tp:omits(current())]}</xsl:text>
    <xsl:text>{' '[not(current()/self::lem) or tp:sigla(current())]}{tp:made-up(tp:attribution(.))} </xsl:text>
  </xsl:template>

  <xsl:template match="rdgGrp" mode="tp:variant" as="text()*">
    <xsl:apply-templates mode="tp:variant"/>
  </xsl:template>

</xsl:stylesheet>
