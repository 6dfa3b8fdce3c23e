<?xml version="1.0" encoding="UTF-8"?>
<!-- Pointers: a pointer without words shows where it leads, that to a note the sign of the note. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="ptr | ref[not(* or normalize-space())]" as="text()*">
    <xsl:text>{tp:blank-before(.)}{tp:made-up(string-join(tp:pointed-names(@target), ', '))}{tp:blank-after(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="
      ptr[not(normalize-space())][tp:called-note(.)] | ref[not(normalize-space())][tp:called-note(.)]" as="text()*">
    <xsl:text>{$tp:call}{tp:made-up('[' || tp:note-sign(tp:called-note(.)) || ']')}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
