<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 8 of the TEI Guidelines: utterances, and what is heard and seen beside them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the pointers to speakers to their names. -->
  <xsl:mode name="tp:speaker" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="@who" mode="tp:speaker" as="element()?">
    <xsl:variable name="names" as="xs:string*" select="tp:speakers(.)"/>
    <xsl:if test="exists($names)">
      <p class="tei-speaker run-in generated">{string-join($names, ', ')}</p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="annotationBlock" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- How speech was recorded: of which kind and how long, by whom, with what. -->
  <xsl:template match="broadcast | equipment | recording | recordingStmt | scriptStmt" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="self::recording/string-join((@type, @dur), ', ')[normalize-space()]">
        <span class="label generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="incident | kinesic | vocal | writing" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="
      incident[tp:is-block(.)] | kinesic[tp:is-block(.)] | vocal[tp:is-block(.)]
      | writing[tp:is-block(.)]" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- A note of who speaks, or of what happens, stands where it happens. -->
  <xsl:template match="note[ancestor::text][tp:is-remark(.)]" priority="3" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="pause" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated" role="img" aria-label="{tp:label('pause')}">{tp:pause(.)}</span>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- A post of a conversation in writing begins with who wrote it, and when. -->
  <xsl:template match="post" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:posted(.)">
        <p class="tei-speaker generated">{.}</p>
      </xsl:for-each>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A paragraph of an utterance. -->
  <xsl:template match="u/seg[tp:is-block(.)]" priority="1" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="shift" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="string-join((@feature, @new)[normalize-space()], ': ')[.]">
        <span class="generated">[{.}]</span>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="u" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="self::*[not(tp:names-speaker(.))]/(@who, parent::annotationBlock/@who)[1]" mode="tp:speaker"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

</xsl:stylesheet>
