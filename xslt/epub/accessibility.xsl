<?xml version="1.0" encoding="UTF-8"?>
<!-- How the book can be read, counted from its finished pages: nothing here is claimed.
     EPUB Accessibility 1.1, "Discovery metadata". Conformance is a person's claim and not ours. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.idpf.org/2007/opf"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <xsl:template name="tp:accessibility" as="element()+">
    <xsl:param name="pages" as="element()+"/>
    <xsl:variable name="images" as="element()*" select="tp:pictures($pages)"/>
    <xsl:variable name="features" as="xs:string+" select="tp:features($pages, $images)"/>
    <xsl:variable name="modes" as="xs:string+" select="'textual', 'visual'[exists($images)]"/>
    <xsl:for-each select="$modes">
      <meta property="schema:accessMode">{.}</meta>
    </xsl:for-each>
    <meta property="schema:accessModeSufficient">{
      if (tp:described($images)) then 'textual' else string-join($modes, ',')
    }</meta>
    <xsl:for-each select="$features">
      <meta property="schema:accessibilityFeature">{.}</meta>
    </xsl:for-each>
    <meta property="schema:accessibilityHazard">{if (tp:may-move($images)) then 'unknown' else 'none'}</meta>
    <xsl:if test="$conforms-to and $certified-by">
      <meta property="dcterms:conformsTo" id="conformance">{$conforms-to}</meta>
      <meta property="a11y:certifiedBy" refines="#conformance">{$certified-by}</meta>
    </xsl:if>
    <meta property="schema:accessibilitySummary">{string-join(tp:accessibility-summary($pages, $images, $features), ' ')}</meta>
  </xsl:template>

  <xsl:function name="tp:accessibility-summary" as="xs:string+">
    <xsl:param name="pages" as="element()+"/>
    <xsl:param name="images" as="element()*"/>
    <xsl:param name="features" as="xs:string+"/>
    <xsl:sequence select="
        if (empty($images)) then tp:label('accessibility-text')
        else (tp:label('accessibility-images'),
              tp:label(if (tp:described($images)) then 'accessibility-described' else 'accessibility-undescribed')),
        tp:label('accessibility-languages')[exists($pages/body//*[@lang][not(ancestor-or-self::*[contains-token(@class, 'generated')])])],
        tp:label('accessibility-notes')[exists($pages//a[@role = 'doc-noteref'])],
        tp:label('accessibility-index')[$features = 'index'],
        tp:label('accessibility-pages')[$features = 'pageNavigation'],
        if ($conforms-to) then tp:label('accessibility-certified', map{'names': $certified-by})
        else tp:label('accessibility-claim')"/>
  </xsl:function>

  <xsl:function name="tp:described" as="xs:boolean">
    <xsl:param name="images" as="element()*"/>
    <xsl:sequence select="
        every $image in $images satisfies
        $image[@role = 'presentation' or not((@alt, normalize-space())[1] = ('', tp:label('figure')))]"/>
  </xsl:function>

  <!-- Whether among the images is one that may flash: nobody has looked. -->
  <xsl:function name="tp:may-move" as="xs:boolean">
    <xsl:param name="images" as="element()*"/>
    <xsl:sequence select="exists($images/@src[matches(., '\.(gif|svg|webp)$')])"/>
  </xsl:function>

  <xsl:function name="tp:features" as="xs:string+">
    <xsl:param name="pages" as="element()+"/>
    <xsl:param name="images" as="element()*"/>
    <xsl:sequence select="
        'ARIA'[exists($pages//@role)],
        'alternativeText'[exists($images) and tp:described($images)],
        'displayTransformability',
        'index'[exists($pages//*[@role = 'doc-index'])],
        'MathML'[exists($pages//Q{http://www.w3.org/1998/Math/MathML}math)],
        ('pageBreakMarkers', 'pageNavigation')[exists(tp:page-breaks($pages))],
        'readingOrder',
        'structuralNavigation'[exists($pages//(h1, h2, h3, h4, h5, h6))],
        'tableOfContents',
        'unlocked'"/>
  </xsl:function>

  <!-- The images of the text, without the cover: nobody has to see that. -->
  <xsl:function name="tp:pictures" as="element()*">
    <xsl:param name="pages" as="element()+"/>
    <xsl:sequence select="$pages//(img[not(@role = 'doc-cover')] | Q{http://www.w3.org/2000/svg}svg)"/>
  </xsl:function>

  <!-- The marks of the source's pages, in reading order. -->
  <xsl:function name="tp:page-breaks" as="element()*">
    <xsl:param name="pages" as="element()+"/>
    <xsl:sequence select="$pages//*[@role = 'doc-pagebreak']"/>
  </xsl:function>

</xsl:stylesheet>
