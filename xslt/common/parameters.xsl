<?xml version="1.0" encoding="UTF-8"?>
<!-- The parameters of every format. A stylesheet runs without any of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- Who vouches that the book conforms to what $conforms-to says. -->
  <xsl:param name="certified-by" as="xs:string" select="''"/>

  <!-- The standard of accessibility that the book is certified to conform to. -->
  <xsl:param name="conforms-to" as="xs:string" select="''"/>

  <!-- The name of the image that is the book's cover; empty: one is drawn. -->
  <xsl:param name="cover" as="xs:string" select="''"/>

  <!-- The style sheet that the page carries in its head. -->
  <xsl:param name="css" as="xs:string" select="''"/>

  <!-- An ISO date for dcterms:modified, where the header has no dated change. -->
  <xsl:param name="date" as="xs:string" select="''"/>

  <!-- For each font that the scripts of a book need, the range of its characters. -->
  <xsl:param name="fonts" as="map(xs:string, xs:string)" select="map{}"/>

  <!-- The format that is made: the stylesheet of books makes pages, too, where it is told “html”. -->
  <xsl:param name="format" as="xs:string" select="''"/>

  <!-- The formats built in the same run; only these are linked to. -->
  <xsl:param name="formats" as="xs:string*" select="()"/>

  <!-- The name of the output, which its siblings share: {$identifier}.txt, {$identifier}.epub. -->
  <xsl:param name="identifier" as="xs:string" select="'document'"/>

  <!-- For the address of each image beside the document, and “data:1” and so on for those that it holds, its name
       in the book, width and height. -->
  <xsl:param name="images" as="map(xs:string, xs:string)" select="map{}"/>

  <!-- Key to label, in the language of the setting “language”, else in the document's. -->
  <xsl:param name="labels" as="map(xs:string, xs:string)" select="map{}"/>

  <!-- Whether the document has one page, or its chapters have pages of their own: “one”, “chapters”, or
       “by-size”; the setting “pages” -->
  <xsl:param name="pages" as="xs:string" select="'by-size'"/>

  <!-- Where the notes of a book stand: "end", or "chapters". -->
  <xsl:param name="notes" as="xs:string" select="'end'"/>

  <!-- The TEI registers that mentions point to. -->
  <xsl:param name="registers" as="document-node()*" select="()"/>

  <!-- Whether the document has letters that run from right to left; a stylesheet that is not told looks for them. -->
  <xsl:param name="right-to-left" as="xs:boolean" select="exists(//text()[matches(., $tp:right-to-left-letters)])"/>

  <!-- The address under which the TEI document is published; "{identifier}" in it stands for the
       name of the output. Empty: the page does not link to it. -->
  <xsl:param name="tei" as="xs:string" select="''"/>

  <!-- How many levels of divisions the contents of a book list. -->
  <xsl:param name="toc-depth" as="xs:integer" select="3"/>

  <!-- Whether the document has letters that are written without blanks; a stylesheet that is not told looks for them. -->
  <xsl:param name="unspaced" as="xs:boolean" select="exists(//text()[matches(., $tp:unspaced-letters)])"/>

  <!-- The UUID that stands for an edition without DOI and ISBN; the packer computes it. -->
  <xsl:param name="uuid" as="xs:string" select="''"/>

  <!-- The version of teipipe that makes the output. -->
  <xsl:param name="version" as="xs:string" select="''"/>

  <!-- The name of the view of the text; the setting “view”. -->
  <xsl:param name="view" as="xs:string" select="'reading'"/>

</xsl:stylesheet>
