<?xml version="1.0" encoding="UTF-8"?>
<!-- What every format asks of the entry of a dictionary. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether it is a part of an entry that holds others. -->
  <xsl:function name="tp:is-lexical" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/(self::dictScrap | self::entry | self::entryFree | self::etym | self::form
               | self::gramGrp | self::hom | self::re | self::sense | self::xr))"/>
  </xsl:function>

  <!-- The number of a sense or homograph, where its words do not begin with one. -->
  <xsl:function name="tp:sense-number" as="xs:string?">
    <xsl:param name="sense" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space($sense/@n)"/>
    <xsl:sequence select="
        $number[.][empty($sense/*[1][self::lbl or self::num])][not(tp:begins-with-number($sense, .))]"/>
  </xsl:function>

</xsl:stylesheet>
