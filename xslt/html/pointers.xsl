<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 17 of the TEI Guidelines: where pointers lead, and what of them is shown. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From a pointer without words to the words that show where it leads. -->
  <xsl:mode name="tp:address" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- ptr and ref: a link where the pointer leads somewhere. -->
  <xsl:mode name="tp:link" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Where a pointer leads: the first of its addresses that a reader may follow, or nothing. -->
  <xsl:function name="tp:address" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:sequence select="(tokenize($pointer/@target) ! tp:address-of(., $pointer))[1]"/>
  </xsl:function>

  <!-- The address for one target of a pointer: a place of the document, a neighbour, the web. What has a
       scheme of its own is never followed. -->
  <xsl:function name="tp:address-of" as="xs:string?">
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="inside" as="element()?" select="tp:pointed($target, root($pointer))"/>
    <xsl:sequence select="
        if ($inside) then $inside[tp:is-in-text(.)] ! tp:href(.)
        else $target[matches(., '^(https?|mailto):[^\s&lt;&gt;&quot;{}|\\^`]+$') or not($tp:is-book) and
                     (matches(., '^[^#:/?&lt;&gt;&quot;{}|\\^`][^:&lt;&gt;&quot;{}|\\^`]*$') or matches(., '^/[^/:][^:&lt;&gt;&quot;{}|\\^`]*$'))]"/>
  </xsl:function>

  <!-- Whether a link or a block would stand inside: HTML does not nest links, the inner one stays. -->
  <xsl:function name="tp:holds-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/*) and (tp:has-blocks($element)
        or exists($element//(graphic | note | pb | ptr | ref | (name | objectName | orgName | persName | placeName | rs | title)[@ref])))"/>
  </xsl:function>

  <!-- Reports the targets that lead nowhere, by their cause: a name that the document lacks, or a scheme. -->
  <xsl:template name="tp:report-targets" as="empty-sequence()">
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:variable name="lost" as="xs:string*" select="tokenize(@target)[empty(tp:address-of(., $pointer))]"/>
    <xsl:if test="exists($lost[not(matches(., '^[A-Za-z][A-Za-z0-9+.-]*:'))])">
      <xsl:call-template name="tp:finding">
        <xsl:with-param name="code" select="'T002'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each-group select="$lost[matches(., '^[A-Za-z][A-Za-z0-9+.-]*:')]" group-by="substring-before(., ':')">
      <xsl:variable name="scheme" as="xs:string" select="current-grouping-key()"/>
      <xsl:for-each select="$pointer">
        <xsl:call-template name="tp:finding">
          <xsl:with-param name="code" select="'T022'"/>
          <xsl:with-param name="arguments" select="map{'scheme': $scheme}"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="ptr | ref" as="node()+">
    <xsl:apply-templates select="." mode="tp:link"/>
  </xsl:template>

  <!-- A pointer without words shows where it leads. -->
  <xsl:template match="ptr | ref" mode="tp:address" as="node()*">
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:variable name="targets" as="xs:string*" select="tokenize(@target)"/>
    <xsl:for-each select="$targets">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:variable name="words" as="xs:string" select="
          replace(tp:pointed-names($pointer/@target)[$number], '^(https?://|mailto:)', '')"/>
      <xsl:variable name="address" as="xs:string?" select="tp:address-of(., $pointer)[count($targets) gt 1]"/>
      <xsl:if test="position() gt 1">
        <span class="generated">, </span>
      </xsl:if>
      <xsl:element name="{if (exists($address)) then 'a' else 'span'}">
        <xsl:attribute name="class" select="'generated'"/>
        <xsl:for-each select="$address">
          <xsl:attribute name="href" select="."/>
        </xsl:for-each>
        <xsl:text>{$words}</xsl:text>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- A pointer with words is a link to the first place that it leads to; the others follow it. -->
  <xsl:template match="ptr | ref" mode="tp:link" as="node()+">
    <xsl:variable name="wordless" as="xs:boolean" select="not(* or normalize-space())"/>
    <xsl:variable name="several" as="xs:boolean" select="count(tokenize(@target)) gt 1"/>
    <xsl:variable name="address" as="xs:string?" select="tp:address(.)"/>
    <xsl:variable name="linked" as="xs:boolean" select="
        exists($address) and not(tp:holds-link(.)) and not($wordless and $several)"/>
    <xsl:call-template name="tp:report-targets"/>
    <xsl:value-of select="tp:blank-before(.)[$wordless]"/>
    <xsl:element name="{if ($linked) then 'a' else tp:unless-blocks(., 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="$linked">
        <xsl:attribute name="href" select="$address"/>
      </xsl:if>
      <xsl:if test="@target and empty($address)">
        <xsl:attribute name="data-target" select="@target"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$wordless">
        <xsl:apply-templates select="." mode="tp:address"/>
      </xsl:if>
    </xsl:element>
    <xsl:if test="$several and not($wordless)">
      <xsl:call-template name="tp:further-targets"/>
    </xsl:if>
    <xsl:value-of select="tp:blank-after(.)[$wordless]"/>
  </xsl:template>

  <!-- What calls a note is a link to it, and the note leads back here. -->
  <xsl:template match="ptr[tp:called-note(.)] | ref[tp:called-note(.)]" mode="tp:link" as="element()">
    <xsl:variable name="note" as="element(note)" select="tp:called-note(.)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space()"/>
    <xsl:element name="{if (tp:holds-link(.)) then tp:unless-blocks(., 'span') else 'a'}">
      <xsl:if test="tp:callers($note)[1] is . and empty(tp:own-id(.))">
        <xsl:attribute name="id" select="tp:id-of-call($note)"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="'note-call'[matches($words, '^[\d\W]{0,6}$|^\W?\w\W?$')]"/>
      </xsl:apply-templates>
      <xsl:if test="not(tp:holds-link(.))">
        <xsl:attribute name="role" select="'doc-noteref'"/>
        <xsl:attribute name="href" select="tp:href($note)"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$words = ''">
        <span class="generated">{tp:note-sign($note)}</span>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- The links to all but the first place, each by its number. -->
  <xsl:template name="tp:further-targets" as="node()*">
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:for-each select="tail(tokenize(@target) ! tp:address-of(., $pointer))">
      <span class="generated">
        <xsl:text> </xsl:text>
        <a class="further" href="{.}" aria-label="{tp:label('further-target', map{'n': string(position() + 1)})}">[{position() + 1}]</a>
      </span>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
