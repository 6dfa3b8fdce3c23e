<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 14 of the TEI Guidelines: names, and the lists of those who bear them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="birth" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="death" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="listObject" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <ul>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="listOrg" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <ul>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="listPerson" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <ul>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="listPlace" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <ul>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ul>
    </div>
  </xsl:template>

  <xsl:template match="object" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="objectIdentifier" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="objectName" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//objectName[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template match="org" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="orgName" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//orgName[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template match="persName" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//persName[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template match="person" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="place" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="placeName" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="text//placeName[@ref]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template match="standOff" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

</xsl:stylesheet>
