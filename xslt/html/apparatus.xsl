<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: a letter at each place that has other readings, and the list of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From the document to its apparatus. -->
  <xsl:mode name="tp:apparatus" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- From an app to its item in the list, and to the sign that stands in the text. -->
  <xsl:mode name="tp:reading-body" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tp:reading-call" on-no-match="fail" on-multiple-match="fail"/>

  <!-- From what an entry holds to what it shows: words, and who has them. -->
  <xsl:mode name="tp:variant" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" mode="tp:apparatus" as="element()?">
    <xsl:variable name="readings" as="element(app)*" select="tp:readings(.)"/>
    <xsl:if test="$readings">
      <section class="notes apparatus" aria-labelledby="{tp:unused('apparatus', .)}">
        <h2 id="{tp:unused('apparatus', .)}" class="generated">{tp:label('apparatus')}</h2>
        <xsl:where-populated>
          <dl class="generated">
            <xsl:for-each select="tp:witnesses(.)">
              <dt>{tp:siglum('#' || @xml:id, .)}</dt>
              <dd>{tp:plain(.)}</dd>
            </xsl:for-each>
          </dl>
        </xsl:where-populated>
        <ol type="a">
          <xsl:apply-templates select="$readings" mode="tp:reading-body"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="app" mode="tp:reading-body" as="element()">
    <xsl:variable name="shown" as="element()?" select="tp:shown-reading(.)"/>
    <li id="{tp:id-of-reading(.)}" value="{position()}">
      <xsl:sequence select="tp:language-attributes(tp:language(.), $tp:language-of-text)"/>
      <xsl:sequence select="tp:pops-up()"/>
      <xsl:for-each select="tp:place-as-told(.)">
        <span class="label generated">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="$shown">
        <span class="lemma generated">{string-join((tp:abridged(tp:plain(.)), tp:sigla(.)), ' ')}]</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates select="tp:variants(.)" mode="tp:variant"/>
      <xsl:if test="not(parent::listApp) or tp:place-of-reading(.)">
        <xsl:text>&#xA0;</xsl:text>
        <a class="note-back generated" role="doc-backlink" href="{tp:href-of-reading-call(.)}"
           aria-label="{tp:label('reading-back', map{'n': tp:reading-letter(.)})}">↩</a>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="app" mode="tp:reading-call" as="element()+">
    <xsl:variable name="letter" as="xs:string" select="tp:reading-letter(.)"/>
    <xsl:variable name="label" as="xs:string" select="tp:label('reading-call', map{'n': $letter})"/>
    <a id="{tp:id-of-reading-call(.)}" class="note-call of-apparatus generated" role="doc-noteref" href="{tp:href-of-reading(.)}"
       aria-label="{$label}">{$letter}</a>
    <xsl:sequence select="tp:button(tp:id-of-reading(.), $letter, $label, 'of-apparatus')"/>
  </xsl:template>

  <xsl:template match="*" mode="tp:variant" as="node()*">
    <xsl:apply-templates select="."/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="tp:variant" as="node()*">
    <xsl:apply-templates select="."/>
    <xsl:if test="tp:omits(.)">
      <span class="generated">{tp:label('omitted')}</span>
    </xsl:if>
    <xsl:text>{' '[not(current()/self::lem) or tp:sigla(current())]}</xsl:text>
    <xsl:for-each select="tp:attribution(.)[.]">
      <span class="sigla generated">{.}</span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="rdgGrp" mode="tp:variant" as="node()*">
    <xsl:apply-templates mode="tp:variant"/>
  </xsl:template>

  <xsl:template match="text()" mode="tp:variant" as="text()?">
    <xsl:value-of select="tp:characters(.)"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="tp:variant" as="empty-sequence()"/>

</xsl:stylesheet>
