<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 3 of the TEI Guidelines: lists. Between the items of a list of HTML nothing stands but items. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a list to its items, and to what stands between them. -->
  <xsl:mode name="tp:items" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From a list to its attributes: whether it needs no marks before its items is one. -->
  <xsl:mode name="tp:list-attributes" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What stands before the first item: the heading, a page break. It goes before the list. -->
  <xsl:function name="tp:before-items" as="node()*">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="first" as="element()?" select="$list/*[tp:is-item(.)][1]"/>
    <xsl:sequence select="$list/node()[empty($first) or . &lt;&lt; $first][self::* or normalize-space() or tp:is-between(., $first)]"/>
  </xsl:function>

  <!-- Whether white space stands between two elements before the first item: it parts their words. -->
  <xsl:function name="tp:is-between" as="xs:boolean">
    <xsl:param name="space" as="node()"/>
    <xsl:param name="first" as="element()?"/>
    <xsl:variable name="next" as="element()?" select="$space/following-sibling::*[1]"/>
    <xsl:sequence select="exists($space/preceding-sibling::*) and exists($next) and not($next is $first)"/>
  </xsl:function>

  <!-- Whether labels and items take turns, so that it is a list of terms and what they mean. -->
  <xsl:function name="tp:is-glossary" as="xs:boolean">
    <xsl:param name="list" as="element(list)"/>
    <xsl:sequence select="
        exists($list/(item | label)[1][self::label]) and exists($list/(item | label)[last()][self::item])"/>
  </xsl:function>

  <!-- Whether it is an item of the list that it stands in. -->
  <xsl:function name="tp:is-item" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        exists($node[self::headItem or self::headLabel or self::item or self::label]/parent::list
               | $node[self::castGroup or self::castItem][parent::castGroup or parent::castList]
               | $node[self::listWit or self::witness]/parent::listWit
               | $node[self::change or self::listChange]/parent::*[self::listChange or self::revisionDesc]
               | $node/self::category/parent::*[self::category or self::taxonomy]
               | $node[self::event or self::nym or self::object or self::org or self::person or self::personGrp
                       or self::persona or self::place or self::relation]/parent::*[starts-with(local-name(), 'list')])"/>
  </xsl:function>

  <xsl:template match="headItem | headLabel" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]/headItem | list[tp:is-glossary(.)]/item" as="element()">
    <dd><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></dd>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]/headLabel" as="element()">
    <dt><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></dt>
  </xsl:template>

  <xsl:template match="item" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A number that the source prints, in a list that counts. -->
  <xsl:template match="list/item[matches(@n, '^[0-9]{1,6}$')][tp:numbering(..)][not(../label)]" priority="1" as="element()">
    <li value="{@n}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="label" as="element()">
    <xsl:element name="{if (tp:has-blocks(.)) then 'div' else if (tp:is-block(.)) then 'p' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]/label" priority="1" as="element()">
    <dt><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></dt>
  </xsl:template>

  <xsl:template match="list/label" as="element()">
    <li><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></li>
  </xsl:template>

  <xsl:template match="list" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:list-attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="." mode="tp:items"/>
        </ul>
      </xsl:where-populated>
    </div>
  </xsl:template>

  <xsl:template match="list[tp:is-glossary(.)]" priority="1" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'enumerated'[tp:is-enumerated(current())]"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <dl>
        <xsl:apply-templates select="." mode="tp:items"/>
      </dl>
    </div>
  </xsl:template>

  <xsl:template match="list[tp:numbering(.)]" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:list-attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <xsl:where-populated>
        <ol>
          <xsl:for-each select="tp:numbering(.)[. ne '1']">
            <xsl:attribute name="type" select="."/>
          </xsl:for-each>
          <xsl:apply-templates select="." mode="tp:items"/>
        </ol>
      </xsl:where-populated>
    </div>
  </xsl:template>

  <xsl:template match="list" mode="tp:list-attributes" as="attribute()*">
    <xsl:apply-templates select="." mode="tp:attributes">
      <xsl:with-param name="classes" select="'marks-itself'[tp:marks-itself(current())]"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="tp:items" as="node()*">
    <xsl:variable name="list" as="element()" select="."/>
    <xsl:for-each-group select="node() except tp:before-items(.)"
        group-adjacent="tp:is-item(.) or not(self::* or self::text()[normalize-space()])">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:element name="{if ($list/self::list[tp:is-glossary(.)]) then 'dd' else 'li'}">
            <xsl:attribute name="class" select="'between-items'"/>
            <xsl:apply-templates select="current-group()"/>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
