<?xml version="1.0" encoding="UTF-8"?>
<!-- The only catch-all: an element that no other template knows keeps its text, and is reported. It
     is a block where blocks stand in it, a line where its name says that it stands apart. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="tp:stands-alone" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/self::note) and tp:is-outside-words($element)"/>
  </xsl:function>

  <!-- The mark around an element that no other template knows. -->
  <xsl:function name="tp:mark" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (tp:has-blocks($element) or empty(tp:kind($element)) and tp:is-block($element)) then $tp:block
        else if (tp:is-block($element)) then $tp:line else ()"/>
  </xsl:function>

  <!-- Text whose lines and blanks are its own. -->
  <xsl:template as="text()" match="
      text()[$tp:has-kept-space][tp:keeps-space(ancestor::*[@xml:space or self::code][1])]">
    <xsl:text>{tp:verbatim(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="*" priority="-5" as="text()*">
    <xsl:call-template name="tp:tell-stranger"/>
    <xsl:text>{tp:mark(.)}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:mark(.)}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
