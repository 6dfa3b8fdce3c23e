<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a book differs from the page: what it cannot hold, and what a reading system does itself. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- An image beside the document, or in it, in the book. It is described by the figure's description, else by its
       heading; one that adorns says nothing. -->
  <xsl:template name="tp:packed-image" match="binaryObject[$tp:is-book][exists(tp:image-file(.))]" priority="2" as="node()+">
    <xsl:variable name="file" as="xs:string+" select="tp:image-file(.)"/>
    <xsl:variable name="words" as="xs:string" select="
        ((., ..)/desc ! tp:plain(.)[.], (., ..)/figDesc ! tp:plain(.)[.], ../head ! tp:plain(.)[.],
         tp:label('figure'))[1]"/>
    <img src="../images/{$file[1]}" alt="{$words[not(tp:is-ornament(current()))]}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="tp:is-ornament(.)">
        <xsl:attribute name="role" select="'presentation'"/>
      </xsl:if>
      <xsl:if test="$file[2] != '0'">
        <xsl:attribute name="width" select="$file[2]"/>
        <xsl:attribute name="height" select="$file[3]"/>
      </xsl:if>
    </img>
    <xsl:apply-templates select="self::graphic/node()"/>
  </xsl:template>

  <xsl:template match="graphic[$tp:is-book][exists(tp:image-file(.))]" priority="2" as="node()+">
    <xsl:call-template name="tp:packed-image"/>
  </xsl:template>

  <!-- Whether an image adorns and shows nothing: its figure says so, and nothing else. -->
  <xsl:function name="tp:is-ornament" as="xs:boolean">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="
        exists($graphic/(., ..)/@type[matches(., '^(decorat|ornament|vignette|tailpiece|headpiece)')])
        and not($graphic/..[self::figure][normalize-space()])"/>
  </xsl:function>

  <!-- An image that is not there: the words of its figure are. -->
  <xsl:template match="graphic[$tp:is-book][not(matches(@url, '^\s*(https?:)?//', 'i'))]" priority="1" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A page break is a mark without words: the page list of the book has the numbers. -->
  <xsl:template match="pb[@n][$tp:is-book]" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
    </span>
  </xsl:template>

  <!-- The bars of a chart need a style sheet that many reading systems do not follow; the index itself says as much. -->
  <xsl:template match="document-node()[$tp:is-book]" mode="tp:chart" as="empty-sequence()"/>

  <!-- A reading system has its own way to point at a paragraph. -->
  <xsl:template match="*[$tp:is-book]" mode="tp:permalink" as="empty-sequence()"/>

</xsl:stylesheet>
