<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 22 of the TEI Guidelines: what a manual of markup writes about markup. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From an element of an example to the words of its markup. -->
  <xsl:mode name="tp:markup" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="ab[@rend or @rendition or @type][tp:is-code(.)] | eg" as="element()" name="tp:example">
    <xsl:element name="{tp:unless-blocks(., 'pre')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="alternate | anyElement | attRef | classRef | dataFacet | dataRef | elementRef | empty | macroRef
      | memberOf | moduleRef | sequence | specDesc | specGrpRef | textNode" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="(@key, @name, @target ! tp:pointed-names(.))[1]">
        <code class="generated">{.}</code>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="altIdent | datatype | defaultVal | equiv | param | valDesc" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- Names of markup, between the signs that say what they are; the signs are words of the page. -->
  <xsl:template match="att | gi | tag | val" as="element()">
    <xsl:variable name="signs" as="array(xs:string)?" select="tp:signs(.)"/>
    <xsl:element name="{tp:unless-blocks(., 'code')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="$signs">
        <span class="generated">{?1}</span>
      </xsl:for-each>
      <xsl:apply-templates/>
      <xsl:for-each select="$signs[?2]">
        <span class="generated">{?2}</span>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="attDef | attList | classSpec | classes | constraintDecl | constraintSpec | dataSpec | elementSpec
      | exemplum | listRef | macroSpec | model | modelGrp | modelSequence | moduleSpec | paramList | paramSpec
      | remarks | schemaSpec | specGrp | specList | valItem | valList" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="@ident">
        <p class="spec-name generated"><code>{.}</code></p>
      </xsl:for-each>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="constraint | content | outputRendition" as="element()">
    <pre>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates mode="tp:markup">
        <xsl:with-param name="indent" select="tp:indent-of-example(.)" tunnel="yes"/>
      </xsl:apply-templates>
    </pre>
  </xsl:template>

  <!-- An example shows its markup. The words of the markup are made of names, not of text. -->
  <xsl:template match="egXML | eg:egXML" as="element()">
    <pre>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <code>
        <xsl:apply-templates mode="tp:markup">
          <xsl:with-param name="indent" select="tp:indent-of-example(.)" tunnel="yes"/>
        </xsl:apply-templates>
      </code>
    </pre>
  </xsl:template>

  <xsl:template match="p[@rend or @rendition or @type][tp:is-code(.)]" priority="2" as="element()">
    <xsl:call-template name="tp:example"/>
  </xsl:template>

  <xsl:template match="*" mode="tp:markup" as="node()+">
    <span class="generated">{tp:start-tag(.)}</span>
    <xsl:apply-templates mode="tp:markup"/>
    <xsl:if test="node()">
      <span class="generated">{tp:end-tag(.)}</span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="tp:markup" as="element()">
    <span class="generated">{tp:start-tag(.)}</span>
  </xsl:template>

  <xsl:template match="text()" mode="tp:markup" as="text()">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:value-of select="tp:example-text(., $indent)"/>
  </xsl:template>

</xsl:stylesheet>
