<?xml version="1.0" encoding="UTF-8"?>
<!-- The package document: metadata, manifest and spine. EPUB 3.3, "Package document". -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.idpf.org/2007/opf"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template name="tp:package" as="element()">
    <xsl:param name="pages" as="map(xs:string, item())+"/>
    <xsl:variable name="language" as="xs:string" select="tp:languages(.)[1]"/>
    <xsl:variable name="direction" as="xs:string" select="tp:direction-around((tp:texts(.), *)[1])"/>
    <package version="3.0" unique-identifier="identifier" xml:lang="{$language}"
        dir="{$direction}">
      <metadata>
        <xsl:namespace name="dc" select="'http://purl.org/dc/elements/1.1/'"/>
        <xsl:apply-templates select="." mode="tp:publication"/>
        <xsl:if test="exists(tp:page-breaks($pages?page))">
          <meta property="pageBreakSource">{tp:page-source(.)}</meta>
        </xsl:if>
        <xsl:call-template name="tp:accessibility">
          <xsl:with-param name="pages" select="$pages?page"/>
        </xsl:call-template>
      </metadata>
      <xsl:call-template name="tp:manifest">
        <xsl:with-param name="pages" select="$pages"/>
      </xsl:call-template>
      <spine toc="ncx">
        <xsl:if test="$direction = 'rtl'">
          <xsl:attribute name="page-progression-direction" select="'rtl'"/>
        </xsl:if>
        <xsl:for-each select="$pages">
          <itemref idref="{?name}"/>
        </xsl:for-each>
        <itemref idref="nav" linear="no"/>
      </spine>
    </package>
  </xsl:template>

  <!-- Every file of the book but the package itself. -->
  <xsl:template name="tp:manifest" as="element()">
    <xsl:param name="pages" as="map(xs:string, item())+"/>
    <manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
      <item id="style" href="style.css" media-type="text/css"/>
      <xsl:call-template name="tp:font-items"/>
      <item id="cover-image" href="images/{$tp:cover-image}" media-type="{tp:image-type($tp:cover-image)}"
          properties="cover-image"/>
      <xsl:for-each select="sort(distinct-values(tp:pictures($pages?page)/@src))">
        <xsl:variable name="image" as="xs:string" select="substring-after(., '../images/')"/>
        <item id="{substring-before($image, '.')}" href="images/{$image}" media-type="{tp:image-type($image)}"/>
      </xsl:for-each>
      <xsl:for-each select="$pages">
        <item id="{?name}" href="text/{?name}.xhtml" media-type="application/xhtml+xml">
          <xsl:where-populated>
            <xsl:attribute name="properties" select="
                'mathml'[current()?page/descendant::Q{http://www.w3.org/1998/Math/MathML}math],
                'svg'[current()?page/descendant::Q{http://www.w3.org/2000/svg}svg]"/>
          </xsl:where-populated>
        </item>
      </xsl:for-each>
    </manifest>
  </xsl:template>

  <!-- The media type of an image that the packer has named after its type. -->
  <xsl:function name="tp:image-type" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="suffix" as="xs:string" select="substring-after($name, '.')"/>
    <xsl:sequence select="'image/' || (map{'jpg': 'jpeg', 'svg': 'svg+xml'}($suffix), $suffix)[1]"/>
  </xsl:function>

  <!-- The print edition whose pages the page breaks are. -->
  <xsl:function name="tp:page-source" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="source" as="element()*" select="$document/*/teiHeader/fileDesc/sourceDesc/*"/>
    <xsl:sequence select="
        ($source//idno[lower-case(@type) = 'isbn'] ! tp:isbn-number(.) ! ('urn:isbn:' || .),
         $source ! tp:reference-in-words(.)[.], 'none')[1]"/>
  </xsl:function>

</xsl:stylesheet>
