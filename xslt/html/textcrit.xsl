<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 13 of the TEI Guidelines: the readings of witnesses. In the text stands one, the others stand in
     the apparatus (apparatus.xsl). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="app" priority="1" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:in-place(.)"/>
      <xsl:apply-templates select=".[tp:has-variants(.)]" mode="tp:reading-call"/>
      <xsl:text>{lem/text()[tp:ends-before-call(.)] ! ' '}</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- An entry of standOff: its call is at its place. -->
  <xsl:template match="listApp/app" priority="2" as="node()*">
    <xsl:apply-templates select="tp:in-place(.)"/>
  </xsl:template>

  <!-- An entry that says where its words are. -->
  <xsl:template match="app[tp:is-apart(.)]" priority="3" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:place-as-told(.)">
        <span class="label generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="tp:variant"/>
    </div>
  </xsl:template>

  <xsl:template match="lacunaEnd | lacunaStart | witEnd | witStart" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">[{string-join((tp:label(local-name()), tp:sigla(.)), ' ')}]</span>
    </span>
  </xsl:template>

  <xsl:template match="lem | rdg | wit | witDetail" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="lem/text()[tp:ends-before-call(.)]" priority="1" as="text()">
    <xsl:value-of select="replace(tp:characters(.), '\s+$', '')"/>
  </xsl:template>

  <xsl:template match="listApp" as="element()?">
    <xsl:where-populated>
      <div>
        <xsl:apply-templates select="." mode="tp:attributes"/>
        <xsl:apply-templates select="* | text()[normalize-space()]"/>
      </div>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="listWit" as="element()">
    <xsl:element name="{if (parent::listWit) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-items(.)"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="." mode="tp:items"/>
        </ul>
      </xsl:where-populated>
    </xsl:element>
  </xsl:template>

  <!-- A note of an entry stands in it. -->
  <xsl:template match="app/note" priority="2" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="rdgGrp" priority="1" as="element()">
    <xsl:element name="{if (*[tp:has-blocks(.)]) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:in-place(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- Beside the words of a witness, and in no entry. -->
  <xsl:template match="witDetail[not(parent::app or parent::rdgGrp)]" priority="1" as="node()+">
    <xsl:text> </xsl:text>
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">[{string-join(tp:sigla(.), ' ')}: </span>
      <xsl:apply-templates/>
      <span class="generated">]</span>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="witness" as="element()">
    <xsl:element name="{if (parent::listWit) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:siglum-before(.)">
        <span class="label generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
