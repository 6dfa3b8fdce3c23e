<?xml version="1.0" encoding="UTF-8"?>
<!-- The only catch-all: an element that no other template knows keeps its text, and is reported. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="*" priority="-5" as="text()*">
    <xsl:call-template name="tp:finding">
      <xsl:with-param name="code" select="'T001'"/>
    </xsl:call-template>
    <xsl:text>{$tp:block[tp:has-blocks(current())]}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block[tp:has-blocks(current())]}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
