<?xml version="1.0" encoding="UTF-8"?>
<!-- Drawings in SVG, as they are, but for what would act, load or reach out of them. Ids are those of the drawing. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- From what stands in a drawing to what the page shows of it. -->
  <xsl:mode name="tp:drawing" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- What draws, or holds what does. -->
  <xsl:variable name="tp:draws" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('
        circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
        feDiffuseLighting feDisplacementMap feDistantLight feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
        feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g line
        linearGradient marker mask path pattern polygon polyline radialGradient rect stop svg switch symbol text textPath
        title tspan use') ! map{.: true()})"/>

  <!-- Properties that say how a shape or a letter looks. -->
  <xsl:variable name="tp:draws-by" static="yes" as="xs:string" select="
      '^(clip-path|clip-rule|color|dominant-baseline|fill|filter|font|letter-spacing|marker|mask|opacity|paint-order'
      || '|stop|stroke|text-anchor|text-decoration|word-spacing)(-[a-z-]+)?$'"/>

  <!-- How the ids of a drawing begin on the page. -->
  <xsl:function name="tp:drawing" as="xs:string" cache="yes">
    <xsl:param name="drawing" as="element(svg:svg)"/>
    <xsl:sequence select="'drawing-' || count($drawing/preceding::svg:svg) + 1 || '-'"/>
  </xsl:function>

  <!-- The id on the page of what has this id in the drawing around a node. -->
  <xsl:function name="tp:id-in-drawing" as="xs:string?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        $node/ancestor::svg:svg[last()][descendant-or-self::svg:*[$tp:draws(local-name())]/@id = $id] ! (tp:drawing(.) || $id)"/>
  </xsl:function>

  <!-- A value with the ids of the page; nothing for one that reaches out of the drawing, or leads nowhere. -->
  <xsl:function name="tp:within-drawing" as="xs:string?">
    <xsl:param name="value" as="attribute()"/>
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="parts" as="element()*" select="
        analyze-string($said, 'url\(\s*[&quot;'']?#([^&quot;''()]+)[&quot;'']?\s*\)', 'i')/*"/>
    <xsl:variable name="kept" as="xs:string*" select="
        $parts ! (if (fn:group) then tp:id-in-drawing(fn:group, $value) ! ('url(#' || . || ')')
                  else string()[not(matches(., '[\\@]|url\s*\(|image-set|javascript:', 'i'))])"/>
    <xsl:sequence select="string-join($kept)[count($kept) = count($parts)]"/>
  </xsl:function>

  <xsl:template match="svg:svg" as="element()">
    <xsl:apply-templates select="." mode="tp:drawing"/>
  </xsl:template>

  <xsl:template match="svg:*[$tp:draws(local-name())]" mode="tp:drawing" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/2000/svg">
      <xsl:apply-templates select="@*, node()" mode="tp:drawing"/>
    </xsl:element>
  </xsl:template>

  <!-- Words of another vocabulary. -->
  <xsl:template match="svg:foreignObject" mode="tp:drawing" as="element()">
    <xsl:element name="foreignObject" namespace="http://www.w3.org/2000/svg">
      <xsl:apply-templates select="@*" mode="tp:drawing"/>
      <div><xsl:apply-templates/></div>
    </xsl:element>
  </xsl:template>

  <!-- No words: the view leaves them out. -->
  <xsl:template match="svg:metadata | svg:script | svg:style" mode="tp:drawing" as="empty-sequence()"/>

  <!-- What links, loads or moves: the shapes and words in it. -->
  <xsl:template match="*" mode="tp:drawing" as="node()*">
    <xsl:apply-templates mode="tp:drawing"/>
  </xsl:template>

  <xsl:template match="text()" mode="tp:drawing" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="@*[namespace-uri() = ''][not(matches(local-name(), '^(on.*|class|href|requiredExtensions)$', 'i'))]"
      mode="tp:drawing" as="attribute()?">
    <xsl:variable name="name" as="xs:string" select="name()"/>
    <xsl:for-each select="tp:within-drawing(., .)">
      <xsl:attribute name="{$name}" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@aria-describedby" mode="tp:drawing" priority="1" as="attribute()?">
    <xsl:call-template name="tp:ids-in-drawing"/>
  </xsl:template>

  <xsl:template match="@aria-labelledby" mode="tp:drawing" priority="1" as="attribute()?">
    <xsl:call-template name="tp:ids-in-drawing"/>
  </xsl:template>

  <xsl:template match="@href[starts-with(., '#')] | @xlink:href[starts-with(., '#')]" mode="tp:drawing" as="attribute()?">
    <xsl:where-populated>
      <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="tp:id-in-drawing(substring(., 2), .) ! ('#' || .)"/>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="@id" mode="tp:drawing" priority="1" as="attribute()?">
    <xsl:call-template name="tp:ids-in-drawing"/>
  </xsl:template>

  <xsl:template name="tp:ids-in-drawing" as="attribute()?">
    <xsl:where-populated>
      <xsl:attribute name="{name()}" select="tokenize(.) ! tp:id-in-drawing(., current())"/>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="@style" mode="tp:drawing" priority="1" as="attribute()?">
    <xsl:where-populated>
      <xsl:attribute name="style" separator="; " select="
          tokenize(., '\s*;\s*')[matches(normalize-space(substring-before(., ':')), $tp:draws-by)]
          ! tp:within-drawing(current(), .)"/>
    </xsl:where-populated>
  </xsl:template>

</xsl:stylesheet>
