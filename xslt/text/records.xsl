<?xml version="1.0" encoding="UTF-8"?>
<!-- Records in plain text: a line for each statement, with its label; a record in a record stands
     deeper. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="tp:content" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tp:said" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="tp:content" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="*[$tp:records(local-name())]" mode="tp:content" as="text()*">
    <xsl:for-each select="(* | text()[normalize-space()])[not(tp:is-statement(.)) or tp:says-something(.)]">
      <xsl:text>{$tp:line}</xsl:text>
      <xsl:choose>
        <xsl:when test="tp:is-statement(.)">
          <xsl:apply-templates select="." mode="tp:said"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="."/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:text>{$tp:line}</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*[tp:is-in-parts(.)]" mode="tp:content" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
    <xsl:for-each select="*">
      <xsl:for-each select="preceding-sibling::*[1]">
        <xsl:text>{tp:separator(.)[.] ! ($tp:join || tp:made-up(.))} </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates select="."/>
      <xsl:text>{tp:stated-alone(.) ! tp:made-up(.)}</xsl:text>
    </xsl:for-each>
    <xsl:text>{$tp:gap}</xsl:text>
  </xsl:template>

  <!-- A statement that is one paragraph stands in the line of its label. -->
  <xsl:template match="*[tp:is-statement(.)][p][count(*) = 1][not(text()[normalize-space()])]" priority="1"
      mode="tp:content" as="text()*">
    <xsl:apply-templates select="p" mode="tp:content"/>
  </xsl:template>

  <xsl:template match="*" mode="tp:said" as="text()*">
    <xsl:text>{tp:made-up(string-join((tp:statement-label(.) || ':', tp:stated(.)), ' '))}{$tp:indent} </xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>


</xsl:stylesheet>
