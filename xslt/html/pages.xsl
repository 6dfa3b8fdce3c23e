<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a long document: the first has the title and the contents, then each chapter has one with its
     notes, then each index. They are cut out of the one page that a short document would be. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <!-- From the one page to the page with a number, 0 being the first. -->
  <xsl:mode name="tp:cut" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- Whether a document may need several pages: by its characters and elements, before the page is made. -->
  <xsl:function name="tp:may-be-long" as="xs:boolean">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
        $pages = 'chapters'
        or $pages = 'by-size'
           and tp:length($document) + 25 * count($document//*) gt $tp:longest div 4"/>
  </xsl:function>

  <!-- The one page as it is, or the files of its pages, each after the mark at which the packer cuts. -->
  <xsl:template name="tp:in-pages" as="element()">
    <xsl:param name="whole" as="document-node()"/>
    <xsl:variable name="by-chapter" as="xs:boolean" select="$pages = 'chapters'"/>
    <xsl:variable name="text" as="element()" select="$whole/html/body/main/div[@class = 'text']"/>
    <xsl:variable name="rest" as="element()*" select="
        $whole/html/body/(main/section[contains-token(@class, 'index')] | footer)"/>
    <xsl:variable name="starts" as="element()*" select="
        if ($by-chapter or sum(($text, $rest) ! tp:weight(.)) gt $tp:one-page)
        then tp:starts(($text[$by-chapter or tp:weight(.) gt $tp:longest], tp:after-text($whole)) ! tp:units(.),
                       if ($by-chapter) then 0 else $tp:shortest)
        else ()"/>
    <xsl:choose>
      <xsl:when test="exists($starts)">
        <xsl:call-template name="tp:cut-up">
          <xsl:with-param name="whole" select="$whole"/>
          <xsl:with-param name="starts" select="$starts"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$whole/*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What has pages of its own after the text: the indexes, and a long account of the edition. -->
  <xsl:function name="tp:after-text" as="element()*">
    <xsl:param name="whole" as="document-node()"/>
    <xsl:sequence select="
        $whole/html/body/(main/section[contains-token(@class, 'index')]
                          | footer[tp:weight(.) gt $tp:longest div 4])"/>
  </xsl:function>

  <!-- The element around the files has the name of theirs, so that a document type is written for them. -->
  <xsl:template name="tp:cut-up" as="element()">
    <xsl:param name="whole" as="document-node()"/>
    <xsl:param name="starts" as="element()+"/>
    <xsl:variable name="names" as="xs:string+" select="'index.html', tp:page-names($starts) ! (. || '.html')"/>
    <xsl:variable name="titles" as="xs:string+" select="tp:shortened($whole/html/head/title), tp:page-titles($starts)"/>
    <xsl:variable name="notes" as="map(xs:integer, element(li)*)" select="tp:notes-by-page($whole, $starts)"/>
    <xsl:variable name="contents" as="element(ol)">
      <xsl:call-template name="tp:entries">
        <xsl:with-param name="names" select="$names" tunnel="yes"/>
        <xsl:with-param name="titles" select="$titles" tunnel="yes"/>
        <xsl:with-param name="starts" select="$starts" tunnel="yes"/>
      </xsl:call-template>
    </xsl:variable>
    <html>
      <xsl:for-each select="0 to count($starts)">
        <xsl:processing-instruction name="file" select="'path=&quot;' || $names[current() + 1] || '&quot;'"/>
        <xsl:apply-templates select="$whole/html" mode="tp:cut">
          <xsl:with-param name="number" select="." tunnel="yes"/>
          <xsl:with-param name="names" select="$names" tunnel="yes"/>
          <xsl:with-param name="titles" select="$titles" tunnel="yes"/>
          <xsl:with-param name="from" select="$starts[current()]" tunnel="yes"/>
          <xsl:with-param name="to" select="$starts[current() + 1]" tunnel="yes"/>
          <xsl:with-param name="notes" select="$notes(.)" tunnel="yes"/>
          <xsl:with-param name="starts" select="$starts" tunnel="yes"/>
          <xsl:with-param name="contents" select="$contents" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </html>
  </xsl:template>

  <!-- Which notes and readings each page has: those that it calls and none before has called; the last page of the
       text those that nothing calls. -->
  <xsl:function name="tp:notes-by-page" as="map(xs:integer, element(li)*)">
    <xsl:param name="whole" as="document-node()"/>
    <xsl:param name="starts" as="element()*"/>
    <xsl:variable name="text" as="element()" select="$whole/html/body/main/div[@class = 'text']"/>
    <xsl:variable name="notes" as="element(li)*" select="$whole/html/body/main/section[contains-token(@class, 'notes')]/ol/li"/>
    <xsl:variable name="calls" as="element(a)*" select="$text/descendant::a[@role = 'doc-noteref']"/>
    <xsl:variable name="last" as="xs:integer" select="count($starts[exists(ancestor::* intersect $text)])"/>
    <xsl:variable name="begins" as="map(xs:string, xs:boolean)" select="
        map:merge(($whole/html, $starts) ! map{generate-id(): true()})"/>
    <xsl:variable name="called" as="map(xs:integer, element(li)*)">
      <xsl:map>
        <xsl:for-each-group select="$whole/html | $starts | $calls" group-starting-with="*[$begins(generate-id())]">
          <xsl:map-entry key="position() - 1" select="tp:called(current-group()[@role = 'doc-noteref'])"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:map>
      <xsl:iterate select="0 to count($starts)">
        <xsl:param name="taken" as="map(xs:string, xs:boolean)" select="map{}"/>
        <xsl:variable name="new" as="element(li)*" select="
            (if (. lt $last) then $called(.) else if (. = $last) then $notes else ())[not($taken(generate-id()))]"/>
        <xsl:map-entry key="." select="$new"/>
        <xsl:next-iteration>
          <xsl:with-param name="taken" select="map:merge(($taken, $new ! map{generate-id(): true()}))"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:map>
  </xsl:function>

  <!-- The notes that these calls lead to, and those that are called in them. -->
  <xsl:function name="tp:called" as="element(li)*">
    <xsl:param name="calls" as="element(a)*"/>
    <xsl:variable name="notes" as="element(li)*" select="
        $calls ! key('tp:made-id', substring(@href, 2), root(.))[self::li][1]"/>
    <xsl:variable name="inside" as="element(a)*" select="$notes/descendant::a[@role = 'doc-noteref']"/>
    <xsl:sequence select="$notes | $inside[exists($notes)] ! tp:called(.)"/>
  </xsl:function>

  <!-- The two readings of this page, for those who cite one. -->
  <xsl:template match="a[@class = 'address']" mode="tp:cut" as="element()">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <xsl:variable name="written" as="xs:boolean" select="exists(preceding-sibling::a)"/>
    <xsl:copy>
      <xsl:sequence select="@class"/>
      <xsl:attribute name="href" select="
          if (not($written)) then $names[$number + 1]
          else if ($number = 0) then 'as-written.html' else 'as-written-' || $names[$number + 1]"/>
      <xsl:sequence select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="body" mode="tp:cut" as="element()">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:copy>
      <xsl:sequence select="a[contains-token(@class, 'skip')]"/>
      <xsl:if test="$number gt 0">
        <xsl:call-template name="tp:ways">
          <xsl:with-param name="label" select="'ways'"/>
          <xsl:with-param name="contents" as="element()">
            <xsl:call-template name="tp:contents-opened"/>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="main" mode="tp:cut"/>
      <xsl:call-template name="tp:ways">
        <xsl:with-param name="label" select="'ways-below'"/>
        <xsl:with-param name="contents" as="element()?">
          <xsl:if test="$number gt 0">
            <xsl:call-template name="tp:way-to-contents"/>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:sequence select="(aside | footer except tp:after-text(root()))[$number = 0]"/>
    </xsl:copy>
  </xsl:template>

  <!-- What follows the first page is no page of its own for those who cite. -->
  <xsl:template match="link[@rel = 'canonical']" mode="tp:cut" as="element()?">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:sequence select=".[$number = 0]"/>
  </xsl:template>

  <xsl:template match="main" mode="tp:cut" as="element()">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <xsl:param name="titles" as="xs:string+" tunnel="yes"/>
    <xsl:param name="from" as="element()?" tunnel="yes"/>
    <xsl:param name="to" as="element()?" tunnel="yes"/>
    <xsl:copy>
      <xsl:choose>
        <xsl:when test="$number = 0">
          <xsl:apply-templates select="* except (div[@class = 'text'], form, nav, section)" mode="tp:cut"/>
          <xsl:call-template name="tp:contents"/>
        </xsl:when>
        <xsl:otherwise>
          <header class="running-head generated">
            <h1><a href="{$names[1]}">{$titles[1]}</a></h1>
          </header>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="text" as="element()" select="div[@class = 'text']"/>
      <xsl:choose>
        <xsl:when test="$number = 0 or exists($from/ancestor::* intersect $text)">
          <xsl:apply-templates select="form[$number gt 0 or $text/descendant::text()[$to >> .][normalize-space()]]" mode="tp:cut"/>
          <xsl:apply-templates select="$text" mode="tp:between"/>
          <xsl:apply-templates select="section[contains-token(@class, 'notes')]" mode="tp:cut"/>
        </xsl:when>
        <xsl:otherwise>
          <div id="{$text/@id}">
            <xsl:apply-templates mode="tp:between" select="
                tp:after-text(root())[. is $from or . >> $from or exists($from/ancestor::* intersect .)]
                [empty($to) or $to >> .]"/>
          </div>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <!-- A page of the text is a chapter of the book. -->
  <xsl:template match="script" mode="tp:cut" as="element()">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="titles" as="xs:string+" tunnel="yes"/>
    <xsl:param name="from" as="element()?" tunnel="yes"/>
    <xsl:copy>
      <xsl:sequence select="@*"/>
      <xsl:value-of select="
          if ($from/ancestor::div[@class = 'text']) then tp:linked-chapter(string(), $titles[$number + 1], $number) else string()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="section" mode="tp:cut" as="element()?">
    <xsl:param name="notes" as="element(li)*" tunnel="yes"/>
    <xsl:variable name="items" as="element(li)*" select="$notes[../.. is current()]"/>
    <xsl:if test="$items">
      <xsl:copy>
        <xsl:sequence select="@*, * except ol"/>
        <ol>
          <xsl:sequence select="ol/@*, $items"/>
        </ol>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- All pages share a style sheet; what the document adds to it stays. -->
  <xsl:template match="style[$css][empty(preceding-sibling::style)]" mode="tp:cut" as="element()">
    <link rel="stylesheet" href="style.css"/>
  </xsl:template>

  <xsl:template match="title" mode="tp:cut" as="element()+">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="names" as="xs:string+" tunnel="yes"/>
    <xsl:param name="titles" as="xs:string+" tunnel="yes"/>
    <title>{string-join(($titles[$number + 1][$number gt 0], .), ' – ')}</title>
    <xsl:for-each select="$names[$number][$number gt 0]">
      <link rel="prev" href="{.}"/>
    </xsl:for-each>
    <xsl:for-each select="$names[$number + 2]">
      <link rel="next" href="{.}"/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
