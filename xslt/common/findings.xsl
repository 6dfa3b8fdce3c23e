<?xml version="1.0" encoding="UTF-8"?>
<!-- How a stylesheet reports: one message for each occurrence or, with a count, for many.
     T001 element without a template, T002 pointer to nothing, T003 missing label,
     T004 mention of an entry that no register has. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- From the document to what is found in it as a whole. -->
  <xsl:mode name="tp:findings" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- Reports about the context node. An argument "count" says how often it is so. The arguments are those of the message in the catalogue. -->
  <xsl:template name="tp:finding" as="empty-sequence()">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="arguments" as="map(xs:string, xs:string)" select="map{}"/>
    <xsl:message>
      <tp:finding code="{$code}" path="{path(.)}" name="{name()}">
        <xsl:for-each select="sort(map:keys($arguments))">
          <xsl:attribute name="{.}" select="$arguments(.)"/>
        </xsl:for-each>
      </tp:finding>
    </xsl:message>
  </xsl:template>

  <!-- An element that no template is for: of the TEI, or of a vocabulary beside it. -->
  <xsl:template name="tp:tell-stranger" as="empty-sequence()">
    <xsl:call-template name="tp:finding">
      <xsl:with-param name="code" select="if (namespace-uri() = 'http://www.tei-c.org/ns/1.0') then 'T001' else 'T047'"/>
      <xsl:with-param name="arguments" select="map{'namespace': string(namespace-uri())}"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
