<?xml version="1.0" encoding="UTF-8"?>
<!-- The only catch-all: an element without a template keeps its text, wrapped under its name, and is
     reported. Text is copied; comments and processing instructions are not for readers. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether a stranger stands as a block: blocks are inside, or it is outside every paragraph
       and no words stand beside it. -->
  <xsl:function name="tp:stands-alone" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        tp:has-blocks($element)
        or not($element/ancestor::*[local-name() = $tp:paragraphs])
           and not($element/../text()[normalize-space()])"/>
  </xsl:function>

  <!-- Elements that hold words, so that what is inside stands in a line. -->
  <xsl:variable name="tp:paragraphs" as="xs:string+" select="
      'ab', 'bibl', 'byline', 'cell', 'dateline', 'docAuthor', 'docDate', 'docTitle', 'head', 'item',
      'l', 'note', 'p', 'persName', 'salute', 'signed', 'speaker', 'titlePart', 'trailer'"/>

  <xsl:template match="*" as="element()">
    <xsl:call-template name="tp:finding">
      <xsl:with-param name="code" select="'T001'"/>
    </xsl:call-template>
    <xsl:element name="{if (tp:stands-alone(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" as="empty-sequence()"/>

  <xsl:template match="text()" as="text()?">
    <xsl:value-of select="tp:characters(.)"/>
  </xsl:template>

</xsl:stylesheet>
