<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite the edition: a line of text, and the same for BibTeX and for programs that read
     CSL-JSON. All of it comes from the header; what the header does not say is not there. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:j="http://www.w3.org/2005/xpath-functions"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to the block that says how to cite it. -->
  <xsl:mode name="tp:citation" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="/" mode="tp:citation" as="element()?">
    <xsl:if test="*/teiHeader/fileDesc/titleStmt/title[normalize-space()]">
      <aside class="citation generated" aria-labelledby="{tp:unused('citation', .)}">
        <h2 id="{tp:unused('citation', .)}">{tp:label('cite')}</h2>
        <p>
          <xsl:if test="$right-to-left">
            <xsl:attribute name="dir" select="tp:direction-of-words(tp:citation(.))"/>
          </xsl:if>
          <xsl:text>{tp:citation(.)}</xsl:text>
        </p>
        <details>
          <summary>BibTeX</summary>
          <pre tabindex="0">{tp:bibtex(.)}</pre>
        </details>
        <details>
          <summary>CSL-JSON</summary>
          <pre tabindex="0">{tp:csl(.)}</pre>
        </details>
      </aside>
    </xsl:if>
  </xsl:template>

  <!-- "Author: Title. Edited by …. Publisher, date. Address" -->
  <xsl:function name="tp:citation" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" as="element(teiHeader)" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="authors" as="xs:string" select="string-join(tp:authors($header) ! tp:agent-name(.), ', ')"/>
    <xsl:variable name="sentences" as="xs:string*" select="
        string-join(($authors[.], tp:title($document)), ': '),
        tp:by('edited-by', tp:contributors($header, 'edt')),
        tp:by('translated-by', tp:contributors($header, 'trl')),
        string-join((tp:publisher-name($header), tp:published($header)), ', ')[.]"/>
    <xsl:variable name="address" as="xs:string?" select="
        (tp:doi($header) ! ('https://doi.org/' || .), tp:published-at($header))[1]"/>
    <xsl:sequence select="
        string-join((($sentences ! replace(., '\.$', '')) ! (. || '.'), $address), ' ')"/>
  </xsl:function>

  <xsl:function name="tp:by" as="xs:string?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="names" as="element()*"/>
    <xsl:if test="exists($names)">
      <xsl:sequence select="tp:label($label, map{'names': string-join($names ! tp:plain(.), ', ')})"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="tp:bibtex" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" as="element(teiHeader)" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="fields" as="xs:string*" select="
        tp:bibtex-field('author', string-join(tp:authors($header) ! tp:file-as(.), ' and ')),
        tp:bibtex-field('title', tp:title($document)),
        tp:bibtex-field('editor', string-join(tp:contributors($header, 'edt') ! tp:file-as(.), ' and ')),
        tp:bibtex-field('translator', string-join(tp:contributors($header, 'trl') ! tp:file-as(.), ' and ')),
        tp:bibtex-field('publisher', tp:publisher-name($header)),
        tp:bibtex-field('date', tp:published($header)),
        tp:bibtex-field('year', tp:published($header) ! substring(., 1, 4)),
        tp:bibtex-field('doi', tp:doi($header)),
        tp:bibtex-field('isbn', tp:isbn($header)),
        tp:bibtex-field('url', tp:published-at($header))"/>
    <xsl:sequence select="
        string-join(('@book{' || replace($identifier, '[^\w.:-]', '-') || ',',
                     string-join($fields ! ('  ' || .), ',&#10;'), '}'), '&#10;')"/>
  </xsl:function>

  <!-- A field, with the characters that mean something to TeX escaped. -->
  <xsl:function name="tp:bibtex-field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="verbatim" as="xs:boolean" select="$name = ('doi', 'url')"/>
    <xsl:sequence select="
        $value[.] ! ($name || ' = {' || (if ($verbatim) then . else replace(., '[\\{}&amp;%$#_~^]', '\\$0')) || '}')"/>
  </xsl:function>

  <!-- The one item of a CSL-JSON file. -->
  <xsl:function name="tp:csl" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" as="element(teiHeader)" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="json" as="element(j:array)">
      <j:array>
        <j:map>
          <j:string key="id">{$identifier}</j:string>
          <j:string key="type">{if (tp:bibliographic-type($header) = 'Letter') then 'personal_communication' else 'book'}</j:string>
          <j:string key="title">{tp:title($document)}</j:string>
          <xsl:sequence select="
              tp:csl-names('author', tp:authors($header)),
              tp:csl-names('editor', tp:contributors($header, 'edt')),
              tp:csl-names('translator', tp:contributors($header, 'trl')),
              tp:string('publisher', tp:publisher-name($header)),
              tp:csl-date('issued', tp:published($header)),
              tp:string('DOI', tp:doi($header)),
              tp:string('ISBN', tp:isbn($header)),
              tp:string('URL', tp:published-at($header)),
              tp:string('language', tp:language((tp:texts($document), $document/*)[1]))"/>
        </j:map>
      </j:array>
    </xsl:variable>
    <xsl:sequence select="xml-to-json($json)"/>
  </xsl:function>

  <!-- A name in its two parts where the header marks or writes them apart, else as it stands. -->
  <xsl:function name="tp:csl-names" as="element(j:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="names" as="element()*"/>
    <xsl:if test="exists($names)">
      <j:array key="{$key}">
        <xsl:for-each select="$names ! tp:file-as(.)">
          <j:map>
            <xsl:sequence select="
                if (matches(., '^[^,]+, [^,]+$'))
                then (tp:string('family', substring-before(., ', ')), tp:string('given', substring-after(., ', ')))
                else tp:string('literal', .)"/>
          </j:map>
        </xsl:for-each>
      </j:array>
    </xsl:if>
  </xsl:function>

  <xsl:function name="tp:csl-date" as="element(j:map)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="when" as="xs:string?"/>
    <xsl:if test="$when">
      <j:map key="{$key}">
        <j:array key="date-parts">
          <j:array>
            <xsl:for-each select="tokenize($when, '-')">
              <j:number>{xs:integer(.)}</j:number>
            </xsl:for-each>
          </j:array>
        </j:array>
      </j:map>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
