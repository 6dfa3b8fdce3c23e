<?xml version="1.0" encoding="UTF-8"?>
<!-- The only catch-all: an element without a template keeps its text, wrapped under its name, and is
     reported. Text is copied; comments and processing instructions are not for readers. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether the document has what white space before it may close up with, and breaks inside a
       word: without them no text is asked what stands beside it. -->
  <xsl:variable name="tp:has-notes-or-tokens" as="xs:boolean" select="exists(//(note | pc | w))"/>
  <xsl:variable name="tp:has-joining-breaks" as="xs:boolean" select="
      exists(//(cb | gb | lb | milestone | pb)[tp:is-inside-word(.)])"/>

  <!-- Whether a stranger stands as a block where no block is inside: it is no part of
       a word, it is outside every element that holds words, and no words stand beside it. -->
  <xsl:function name="tp:stands-alone" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        $element/self::note[not(tp:is-footnote(.))][not(tp:is-run-in(.))]
        or $element/self::note[tp:is-paragraph-of-notes(..)][not(tp:is-moved(.))]
        or tp:is-outside-words($element)"/>
  </xsl:function>

  <!-- The name of an element of the page that can hold no block, unless there is one to hold. -->
  <xsl:function name="tp:unless-blocks" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (tp:has-blocks($element)) then 'div' else $name"/>
  </xsl:function>

  <!-- Words and lines around a block: none may stand in a `span` or a `p`. -->
  <xsl:template priority="0.25" as="element()" match="
      Q{http://www.tei-c.org/ns/1.0}*[*][$tp:narrow(local-name())]
      [not(self::choice or self::gap or self::graphic or self::ptr or self::ref or self::respStmt)]
      [tp:has-blocks(.)]">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </div>
  </xsl:template>

  <!-- What a project says in its own words about a document: under its name, with its words or its values. -->
  <xsl:template match="teiHeader//*[namespace-uri() ne 'http://www.tei-c.org/ns/1.0']" priority="-0.4" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label generated">{tp:spoken(local-name())}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
      <xsl:for-each select="string-join(@*[not(current()/node())], ', ')[normalize-space()]">
        <span class="generated">{.}</span>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*" as="element()">
    <xsl:call-template name="tp:tell-stranger"/>
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" as="empty-sequence()"/>

  <xsl:template match="text()" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template as="text()?" match="
      text()[$tp:has-notes-or-tokens][following-sibling::node()[1][self::note or self::pc or self::w]]
      | text()[$tp:has-joining-breaks][(preceding-sibling::node()[1], following-sibling::node()[1])[tp:is-break-in-word(.)]]
      | text()[$tp:has-parted-words][not(normalize-space())]
      | text()[$unspaced][contains(., '&#xA;') or (preceding-sibling::node()[1], following-sibling::node()[1])/self::lb]">
    <xsl:value-of select="tp:characters(.)"/>
  </xsl:template>

  <!-- The supplied words without the white space that their template sets outside. -->
  <xsl:template match="supplied/text()" priority="1" as="text()?">
    <xsl:variable name="words" as="xs:string" select="tp:characters(.)"/>
    <xsl:variable name="begun" as="xs:string" select="
        if (preceding-sibling::node()) then $words else replace($words, '^\s+', '')"/>
    <xsl:value-of select="
        if (following-sibling::node()) then $begun else replace($begun, '\s+$', '')"/>
  </xsl:template>

</xsl:stylesheet>
