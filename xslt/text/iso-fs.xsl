<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module iso-fs: a line for each feature. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="bicond | cond | fDescr | fLib | fs | fsConstraints | fsDecl | fsDescr | fsdDecl | fvLib
      | if | iff | then" as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="binary | numeric | symbol" as="text()*">
    <xsl:text>{tp:made-up(string-join((@value, @max), '–'))}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="default | fsdLink | string | vColl | vDefault | vLabel | vMerge | vNot | vRange" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="f | fDecl" as="text()*">
    <xsl:text>{$tp:line}{tp:made-up(@name || ': ')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="vAlt" as="text()*">
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:text>{tp:made-up(' | ')[current()/preceding-sibling::*]}</xsl:text>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
