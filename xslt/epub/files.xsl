<?xml version="1.0" encoding="UTF-8"?>
<!-- Which file of the book a node is read in: what stands before the first division, each top-level
     division, the notes, the indexes and the colophon have a file each. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The name of the file that the reading has come to: 'opening', 'front-1', 'body-2', 'back-3'. -->
  <xsl:accumulator name="tp:file" as="xs:string" initial-value="'opening'">
    <xsl:accumulator-rule match="*[tp:starts-division(.)]" select="tp:next-file($value, local-name(..))"/>
    <xsl:accumulator-rule match="*[tp:is-part(.)][tp:has-preliminaries(.)]" select="
        if ($value = 'opening' and not(self::back)) then $value else tp:next-file($value, local-name())"/>
  </xsl:accumulator>

  <!-- Whether an element is a front, body, group or back of a text that no other text holds. -->
  <xsl:function name="tp:is-part" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        exists($element[self::back or self::body or self::front or self::group]
                       /parent::text[not(ancestor::text)])"/>
  </xsl:function>

  <!-- Whether a top-level division starts here. A page break before one belongs to it: there the
       page of the source begins. -->
  <xsl:function name="tp:starts-division" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        tp:is-part($element/..) and
        (if ($element/self::pb) then tp:is-chapter($element/following-sibling::*[1])
         else tp:is-chapter($element) and not($element/preceding-sibling::*[1]/self::pb))"/>
  </xsl:function>

  <xsl:function name="tp:is-chapter" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="exists($element[tp:is-division(.) or self::text])"/>
  </xsl:function>

  <!-- Whether words stand before the first division of a part. Those before the first division of
       all stay with the title, others have a file of their own. -->
  <xsl:function name="tp:has-preliminaries" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="first" as="node()?" select="$part/(* | text()[normalize-space()])[1]"/>
    <xsl:sequence select="exists($first) and not(tp:starts-division($first[self::*]))"/>
  </xsl:function>

  <xsl:function name="tp:next-file" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:variable name="number" as="xs:integer" select="
        if ($file = 'opening') then 0 else xs:integer(substring-after($file, '-'))"/>
    <xsl:sequence select="$part || '-' || $number + 1"/>
  </xsl:function>

  <!-- The name of the file in which a node is read. -->
  <xsl:function name="tp:file" as="xs:string" cache="yes">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="away" as="element()?" select="
        $node/ancestor-or-self::*[self::note[tp:is-moved(.)] or parent::app and tp:is-variant(.)
                                  or parent::rdgGrp and tp:is-variant(.)][1]"/>
    <xsl:choose>
      <xsl:when test="$away/self::note[tp:is-moved(.)]">notes</xsl:when>
      <xsl:when test="$away">apparatus</xsl:when>
      <xsl:when test="$node/*[1] and ($node/self::text[not(ancestor::text)] or tp:is-part($node[self::*]))">
        <xsl:sequence select="tp:file($node/*[1])"/>
      </xsl:when>
      <xsl:when test="$node/ancestor-or-self::text">
        <xsl:sequence select="$node/accumulator-before('tp:file')"/>
      </xsl:when>
      <xsl:when test="$node/ancestor-or-self::* intersect tp:descriptions(root($node))">opening</xsl:when>
      <xsl:when test="$node/ancestor-or-self::teiHeader">colophon</xsl:when>
      <xsl:otherwise>opening</xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The addresses of the page, with the file before the fragment. -->
  <xsl:function name="tp:href" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        tp:file($element) || '.xhtml' || ('#' || tp:id($element))[not($element/self::text)]"/>
  </xsl:function>

  <xsl:function name="tp:href-of-call" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="tp:file((tp:callers($note), $note/..)[1]) || '.xhtml#' || tp:id-of-call($note)"/>
  </xsl:function>

  <xsl:function name="tp:href-of-reading" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="'apparatus.xhtml#' || tp:id-of-reading($app)"/>
  </xsl:function>

  <xsl:function name="tp:href-of-reading-call" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="tp:file($app) || '.xhtml#' || tp:id-of-reading-call($app)"/>
  </xsl:function>

  <xsl:function name="tp:href-of-part" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        ($part[. = ('apparatus', 'notes', 'colophon')], 'index')[1] || '.xhtml#' || tp:unused($part, $node)"/>
  </xsl:function>

</xsl:stylesheet>
