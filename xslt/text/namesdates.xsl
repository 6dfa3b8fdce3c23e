<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module namesdates: names in the line; entries of lists, a line for each part. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="addName | forename | genName | nameLink | roleName | surname" as="text()*">
    <xsl:text>{tp:blank-before-part(.) ! $tp:gap}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template as="text()*" match="
      affiliation | age | birth | bloc | climate | country | death | district | education | eventName | faith
      | floruit | gender | geo | geogFeat | geogName | langKnowledge | langKnown | location
      | nationality | objectIdentifier | objectName | occupation | offset | orgName | persName | persPronouns
      | placeName | population | region | residence | settlement | sex | socecStatus | state | terrain | trait">
    <xsl:apply-templates select="." mode="tp:content"/>
  </xsl:template>

  <xsl:template as="text()*" match="
      annotation | event | listAnnotation | listEvent | listNym | listObject | listOrg | listPerson | listPlace | listRelation | nym | object
      | org | person | personGrp | persona | place | standOff">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="." mode="tp:content"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="relation" as="text()*">
    <xsl:text>{$tp:line}{tp:made-up(tp:related(.))} </xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
