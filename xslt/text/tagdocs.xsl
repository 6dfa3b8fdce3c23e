<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module tagdocs: the names of markup, and examples line by line. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From an element of an example to the words of its markup. -->
  <xsl:mode name="tp:markup" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="alternate | anyElement | attRef | classRef | dataFacet | dataRef | elementRef | empty | macroRef
      | sequence | specGrpRef | textNode" as="text()*">
    <xsl:text>{(@key, @name, @target ! tp:pointed-names(.))[1] ! tp:made-up(.)}</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="altIdent | datatype | defaultVal | equiv | param | valDesc" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="attDef | attList | classSpec | classes | constraintDecl | constraintSpec | dataSpec | elementSpec
      | exemplum | listRef | macroSpec | model | modelGrp | modelSequence | moduleSpec | paramList | paramSpec
      | remarks | schemaSpec | specGrp | specList | valItem | valList" as="text()*">
    <xsl:text>{$tp:block}{@ident ! (tp:made-up(.) || $tp:line)}{$tp:indent}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="att | gi | tag | val" as="text()*">
    <xsl:text>{tp:signs(.)?1 ! tp:made-up(.)}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{tp:signs(.)?2[.] ! tp:made-up(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="constraint | content | outputRendition | egXML | eg:egXML" as="text()*">
    <xsl:text>{$tp:block}{$tp:indent}</xsl:text>
    <xsl:apply-templates mode="tp:markup">
      <xsl:with-param name="indent" select="tp:indent-of-example(.)" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:text>{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

  <!-- The lines of an example stay lines. -->
  <xsl:template match="ab[@rend or @rendition or @type][tp:is-code(.)] | eg" as="text()*" name="tp:example">
    <xsl:text>{$tp:block}{$tp:indent}</xsl:text>
    <xsl:for-each select="node()">
      <xsl:choose>
        <xsl:when test="self::text()">
          <xsl:text>{tp:verbatim(.)}</xsl:text>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:text>{$tp:block}{$tp:outdent}</xsl:text>
  </xsl:template>

  <xsl:template match="p[@rend or @rendition or @type][tp:is-code(.)]" priority="2" as="text()*">
    <xsl:call-template name="tp:example"/>
  </xsl:template>

  <xsl:template match="memberOf | moduleRef | specDesc" as="text()*">
    <xsl:text>{$tp:line}{(@key, @name, @target)[1] ! tp:made-up(.)}</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>{$tp:line}</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="tp:markup" as="text()*">
    <xsl:text>{tp:made-up(tp:start-tag(.))}</xsl:text>
    <xsl:apply-templates mode="tp:markup"/>
    <xsl:text>{tp:made-up(tp:end-tag(.))[current()/node()]}</xsl:text>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="tp:markup" as="text()*">
    <xsl:text>{tp:made-up(tp:start-tag(.))}</xsl:text>
  </xsl:template>

  <xsl:template match="text()" mode="tp:markup" as="text()*">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:text>{tp:verbatim(replace(., '\n[ \t]{0,' || $indent || '}', '&#xA;'))}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
