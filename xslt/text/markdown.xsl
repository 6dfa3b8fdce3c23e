<?xml version="1.0" encoding="UTF-8"?>
<!-- The view "markdown": CommonMark 0.31 with the tables and footnotes of GitHub. Only what Markdown
     has a sign for differs from the plain text; the signs are syntax, the rest is escaped in Python.
     It stands above the modules of the text, which its templates go before. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Renderings that are no emphasis. -->
  <xsl:variable name="tp:no-emphasis" as="xs:string"
      select="'sup|sub|caps|small|initial|antiqua|roman|normal'"/>

  <!-- The depth of a heading: 1 is the title's. -->
  <xsl:function name="tp:heading" as="xs:string">
    <xsl:param name="head" as="element()"/>
    <xsl:variable name="depth" as="xs:integer" select="count($head/ancestor::*[tp:is-division(.)])"/>
    <xsl:sequence select="substring('######', 1, $depth + 1) || ' '"/>
  </xsl:function>

  <!-- How many columns a row has. -->
  <xsl:function name="tp:columns" as="xs:integer">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="xs:integer(sum($row/cell ! tp:width(.)))"/>
  </xsl:function>

  <!-- How many columns a cell spans: 1 unless it says so, and at most 100. -->
  <xsl:function name="tp:width" as="xs:integer">
    <xsl:param name="cell" as="element(cell)"/>
    <xsl:sequence select="
        if (matches($cell/@cols, '^\s*[1-9]\d?\s*$')) then xs:integer($cell/@cols) else 1"/>
  </xsl:function>

  <!-- The address that a link of the text may lead to: one of the web. -->
  <xsl:function name="tp:web-address" as="xs:string?">
    <xsl:param name="link" as="element()"/>
    <xsl:sequence select="tokenize($link/@target)[1][matches(., '^(https?|mailto):[^&lt;&gt;\s]+$')]"/>
  </xsl:function>

  <xsl:template match="cell[$view = 'markdown']" priority="0.4" as="text()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:text> {tp:syntax(string-join((1 to tp:width(.)) ! '|', ' '))}</xsl:text>
  </xsl:template>

  <!-- A table in a cell has no lines of its own. -->
  <xsl:template match="
      cell[$view = 'markdown'][ancestor::cell] | row[$view = 'markdown'][ancestor::cell]
      | table[$view = 'markdown'][ancestor::cell]" as="text()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="emph[$view = 'markdown'] | foreign[$view = 'markdown']
      | title[$view = 'markdown'][@level = ('m', 'j', 's')]" as="text()*">
    <xsl:text>{$tp:italic-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:italic-end}</xsl:text>
  </xsl:template>

  <xsl:template match="argument[$view = 'markdown'] | epigraph[$view = 'markdown']
      | quote[$view = 'markdown'][tp:is-block(.)][not(ancestor::epigraph)]" as="text()*">
    <xsl:text>{$tp:block}{$tp:quote-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}{$tp:quote-end}</xsl:text>
  </xsl:template>

  <!-- A heading is one line. -->
  <xsl:template match="head[$view = 'markdown'][tp:is-division(..)]" as="text()*">
    <xsl:text>{$tp:block}{tp:syntax(tp:heading(.))}{$tp:one-line-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:one-line-end}{$tp:block}</xsl:text>
  </xsl:template>

  <!-- The headings of lists, tables, poems. -->
  <xsl:template match="head[$view = 'markdown']" priority="0.4" as="text()*">
    <xsl:text>{$tp:block}{$tp:bold-start}{$tp:one-line-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:one-line-end}{$tp:bold-end}{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="hi[$view = 'markdown'][not(matches(@rend || @rendition, $tp:no-emphasis, 'i'))]"
      priority="0.4" as="text()*">
    <xsl:text>{$tp:italic-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:italic-end}</xsl:text>
  </xsl:template>

  <xsl:template match="hi[$view = 'markdown'][matches(@rend || @rendition, 'bold|strong|^#?b$', 'i')]
      | speaker[$view = 'markdown']" as="text()*">
    <xsl:text>{$tp:line[current()/self::speaker]}{$tp:bold-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:bold-end}{self::speaker/(if (tp:is-delivery(following-sibling::*[1])) then ' ' else $tp:line)}</xsl:text>
  </xsl:template>

  <xsl:template match="list[not(label)]/item[$view = 'markdown']" priority="0.4" as="text()*">
    <xsl:text>{$tp:line}{tp:syntax('- ')}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <!-- Markdown counts in figures only. -->
  <xsl:template match="list[not(label)][tp:numbering(.)]/item[$view = 'markdown']" as="text()*">
    <xsl:variable name="number" as="xs:integer">
      <xsl:number/>
    </xsl:variable>
    <xsl:text>{$tp:line}{tp:syntax((@n[matches(., '^[0-9]{1,6}$')], $number)[1] || '. ')}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <!-- A term and what it stands before are one item. -->
  <xsl:template match="list/label[$view = 'markdown']" as="text()*">
    <xsl:text>{$tp:line}{tp:syntax('- ')}{$tp:indent}{$tp:bold-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:bold-end}{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="list[label]/item[$view = 'markdown']" as="text()*">
    <xsl:text>{$tp:line}{$tp:indent}{tp:syntax('')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="note[$view = 'markdown'][tp:is-moved(.)][empty((tp:callers(.), tp:begun(.)))]" as="text()*">
    <xsl:text>{$tp:call}{tp:syntax('[^' || tp:note-number(.) || ']')}</xsl:text>
  </xsl:template>

  <xsl:template match="
      ptr[$view = 'markdown'][not(normalize-space())][tp:called-note(.)[tp:is-moved(.)]]
      | ref[$view = 'markdown'][not(normalize-space())][tp:called-note(.)[tp:is-moved(.)]]" as="text()*">
    <xsl:text>{$tp:call}{tp:syntax('[^' || tp:note-number(tp:called-note(.)) || ']')}</xsl:text>
  </xsl:template>

  <xsl:template match="note[$view = 'markdown']" mode="tp:note-body" as="text()*">
    <xsl:text>{$tp:block}{tp:syntax('[^' || tp:note-number(.) || ']: ')}{$tp:indent}{tp:printed-mark(.) ! tp:made-up(. || ' ')}{$tp:note-start}</xsl:text>
    <xsl:call-template name="tp:whole-note"/>
    <xsl:text>{$tp:note-end}{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="ptr[$view = 'markdown'][exists(tp:web-address(.))]" as="text()*">
    <xsl:text>{tp:syntax('&lt;' || tp:web-address(.) || '&gt;')}</xsl:text>
  </xsl:template>

  <xsl:template match="ref[$view = 'markdown'][exists(tp:web-address(.))]" as="text()*">
    <xsl:text>{tp:syntax('[')}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:syntax('](&lt;' || tp:web-address(.) || '&gt;)')}</xsl:text>
  </xsl:template>

  <!-- A row is one line; the first stands above a rule. -->
  <xsl:template match="row[$view = 'markdown']" priority="0.4" as="text()*">
    <xsl:text>{$tp:line}{tp:syntax('|')}{$tp:one-line-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:one-line-end}{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="table[$view = 'markdown']" priority="0.4" as="text()*">
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! tp:columns(.)))"/>
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:apply-templates select="(* | text()) except row[1]/(., following-sibling::node())"/>
    <xsl:text>{$tp:block}</xsl:text>
    <xsl:choose>
      <xsl:when test="row[1]/@role = 'label'">
        <xsl:apply-templates select="row[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{tp:syntax(string-join((0 to $columns) ! '|', ' '))}{$tp:line}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>{$tp:line}{tp:syntax('| ' || string-join((1 to $columns) ! '--- |', ' '))}{$tp:line}</xsl:text>
    <xsl:apply-templates select="row[1][not(@role = 'label')], row[1]/following-sibling::node()"/>
    <xsl:text>{$tp:block}</xsl:text>
  </xsl:template>

  <xsl:template match="docTitle[$view = 'markdown']" as="text()*">
    <xsl:text>{$tp:block}{tp:syntax('# ')}{$tp:one-line-start}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:one-line-end}{$tp:block}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
