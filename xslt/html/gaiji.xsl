<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 5 of the TEI Guidelines: characters that a character set lacks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="g" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
      <xsl:if test="not(node())">
        <span class="generated">{tp:glyph(.)}</span>
      </xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>
