<?xml version="1.0" encoding="UTF-8"?>
<!-- Which file of the book a node is read in: that of its part of the text (parts.xsl), or that
     of the notes, the apparatus, the indexes or the colophon. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The name of the file in which a node is read. -->
  <xsl:function name="tp:file" as="xs:string" cache="yes">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="away" as="element()?" select="
        $node/ancestor-or-self::*[self::note[tp:is-moved(.)] or parent::app and tp:is-variant(.)
                                  or parent::rdgGrp and tp:is-variant(.)][1]"/>
    <xsl:choose>
      <xsl:when test="$away/self::note[tp:is-moved(.)]">
        <xsl:sequence select="tp:file-of-note($away)"/>
      </xsl:when>
      <xsl:when test="$away">apparatus</xsl:when>
      <xsl:when test="$node/self::*/*[1] and ($node/self::text[not(ancestor::text)] or tp:is-cut($node))">
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

  <!-- How many notes a file holds, where they stand together: reading systems read a file whole. -->
  <xsl:variable name="tp:notes-of-a-file" as="xs:integer" select="500"/>

  <!-- The file of a note: that of its call, or one of those that hold all notes. -->
  <xsl:function name="tp:file-of-note" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="number" as="xs:integer" select="1 + (tp:note-number($note) - 1) idiv $tp:notes-of-a-file"/>
    <xsl:sequence select="
        if ($notes = 'chapters') then tp:file-of-call($note)
        else 'notes' || ('-' || $number)[$number gt 1]"/>
  </xsl:function>

  <!-- The file in which a note is called: by a pointer, else where it stands. -->
  <xsl:function name="tp:file-of-call" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="caller" as="element()?" select="tp:callers($note)[1]"/>
    <xsl:sequence select="
        if ($caller) then tp:file($caller)
        else if ($note/..[tp:is-cut(.)]) then $note/accumulator-before('tp:file')
        else tp:file($note/..)"/>
  </xsl:function>

  <!-- The addresses of the page, with the file before the fragment. -->
  <xsl:function name="tp:href" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        tp:file($element) || '.xhtml' || ('#' || tp:id($element))[not($element/self::text)]"/>
  </xsl:function>

  <xsl:function name="tp:href-of-call" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="tp:file-of-call($note) || '.xhtml#' || tp:id-of-call($note)"/>
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
