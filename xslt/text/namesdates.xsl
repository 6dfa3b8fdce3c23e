<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module namesdates: names in the line; entries of lists, a line for each part. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="birth | death | objectName | orgName | persName | placeName" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template as="text()*" match="
      listObject | listOrg | listPerson | listPlace | object | objectIdentifier | org | person | place
      | standOff">
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <!-- The parts of an entry; a note in a text is a note like others. -->
  <xsl:template match="(object | objectIdentifier | org | person | place)/*[not(self::note and ancestor::text)]" priority="1"
      as="text()*">
    <xsl:text>{$tp:line}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
