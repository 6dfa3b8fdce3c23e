<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 21 of the TEI Guidelines: what is said about the encoding, where it is said in words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="certainty | precision | respons" as="element()?">
    <xsl:if test="normalize-space() or tp:own-id(.)">
      <xsl:element name="{tp:unless-blocks(., 'span')}">
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <xsl:if test="normalize-space()">
          <span class="generated"> [</span>
          <xsl:apply-templates/>
          <span class="generated">]</span>
        </xsl:if>
      </xsl:element>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
