<?xml version="1.0" encoding="UTF-8"?>
<!-- What the views "normalised" and "search" read differently: the lines of the source are not kept,
     nor the hyphens that stand where it breaks a word; and a gap in a text to search. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether a break parts a word after a hyphen, a not sign or a double oblique hyphen, in a view that joins it. -->
  <xsl:function name="tp:is-hyphenated" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="
        $view = ('normalised', 'search') and tp:is-inside-word($break)
        and exists($break/preceding-sibling::node()[1][self::text()][matches(., '[\-&#xAC;&#xAD;&#x2010;&#x2E17;]\s*$')])"/>
  </xsl:function>

  <!-- Nothing is made up in a text to search, but words that a gap parts are two. -->
  <xsl:template match="gap[$view = 'search']" priority="9" as="text()*">
    <xsl:text>{$tp:gap}</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="lb[$view = ('normalised', 'search')]" priority="0.4" as="text()*">
    <xsl:text>&#xA;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
