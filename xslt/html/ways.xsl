<?xml version="1.0" encoding="UTF-8"?>
<!-- The ways between the pages of a long document: those before and after, and the contents. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <!-- From an entry of the contents of the whole to the same in those of its pages. -->
  <xsl:mode name="tp:contents" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- From the contents of the pages to the same on one of them. -->
  <xsl:mode name="tp:here" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- How long contents may be that every page has, and such as name every division, in bytes. -->
  <xsl:variable name="tp:longest-contents" as="xs:integer+" select="12000, 60000"/>

  <!-- The contents on the first page. -->
  <xsl:template name="tp:contents" as="element(nav)">
    <xsl:param name="contents" as="element(ol)" tunnel="yes"/>
    <nav class="toc generated" aria-label="{tp:label('contents')}">
      <h2>{tp:label('contents')}</h2>
      <xsl:sequence select="$contents"/>
    </nav>
  </xsl:template>

  <!-- On the others they can be opened, where they are short, else they are a link. -->
  <xsl:template name="tp:contents-opened" as="element()">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <xsl:param name="titles" as="xs:string+" tunnel="yes"/>
    <xsl:param name="starts" as="element()+" tunnel="yes"/>
    <xsl:param name="from" as="element()?" tunnel="yes"/>
    <xsl:param name="to" as="element()?" tunnel="yes"/>
    <xsl:param name="contents" as="element(ol)" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="tp:weight-of-contents($starts) gt $tp:longest-contents[1]">
        <xsl:call-template name="tp:way-to-contents"/>
      </xsl:when>
      <xsl:otherwise>
        <details class="toc">
          <summary>{tp:label('contents')}</summary>
          <p><a href="{$names[1]}">{$titles[1]}</a></p>
          <xsl:apply-templates select="$contents" mode="tp:here">
            <xsl:with-param name="here" tunnel="yes" select="
                tp:entry-of(root($from)/html/body/main/nav/ol//a, $from, $to)/@href, $names[$number + 1]"/>
          </xsl:apply-templates>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="tp:way-to-contents" as="element(a)">
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <a href="{$names[1]}">{tp:label('contents')}</a>
  </xsl:template>

  <xsl:function name="tp:weight-of-contents" as="xs:integer">
    <xsl:param name="starts" as="element()+"/>
    <xsl:sequence select="(root($starts[1])/html/body/main/nav ! tp:weight(.), 110 * count($starts))[1]"/>
  </xsl:function>

  <!-- The entries of the contents, if any, with the pages that they do not name; very long contents name what begins
       a page. They are made once for all pages. -->
  <xsl:template name="tp:entries" as="element(ol)">
    <xsl:param name="starts" as="element()+" tunnel="yes"/>
    <xsl:variable name="whole" as="node()" select="root($starts[1])"/>
    <xsl:variable name="entries" as="element(li)*" select="$whole/html/body/main/nav/ol/li"/>
    <ol>
      <xsl:apply-templates select="$entries" mode="tp:contents">
        <xsl:with-param name="places" tunnel="yes" select="
            ($starts ! ('#' || tp:place(.)))[tp:weight-of-contents($starts) gt $tp:longest-contents[2]]"/>
      </xsl:apply-templates>
      <xsl:call-template name="tp:page-entries">
        <xsl:with-param name="pages" select="
            if (exists($entries)) then tp:after-text($whole)[self::footer] else $starts"/>
      </xsl:call-template>
    </ol>
  </xsl:template>

  <xsl:template name="tp:page-entries" as="element(li)*">
    <xsl:param name="pages" as="element()*"/>
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <xsl:param name="titles" as="xs:string+" tunnel="yes"/>
    <xsl:param name="starts" as="element()+" tunnel="yes"/>
    <xsl:for-each select="
        if ($pages) then for $number in 1 to count($starts) return $number[$starts[$number] intersect $pages] else ()">
      <li>
        <a href="{$names[current() + 1]}">{$titles[current() + 1]}</a>
        <xsl:where-populated>
          <ol>
            <xsl:call-template name="tp:page-entries">
              <xsl:with-param name="pages" select="$starts[current()]/self::footer ! tp:pages-in(., $starts)"/>
            </xsl:call-template>
          </ol>
        </xsl:where-populated>
      </li>
    </xsl:for-each>
  </xsl:template>

  <!-- The notes are no place of their own: each chapter has its own. An index of several pages tells them. -->
  <xsl:template match="li" mode="tp:contents" as="element(li)?">
    <xsl:param name="starts" as="element()+" tunnel="yes"/>
    <xsl:param name="places" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="section" as="element()?" select="tp:target(a)/parent::section"/>
    <xsl:if test="not($section[contains-token(@class, 'notes')]) and (empty($places) or descendant::a/@href = $places)">
      <li>
        <xsl:apply-templates mode="tp:contents"/>
        <xsl:where-populated>
          <ol>
            <xsl:call-template name="tp:page-entries">
              <xsl:with-param name="pages" select="
                  $section[contains-token(@class, 'index')] ! tp:pages-in(., $starts)"/>
            </xsl:call-template>
          </ol>
        </xsl:where-populated>
      </li>
    </xsl:if>
  </xsl:template>

  <xsl:template match="ol" mode="tp:contents" as="element(ol)?">
    <xsl:where-populated>
      <ol>
        <xsl:apply-templates select="li" mode="tp:contents"/>
      </ol>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="a" mode="tp:here" as="element(a)">
    <xsl:param name="here" as="xs:string*" tunnel="yes"/>
    <xsl:copy>
      <xsl:sequence select="@*"/>
      <xsl:if test="@href = $here">
        <xsl:attribute name="aria-current" select="'page'"/>
      </xsl:if>
      <xsl:sequence select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="li" mode="tp:here" as="element(li)">
    <xsl:param name="here" as="xs:string*" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="descendant::a/@href = $here">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The pages that begin within a part of the whole. -->
  <xsl:function name="tp:pages-in" as="element()*">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:sequence select="$starts[ancestor::* intersect $part]"/>
  </xsl:function>

  <!-- Where an entry of the contents leads. -->
  <xsl:function name="tp:target" as="element()?">
    <xsl:param name="link" as="element(a)"/>
    <xsl:sequence select="key('tp:made-id', substring($link/@href, 2), root($link))[1]"/>
  </xsl:function>

  <!-- The entry for a page: the first that leads to it, else the last that leads to a page before; none for a page
       that is told by itself, the next of an index. -->
  <xsl:function name="tp:entry-of" as="element(a)?">
    <xsl:param name="entries" as="element(a)*"/>
    <xsl:param name="from" as="element()"/>
    <xsl:param name="to" as="element()?"/>
    <xsl:variable name="before" as="element(a)*" select="$entries[empty($to) or $to >> tp:target(.)]"/>
    <xsl:sequence select="
        ($before[not($from >> tp:target(.))][1], $before[last()][$from/ancestor::div[@class = 'text']])[1]"/>
  </xsl:function>

  <!-- The pages before and after, and between them the contents. -->
  <xsl:template name="tp:ways" as="element(nav)">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="contents" as="element()?"/>
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <xsl:param name="titles" as="xs:string+" tunnel="yes"/>
    <nav class="ways generated" aria-label="{tp:label($label)}">
      <xsl:for-each select="$names[$number][$number gt 0]">
        <a rel="prev" href="{.}">{$titles[$number]}</a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:sequence select="$contents"/>
      <xsl:for-each select="$names[$number + 2]">
        <xsl:text> </xsl:text>
        <a rel="next" href="{.}">{$titles[$number + 2]}</a>
      </xsl:for-each>
    </nav>
  </xsl:template>

</xsl:stylesheet>
