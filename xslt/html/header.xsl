<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 2 of the TEI Guidelines: what the header says about the edition, at the foot of the page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="abstract" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <h3>{tp:label('abstract')}</h3>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="appInfo" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="application" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('software')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="titleStmt/author" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('author')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="availability" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="calendar | calendarDesc" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="change" as="element()">
    <xsl:element name="{if (tp:is-item(.)) then 'li' else 'div'}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{@when}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="correction" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="creation" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('creation')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="publicationStmt/date" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('date')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="application/desc" as="node()+">
    <xsl:text> · </xsl:text>
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:value-of select="@type ! (. || ' ')"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="edition" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="editionStmt/edition" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('edition')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="editionStmt" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="titleStmt/editor" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('editor')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="editorialDecl" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <h3>{tp:label('editorial-principles')}</h3>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="encodingDesc" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="fileDesc" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="idno" as="element()">
    <span><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="publicationStmt/idno" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('identifier')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="interpretation" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="keywords" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('keywords')}</span>
      <xsl:for-each select="*">
        <xsl:text>{if (position() = 1) then ' ' else ', '}</xsl:text>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="language" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:text>{(normalize-space()[.], @ident)[1]}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="langUsage" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('languages')}</span>
      <xsl:for-each select="*">
        <xsl:text>{if (position() = 1) then ' ' else '; '}</xsl:text>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="licence" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="licence[matches(@target, '^https?://')]" as="element()">
    <p>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <a href="{@target}" rel="license">{(tp:plain(.)[.], @target)[1]}</a>
    </p>
  </xsl:template>

  <xsl:template match="normalization" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="profileDesc" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="projectDesc" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <h3>{tp:label('project')}</h3>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="publicationStmt" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <h3>{tp:label('publication')}</h3>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="publicationStmt/publisher" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('publisher')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="publicationStmt/pubPlace" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('place-of-publication')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="quotation" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- How the source set its brackets is for the source view, not for readers. -->
  <xsl:template match="rendition" as="empty-sequence()"/>

  <xsl:template match="respStmt" as="element()">
    <xsl:element name="{tp:unless-blocks(., if (parent::editionStmt or parent::titleStmt) then 'p' else 'span')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:element name="{if (resp[tp:has-blocks(.)]) then 'div' else 'span'}">
        <xsl:attribute name="class" select="'label'"/>
        <xsl:apply-templates select="resp/node()"/>
      </xsl:element>
      <xsl:for-each select="* except resp">
        <xsl:text>{if (position() = 1) then ' ' else ', '}</xsl:text>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="revisionDesc" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <h3>{tp:label('revisions')}</h3>
      <xsl:apply-templates select="* except change"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="change"/>
        </ul>
      </xsl:where-populated>
    </div>
  </xsl:template>

  <xsl:template match="segmentation" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="sourceDesc" as="element()">
    <div>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <h3>{tp:label('source')}</h3>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tagsDecl" as="empty-sequence()"/>

  <xsl:template match="teiHeader" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="textClass" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="titleStmt/title" as="element()">
    <xsl:element name="{tp:unless-blocks(., 'p')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="label">{tp:label('title')}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="titleStmt" as="element()">
    <div><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></div>
  </xsl:template>

</xsl:stylesheet>
