<?xml version="1.0" encoding="UTF-8"?>
<!-- The book: an EPUB 3.3 publication made of the page's own templates, cut into files.
     One string holds all of them: before the root element of each stands its path in a mark.
     Told that the format is “html”, it makes the page: so both are compiled once. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="html.xsl"/>

  <xsl:include href="epub/accessibility.xsl"/>
  <xsl:include href="epub/colophon.xsl"/>
  <xsl:include href="epub/cover.xsl"/>
  <xsl:include href="epub/fonts.xsl"/>
  <xsl:include href="epub/metadata.xsl"/>
  <xsl:include href="epub/navigation.xsl"/>
  <xsl:include href="epub/ncx.xsl"/>
  <xsl:include href="epub/overrides.xsl"/>
  <xsl:include href="epub/package.xsl"/>
  <xsl:include href="epub/pages.xsl"/>
  <xsl:include href="epub/semantics.xsl"/>

  <xsl:variable name="tp:is-book" as="xs:boolean" select="$format != 'html'"/>

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <xsl:template match="document-node()[$tp:is-book]" as="element(package-files)">
    <xsl:apply-templates select="." mode="tp:findings"/>
    <xsl:call-template name="tp:report-metadata"/>
    <xsl:variable name="pages" as="map(xs:string, item())+">
      <xsl:call-template name="tp:pages"/>
    </xsl:variable>
    <xsl:variable name="navigation" as="element()">
      <xsl:call-template name="tp:navigation">
        <xsl:with-param name="pages" select="$pages"/>
      </xsl:call-template>
    </xsl:variable>
    <package-files>
      <xsl:sequence select="tp:mark('EPUB/package.opf')"/>
      <xsl:call-template name="tp:package">
        <xsl:with-param name="pages" select="$pages"/>
      </xsl:call-template>
      <xsl:sequence select="tp:mark('EPUB/nav.xhtml'), $navigation, tp:mark('EPUB/toc.ncx')"/>
      <xsl:call-template name="tp:ncx">
        <xsl:with-param name="navigation" select="$navigation"/>
      </xsl:call-template>
      <xsl:if test="exists($tp:fonts)">
        <xsl:sequence select="tp:mark('EPUB/fonts.css')"/>
        <xsl:value-of select="tp:font-faces()"/>
      </xsl:if>
      <xsl:if test="not($cover)">
        <xsl:sequence select="tp:mark('EPUB/images/cover.svg')"/>
        <xsl:call-template name="tp:cover"/>
      </xsl:if>
      <xsl:sequence select="$pages ! (tp:mark('EPUB/text/' || ?name || '.xhtml'), ?page)"/>
    </package-files>
  </xsl:template>

  <!-- The mark before a file; the packer cuts there. -->
  <xsl:function name="tp:mark" as="processing-instruction(file)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:processing-instruction name="file" select="'path=&quot;' || $path || '&quot;'"/>
  </xsl:function>

</xsl:stylesheet>
