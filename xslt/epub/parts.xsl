<?xml version="1.0" encoding="UTF-8"?>
<!-- Cutting the text of a book into files: what stands before the first division and each
     top-level division have a file each; a division too long for one gives its own divisions files.
     `tp:file` names the file of a node, `tp:nodes` are what the files hold, `tp:content` writes it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- From what is cut, given nodes that it holds in one file, to what stands of it there; `depth` is
       the number of elements opened around it. -->
  <xsl:mode name="tp:part" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <!-- The size of a file, in bytes, above which a division is cut further, and what an element adds. -->
  <xsl:variable name="tp:most-of-a-file" as="xs:integer" select="200000"/>
  <xsl:variable name="tp:size-of-tags" as="xs:integer" select="50"/>

  <!-- The name of the file that the reading has come to: 'opening', 'front-1', 'body-2', 'back-3'. -->
  <xsl:accumulator name="tp:file" as="xs:string" initial-value="'opening'">
    <xsl:accumulator-rule match="back | body | front | group" select="
        if (not(tp:is-cut(.)) or not(tp:has-preliminaries(.))) then $value
        else if ($value = 'opening' and not(self::back) and tp:is-in-first-text(.)) then $value
        else tp:next-file($value, .)"/>
    <xsl:accumulator-rule match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | pb | text"
        select="if (tp:starts-file(.)) then tp:next-file($value, .) else $value"/>
  </xsl:accumulator>

  <!-- Whether an element is spread over files: a front, body, group or back of a text that no other
       text holds; in one, a division or a text of a group that is too long; and the parts of the latter. -->
  <xsl:function name="tp:is-cut" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/(self::back | self::body | self::front | self::group)) then
          exists($element/parent::text[not(ancestor::text) or tp:is-cut(.)])
        else
          tp:is-chapter($element) and exists($element/..[self::*][tp:is-cut(.)])
          and exists($element/(*[tp:is-division(.)] | self::text/*)) and tp:size($element) gt $tp:most-of-a-file"/>
  </xsl:function>

  <!-- About how many bytes a division takes. -->
  <xsl:function name="tp:size" as="xs:integer" cache="yes">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="string-length($division) + $tp:size-of-tags * count($division//*)"/>
  </xsl:function>

  <xsl:function name="tp:is-chapter" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="exists($element[tp:is-division(.) or self::text[parent::group]])"/>
  </xsl:function>

  <!-- Whether a file starts here. A page break before a division belongs to it: there the page of the
       source begins. -->
  <xsl:function name="tp:starts-file" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="
        exists($element/..[self::*][tp:is-cut(.)]) and
        (if ($element/self::pb) then tp:is-chapter($element/following-sibling::*[1])
         else tp:is-chapter($element) and not($element/preceding-sibling::*[1]/self::pb))"/>
  </xsl:function>

  <!-- Whether words stand before the first division of a part. Those before the first division of all
       stay with the title, others have a file of their own. -->
  <xsl:function name="tp:has-preliminaries" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="first" as="node()?" select="$part/(* | text()[normalize-space()])[1]"/>
    <xsl:sequence select="exists($first) and not(tp:starts-file($first[self::*]))"/>
  </xsl:function>

  <xsl:function name="tp:is-in-first-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::text[. is tp:texts(root(.))[self::text][1]])"/>
  </xsl:function>

  <!-- The name of the next file, after the part of the text that it begins in. -->
  <xsl:function name="tp:next-file" as="xs:string">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="number" as="xs:integer" select="
        if ($file = 'opening') then 0 else xs:integer(substring-after($file, '-'))"/>
    <xsl:variable name="part" as="element()" select="
        $element/ancestor-or-self::*[parent::text[not(ancestor::text)]]"/>
    <xsl:sequence select="local-name($part) || '-' || $number + 1"/>
  </xsl:function>

  <!-- What the files are made of: the nodes in what is cut, in their order, but for the title page,
       which the title has. A document without text gives what it has. -->
  <xsl:function name="tp:nodes" as="node()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="texts" as="element()*" select="tp:texts($document)"/>
    <xsl:variable name="title-page" as="element(titlePage)?" select="$texts[1]/self::text ! tp:title-page(.)"/>
    <xsl:sequence select="
        ($texts[not(self::text)] | $texts/self::text/node()/tp:uncut(.))
        except ($title-page | $title-page/preceding-sibling::node())"/>
  </xsl:function>

  <xsl:function name="tp:uncut" as="node()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node[self::*] ! tp:is-cut(.)) then $node/node() ! tp:uncut(.) else $node"/>
  </xsl:function>

  <!-- Some of those nodes as they stand in a file, with what is cut around them. -->
  <xsl:function name="tp:content" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="tp:content($nodes, 0)"/>
  </xsl:function>

  <xsl:function name="tp:content" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:for-each-group select="$nodes" group-adjacent="string(tp:cut-around(.)[$depth + 1] ! path(.))">
      <xsl:choose>
        <xsl:when test="not(current-group()[self::* or normalize-space()])"/>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="tp:cut-around(.)[$depth + 1]" mode="tp:part">
            <xsl:with-param name="nodes" select="current-group()"/>
            <xsl:with-param name="depth" select="$depth + 1"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="current-group()"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- What is cut around a node, the outermost first. -->
  <xsl:function name="tp:cut-around" as="element()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::*[tp:is-cut(.)]"/>
  </xsl:function>

  <!-- What a piece of a cut element is told: only its first piece is the element that others point to,
       and only there a division is what its role says. -->
  <xsl:function name="tp:attributes-of-piece" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="nodes" as="node()+"/>
    <xsl:variable name="attributes" as="attribute()*">
      <xsl:apply-templates select="$element" mode="tp:attributes"/>
    </xsl:variable>
    <xsl:sequence select="
        if (tp:is-first-piece($element, $nodes)) then $attributes
        else $attributes[not(local-name() = ('id', ('aria-label', 'role', 'type')[tp:is-chapter($element)]))]"/>
  </xsl:function>

  <xsl:function name="tp:is-first-piece" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="nodes" as="node()+"/>
    <xsl:sequence select="exists($nodes[self::* or normalize-space()][1] intersect tp:first-in-files($element))"/>
  </xsl:function>

  <!-- The first of the nodes that are in files, of what an element holds. -->
  <xsl:function name="tp:first-in-files" as="node()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="title-page" as="element(titlePage)?" select="$element/self::front/parent::text ! tp:title-page(.)"/>
    <xsl:variable name="first" as="node()?" select="
        (if ($title-page) then $title-page/following-sibling::node() else $element/node())
        [self::* or self::text()[normalize-space()]][1]"/>
    <xsl:sequence select="if ($first[self::*] ! tp:is-cut(.)) then tp:first-in-files($first) else $first"/>
  </xsl:function>

  <xsl:template match="back | body | front | group" mode="tp:part" as="element()">
    <xsl:param name="nodes" as="node()+"/>
    <xsl:param name="depth" as="xs:integer"/>
    <div>
      <xsl:sequence select="tp:attributes-of-piece(., $nodes)"/>
      <xsl:if test="empty(preceding-sibling::*) and tp:is-first-piece(., $nodes)">
        <xsl:sequence select="parent::text[not(ancestor::text)] ! tp:member-heading(.)"/>
      </xsl:if>
      <xsl:sequence select="tp:content($nodes, $depth)"/>
    </div>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | text" mode="tp:part" as="element()">
    <xsl:param name="nodes" as="node()+"/>
    <xsl:param name="depth" as="xs:integer"/>
    <div>
      <xsl:sequence select="tp:attributes-of-piece(., $nodes)"/>
      <xsl:if test="tp:is-first-piece(., $nodes)">
        <xsl:sequence select="self::text ! tp:member-heading(.)"/>
      </xsl:if>
      <xsl:sequence select="tp:content($nodes, $depth)"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
