<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module drama, and the speeches of core. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="actor | role | roleDesc" as="text()*">
    <xsl:apply-templates/>
    <xsl:text>{($tp:join || tp:made-up(','))[tp:lacks-comma(current())]}{' '[tp:next-part(current())]}</xsl:text>
  </xsl:template>

  <!-- A direction among the words of a speech; that of a speaker goes on with the name. -->
  <xsl:template match="camera | caption | move | sound | stage | tech | view" as="text()*">
    <xsl:call-template name="tp:bracketed">
      <xsl:with-param name="brackets" select="
          if (ancestor::speaker or not(../text()[normalize-space()])) then ('', '') else tp:brackets(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="
      camera[tp:is-block(.)] | caption[tp:is-block(.)] | move[tp:is-block(.)] | sound[tp:is-block(.)]
      | stage[tp:is-block(.)] | tech[tp:is-block(.)] | view[tp:is-block(.)]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="castGroup" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="castList | epilogue | performance | prologue | set | sp | spGrp" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="castGroup/head | castItem | castList/head" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <!-- A speech that does not name its speaker begins with the name. -->
  <xsl:template match="sp[not(speaker)][@who]" priority="1" as="text()*">
    <xsl:text>{$tp:block}{string-join(tp:speakers(@who), ', ')[.] ! (tp:made-up(.) || $tp:line)}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="speaker" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{if (tp:is-delivery(following-sibling::*[1])) then ' ' else $tp:line}</xsl:text>
  </xsl:template>

  <!-- A speech is one block: a line for each part. -->
  <xsl:template match="sp/ab | sp/lg | sp/p" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="sp/stage" priority="1" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="sp/stage[tp:is-delivery(.)]" priority="2" as="text()*">
    <xsl:call-template name="tp:bracketed"/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
