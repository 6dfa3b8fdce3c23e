<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 7 of the TEI Guidelines: casts, speeches and stage directions. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="actor | role | roleDesc" as="node()+">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
      <xsl:if test="tp:lacks-comma(.)">
        <span class="generated">,</span>
      </xsl:if>
    </span>
    <xsl:text>{' '[tp:next-part(current())]}</xsl:text>
  </xsl:template>

  <xsl:template match="camera | caption | move | sound | stage | tech | view" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="
      camera[tp:is-block(.)] | caption[tp:is-block(.)] | move[tp:is-block(.)] | sound[tp:is-block(.)]
      | stage[tp:is-block(.)] | tech[tp:is-block(.)] | view[tp:is-block(.)]" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="castGroup | castList" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="." mode="tp:items"/>
        </ul>
      </xsl:where-populated>
    </xsl:element>
  </xsl:template>

  <xsl:template match="castItem" priority="1" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="epilogue | performance | prologue | set | spGrp" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="sp" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="self::*[not(speaker)]/@who" mode="tp:speaker"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="speaker" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- In prose the speech begins in the line of its speaker; how it is said stands there also in verse. -->
  <xsl:template match="speaker[following-sibling::*[1][tp:is-delivery(.) or self::p and not(tp:has-blocks(.))]]" as="element()">
    <p>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'run-in'"/>
      </xsl:apply-templates>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template match="sp/stage[tp:is-delivery(.)]" priority="1" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'run-in'"/>
      </xsl:apply-templates>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

</xsl:stylesheet>
