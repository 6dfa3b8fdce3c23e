<?xml version="1.0" encoding="UTF-8"?>
<!-- The marks in the result: Unicode noncharacters, read by teipipe.text.plain and the ledger. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Around a block: a blank line before and after it. -->
  <xsl:variable name="tp:block" as="xs:string" select="'&#xFDD4;'"/>

  <!-- In Markdown: around emphasis, and strong emphasis. -->
  <xsl:variable name="tp:bold-end" as="xs:string" select="'&#xFDE3;'"/>
  <xsl:variable name="tp:bold-start" as="xs:string" select="'&#xFDE2;'"/>
  <xsl:variable name="tp:italic-end" as="xs:string" select="'&#xFDE1;'"/>
  <xsl:variable name="tp:italic-start" as="xs:string" select="'&#xFDE0;'"/>

  <!-- A hyphen before it goes: a word of the source is broken here. -->
  <xsl:variable name="tp:broken" as="xs:string" select="'&#xFDEA;'"/>

  <!-- Before the call of a note: closes up with the word before it, where none follows. -->
  <xsl:variable name="tp:call" as="xs:string" select="'&#xFDD9;'"/>

  <!-- Between two cells of a row. -->
  <xsl:variable name="tp:cell" as="xs:string" select="'&#xFDD8;'"/>

  <!-- A blank, where two words would run together without it. -->
  <xsl:variable name="tp:gap" as="xs:string" select="'&#xFDDB;'"/>

  <!-- Lines from here on stand deeper by one step, until outdent. -->
  <xsl:variable name="tp:indent" as="xs:string" select="'&#xFDD6;'"/>

  <!-- No white space here, whatever stands around it. -->
  <xsl:variable name="tp:join" as="xs:string" select="'&#xFDDA;'"/>

  <!-- A new line in the same block. -->
  <xsl:variable name="tp:line" as="xs:string" select="'&#xFDD5;'"/>

  <!-- Around the body of a note at the end. -->
  <xsl:variable name="tp:note-end" as="xs:string" select="'&#xFDD3;'"/>
  <xsl:variable name="tp:note-start" as="xs:string" select="'&#xFDD2;'"/>

  <!-- In Markdown: around what is one line whatever stands in it. -->
  <xsl:variable name="tp:one-line-end" as="xs:string" select="'&#xFDE7;'"/>
  <xsl:variable name="tp:one-line-start" as="xs:string" select="'&#xFDE6;'"/>

  <xsl:variable name="tp:outdent" as="xs:string" select="'&#xFDD7;'"/>

  <!-- In Markdown: the lines from here on are quoted, until the end. -->
  <xsl:variable name="tp:quote-end" as="xs:string" select="'&#xFDE5;'"/>
  <xsl:variable name="tp:quote-start" as="xs:string" select="'&#xFDE4;'"/>

  <!-- Text whose lines and blanks are its own. -->
  <xsl:function name="tp:verbatim" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'&#xFDDC;' || $text || '&#xFDDD;'"/>
  </xsl:function>

  <!-- Text that the stylesheet makes up. -->
  <xsl:function name="tp:made-up" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'&#xFDD0;' || $text || '&#xFDD1;'"/>
  </xsl:function>

  <!-- Text that is made up, and part of a markup language: nothing in it is escaped. -->
  <xsl:function name="tp:syntax" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'&#xFDE8;' || $text || '&#xFDE9;'"/>
  </xsl:function>

</xsl:stylesheet>
