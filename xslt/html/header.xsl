<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 2 of the TEI Guidelines: what the header says about the edition, at the foot of the page,
     as a record (records.xsl). Chapter 5, the description of characters, goes with it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What a declaration for machines says in its attributes. -->
  <xsl:function name="tp:declared" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        string-join($element/(@* except (@xml:lang, @xml:base, @xml:space)) ! (name() || '=&quot;' || . || '&quot;'), ' ')[.]"/>
  </xsl:function>

  <!-- Parts of the header, each a block. -->
  <xsl:template as="element()" match="
      abstract | appInfo | availability | biblFull | calendar | calendarDesc | catDesc | char | charDecl
      | classDecl | correction | correspAction | correspContext | correspDesc | editionStmt
      | editorialDecl | encodingDesc | fileDesc | geoDecl | glyph | handNotes | hyphenation
      | interpretation | langUsage | keywords | listPrefixDef | metDecl | normalization | notesStmt
      | profileDesc | projectDesc | publicationStmt | punctuation | quotation | refsDecl
      | revisionDesc | samplingDecl | segmentation | seriesStmt | sourceDesc | stdVals
      | styleDefDecl | tagsDecl | taxonomy | teiHeader | textClass | titleStmt | unitDecl
      | variantEncoding | xenoData">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </div>
  </xsl:template>

  <xsl:template match="application | transcriptionDesc" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:if test="not(label)">
        <span class="generated">{@ident} {@version}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Words of the header. -->
  <xsl:template as="element()" match="
      authority | catRef | charName | charProp | classCode | distributor | edition | extent | funder | glyphName
      | idno | localName | localProp | mapping | principal | respStmt | sponsor | unicodeName | unicodeProp | unihanProp | value">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </span>
  </xsl:template>

  <xsl:template match="category | listChange" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="change" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="tp:dates(.)">
        <span class="label generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:if test="(self::date or self::label or self::name or self::persName) and matches(following-sibling::node()[1], '^\w')">
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="creation" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Declarations for machines: their attributes, and what they say to people. -->
  <xsl:template as="element()" match="
      cRefPattern | citeData | citeStructure | conversion | metSym | namespace | prefixDef | refState | rendition
      | schemaRef | tagUsage | unitDef">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="." mode="tp:content"/>
    </div>
  </xsl:template>

  <xsl:template match="application/desc" as="node()+">
    <span class="generated"> · </span>
    <xsl:for-each select="@type[normalize-space()]">
      <span class="label generated">{
        if (. = ('encoding', 'sha256')) then tp:label('application-' || .) else tp:spoken(.)}</span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="language" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates/>
      <xsl:if test="not(normalize-space())">
        <span class="generated">{@ident}</span>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- What no address tells is told in words. -->
  <xsl:template match="licence" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:for-each select="@target[not(normalize-space(..))]">
        <span class="generated">{.}</span>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="licence[matches(@target, '^https?://')]" as="element()">
    <xsl:variable name="linked" as="xs:boolean" select="normalize-space() and not(tp:holds-link(.))"/>
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:choose>
        <xsl:when test="$linked">
          <a href="{iri-to-uri(tokenize(@target)[1])}" rel="license"><xsl:apply-templates/></a>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates/>
          <xsl:for-each select="tokenize(@target)">
            <p class="generated"><a href="{iri-to-uri(.)}" rel="license">{.}</a></p>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- The letter before, the letter after. -->
  <xsl:template match="correspContext/ptr | correspContext/ref" as="node()+">
    <xsl:for-each select="(@subtype, @type)[normalize-space()][1]">
      <span class="label generated">{
        if (starts-with(., 'next')) then tp:label('letter-next')
        else if (starts-with(., 'prev')) then tp:label('letter-prev') else tp:spoken(.)}</span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates select="." mode="tp:link"/>
  </xsl:template>

  <!-- Items, with what stands between them. -->
  <xsl:template match="category | listChange | revisionDesc | taxonomy" mode="tp:content" as="node()*">
    <xsl:apply-templates select="tp:before-items(.)"/>
    <xsl:where-populated>
      <ul>
        <xsl:apply-templates select="." mode="tp:items"/>
      </ul>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template mode="tp:content" as="node()*" match="
      cRefPattern | citeData | citeStructure | conversion | metSym | namespace | prefixDef | refState | rendition
      | schemaRef | tagUsage | unitDef">
    <xsl:for-each select="tp:declared(.)">
      <code class="generated">{.}</code>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="idno[tp:is-statement(.)][not(*)][matches(., '^\s*https?://\S+\s*$')]" mode="tp:content" as="element()">
    <a href="{iri-to-uri(normalize-space())}"><xsl:apply-templates/></a>
  </xsl:template>

  <!-- Long declarations for machines stay closed. -->
  <xsl:template match="listPrefixDef | styleDefDecl | tagsDecl" mode="tp:content" as="element()">
    <details>
      <summary class="generated">{tp:label('details')}</summary>
      <xsl:apply-templates/>
    </details>
  </xsl:template>

  <!-- Metadata in other vocabularies: their words. -->
  <xsl:template match="xenoData" mode="tp:content" as="element()">
    <details>
      <summary class="generated">{tp:label('details')}</summary>
      <xsl:text>{string-join(.//text(), ' ')}</xsl:text>
    </details>
  </xsl:template>

</xsl:stylesheet>
