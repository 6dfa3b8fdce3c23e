<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 14 of the TEI Guidelines: names, and the lists of those who bear them. Their entries are
     records (records.xsl). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="addName | forename | genName | nameLink | roleName | surname" as="node()+">
    <xsl:text>{tp:blank-before-part(.)}</xsl:text>
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- What is said of a person, a place, an organisation: words in a line, where it is no statement of a
       record. -->
  <xsl:template as="element()" match="
      affiliation | age | birth | bloc | climate | country | death | district | education | faith
      | floruit | gender | geo | geogFeat | langKnowledge | langKnown | location
      | nationality | objectIdentifier | occupation | offset | persPronouns | population | region
      | residence | settlement | sex | socecStatus | state | terrain | trait">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </span>
  </xsl:template>

  <xsl:template match="annotation | event | nym | object | org | person | personGrp | persona | place" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="eventName | geogName | objectName | orgName | persName | placeName" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="
      geogName[@ref][ancestor::text] | objectName[@ref][ancestor::text]
      | orgName[@ref][ancestor::text] | persName[@ref][ancestor::text]
      | placeName[@ref][ancestor::text]" as="element()">
    <xsl:apply-templates select="." mode="tp:mention"/>
  </xsl:template>

  <xsl:template as="element()" match="
      listAnnotation | listEvent | listNym | listObject | listOrg | listPerson | listPlace | listRelation">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="." mode="tp:items"/>
        </ul>
      </xsl:where-populated>
    </div>
  </xsl:template>

  <xsl:template match="relation" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:related(.)[.]">
        <span class="generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="standOff" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

</xsl:stylesheet>
