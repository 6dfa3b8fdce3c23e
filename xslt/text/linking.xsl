<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module linking. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="ab" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- Pointers that say how parts belong together; what words they have is shown. -->
  <xsl:template match="alt | altGrp | join | joinGrp | link | linkGrp | timeline | when" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="
      altGrp[normalize-space()] | joinGrp[normalize-space()] | linkGrp[normalize-space()]
      | timeline[normalize-space()]" as="text()*">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="anchor" as="text()*">
    <xsl:value-of separator="" select="
        tp:ends(.) ! tp:made-up('⌋'), tp:notes-of-anchor(.) ! ($tp:call || tp:made-up('[' || tp:note-sign(.) || ']'))"/>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="seg" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
