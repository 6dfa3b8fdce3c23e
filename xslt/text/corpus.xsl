<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module corpus: a line for each statement. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template as="text()*" match="
      activity | channel | constitution | derivation | domain | factuality | interaction | locale
      | preparedness | purpose">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="particDesc | setting | settingDesc | textDesc" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
