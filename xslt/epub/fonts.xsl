<?xml version="1.0" encoding="UTF-8"?>
<!-- Fonts for scripts that reading systems seldom have letters for. All are one family, which stands
     first in style.css and holds the characters of these scripts alone: all others are the reader's. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:variable name="tp:fonts" as="xs:string*" select="sort(map:keys($fonts))"/>

  <!-- The rules that name the fonts. -->
  <xsl:function name="tp:font-faces" as="xs:string">
    <xsl:sequence select="
        string-join($tp:fonts ! ('@font-face { font-family: &quot;Scripts of the book&quot;; src: url(&quot;fonts/'
          || . || '&quot;); unicode-range: ' || $fonts(.) || '; }'), '&#xA;')"/>
  </xsl:function>

  <!-- What the manifest says of them, of their rules and their licence. -->
  <xsl:template name="tp:font-items" as="element()*" xmlns="http://www.idpf.org/2007/opf">
    <xsl:if test="exists($tp:fonts)">
      <item id="fonts" href="fonts.css" media-type="text/css"/>
      <item id="fonts-licence" href="fonts/OFL.txt" media-type="text/plain"/>
    </xsl:if>
    <xsl:for-each select="$tp:fonts">
      <item id="font-{position()}" href="fonts/{.}" media-type="font/ttf"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The link to the rules from a page; `up` leads to where they are. -->
  <xsl:function name="tp:font-link" as="element()?" xmlns="http://www.w3.org/1999/xhtml">
    <xsl:param name="up" as="xs:string"/>
    <xsl:if test="exists($tp:fonts)">
      <link rel="stylesheet" type="text/css" href="{$up}fonts.css"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
