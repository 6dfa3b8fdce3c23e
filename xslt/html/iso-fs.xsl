<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 18 of the TEI Guidelines: feature structures, a line for each feature. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="bicond | cond | fDescr | fLib | fs | fsConstraints | fsDecl | fsDescr | fsdDecl | fvLib
      | if | iff | then" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="binary | numeric | symbol" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">{string-join((@value, @max), '–')}</span>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="default | fsdLink | string | vColl | vDefault | vLabel | vMerge | vNot | vRange" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="f | fDecl" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label generated">{@name}<xsl:text> </xsl:text></span>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="vAlt" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="* | text()[normalize-space()]">
        <xsl:if test="preceding-sibling::*">
          <span class="generated"> | </span>
        </xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </span>
  </xsl:template>

</xsl:stylesheet>
