<?xml version="1.0" encoding="UTF-8"?>
<!-- Records on the page: statements in lists of labels and what they say. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From an element of a record to what stands in it, whatever stands around it. -->
  <xsl:mode name="tp:content" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From a statement to what it says, and to its label. -->
  <xsl:mode name="tp:said" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tp:said-of" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="tp:content" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Statements that follow one another are one list; those with one label stand under it together.
       What a description shows in the place of a text does not stand at the foot again. -->
  <xsl:template match="*[$tp:records(local-name())]" mode="tp:content" as="node()*">
    <xsl:param name="shown" as="element()*" select="()" tunnel="yes"/>
    <xsl:variable name="parts" as="node()*" select="
        (* except $shown)[not(tp:is-statement(.)) or tp:says-something(.)][not(*) or exists(* except $shown)]
        | text()[normalize-space()]"/>
    <xsl:for-each-group select="$parts" group-adjacent="tp:is-statement(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <dl class="record">
            <xsl:for-each-group select="current-group()" group-adjacent="tp:statement-key(.)">
              <div>
                <xsl:apply-templates select="." mode="tp:said-of"/>
                <xsl:apply-templates select="current-group()" mode="tp:said"/>
              </div>
            </xsl:for-each-group>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="current-group()">
            <xsl:apply-templates select="."/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="*[tp:is-in-parts(.)]" mode="tp:content" as="node()*">
    <xsl:if test="tp:needs-blank(., preceding-sibling::node()[1], '\w$')">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:for-each select="*">
      <xsl:apply-templates select="preceding-sibling::*[1]" mode="tp:separator"/>
      <xsl:apply-templates select="."/>
      <xsl:for-each select="tp:stated-alone(.)">
        <span class="generated">{.}</span>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:if test="tp:needs-blank(., following-sibling::node()[1], '^\w')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Whether the parts in a line would run together with the words that stand beside them. -->
  <xsl:function name="tp:needs-blank" as="xs:boolean">
    <xsl:param name="parts" as="element()"/>
    <xsl:param name="beside" as="node()?"/>
    <xsl:param name="edge" as="xs:string"/>
    <xsl:sequence select="
        not(tp:is-statement($parts) or tp:is-in-parts($parts/..))
        and (not($beside/self::text()) or matches($beside, $edge))"/>
  </xsl:function>

  <!-- What is one for the statements that stand under one label; who did what stands alone. -->
  <xsl:function name="tp:statement-key" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="
        if ($statement/self::respStmt) then path($statement) else tp:statement-label($statement)"/>
  </xsl:function>

  <xsl:template match="*" mode="tp:said" as="element()">
    <dd>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:stated(.)">
        <span class="generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="tp:content"/>
    </dd>
  </xsl:template>

  <!-- Who did what: what was done is the label. -->
  <xsl:template match="respStmt[*[1][self::resp]]" mode="tp:said" as="element()">
    <dd>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="node() except resp[1]">
        <xsl:apply-templates select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template match="*" mode="tp:said-of" as="element()">
    <dt class="generated">
      <xsl:sequence select="tp:label-attributes(..)"/>
      <xsl:text>{tp:statement-label(.)}</xsl:text>
    </dt>
  </xsl:template>

  <xsl:template match="respStmt[*[1][self::resp]]" mode="tp:said-of" as="element()">
    <dt><xsl:apply-templates select="resp[1]"/></dt>
  </xsl:template>

  <!-- From a part of a line to the mark and the blank after it. -->
  <xsl:mode name="tp:separator" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="tp:separator" as="node()+">
    <xsl:for-each select="tp:separator(.)[.]">
      <span class="generated">{.}</span>
    </xsl:for-each>
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
