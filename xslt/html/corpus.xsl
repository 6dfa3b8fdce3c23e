<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 16 of the TEI Guidelines: the description of a corpus, its texts, settings and
     participants, as records (records.xsl). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template as="element()" match="
      activity | channel | constitution | derivation | domain | factuality | interaction | locale
      | preparedness | purpose">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="particDesc | setting | settingDesc | textDesc" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
