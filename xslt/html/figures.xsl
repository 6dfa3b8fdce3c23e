<?xml version="1.0" encoding="UTF-8"?>
<!-- Chapter 15 of the TEI Guidelines: figures and tables. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- How many columns and rows a cell takes. -->
  <xsl:mode name="tp:span" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Whether it is a number of more than one, and not of more than HTML allows. -->
  <xsl:function name="tp:spans" as="xs:boolean">
    <xsl:param name="number" as="attribute()"/>
    <xsl:sequence select="$number castable as xs:integer and xs:integer($number) = 2 to 1000"/>
  </xsl:function>

  <!-- From a table to its rows. -->
  <xsl:mode name="tp:cells" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What a cell of the page holds: what stands before the cell in its row, its own nodes, and after
       the last cell the rest. -->
  <xsl:function name="tp:cell-nodes" as="node()*">
    <xsl:param name="cell" as="element(cell)"/>
    <xsl:variable name="strays" as="node()*" select="
        $cell/parent::row/(* except cell, text()[normalize-space() or tp:parts-words(., 'cell')])"/>
    <xsl:sequence select="
        $strays[following-sibling::cell[1] is $cell], $cell/node(),
        $strays[not(following-sibling::cell)][not($cell/following-sibling::cell)]"/>
  </xsl:function>

  <!-- The heading of a table, where it stands before the rows. -->
  <xsl:function name="tp:caption" as="element(head)?">
    <xsl:param name="table" as="element(table)"/>
    <xsl:sequence select="$table/head[1][. &lt;&lt; $table/row[1]]"/>
  </xsl:function>

  <!-- Whether white space stands beside an element that is no row (no cell), and parts its words from others. -->
  <xsl:function name="tp:parts-words" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
        exists($space/(preceding-sibling::*[1], following-sibling::*[1])[local-name() != $name])"/>
  </xsl:function>

  <!-- What stands before the heading and the rows, and so before the table of the page. -->
  <xsl:function name="tp:before-table" as="node()*">
    <xsl:param name="table" as="element(table)"/>
    <xsl:variable name="first" as="element()?" select="(tp:caption($table), $table/row)[1]"/>
    <xsl:sequence select="
        $table/(* | text()[normalize-space() or tp:is-between(., $first)])[empty($first) or . &lt;&lt; $first]"/>
  </xsl:function>

  <xsl:template match="@cols" mode="tp:span" as="attribute(colspan)?">
    <xsl:if test="tp:spans(.)">
      <xsl:attribute name="colspan" select="xs:integer(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@rows" mode="tp:span" as="attribute(rowspan)?">
    <xsl:if test="tp:spans(.)">
      <xsl:attribute name="rowspan" select="xs:integer(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- An image that is not there, or whose address no reader can follow: what is said of it. -->
  <xsl:template match="binaryObject | graphic | media" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">[{tp:medium(.)}]</span>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- What can be seen or heard. -->
  <xsl:function name="tp:medium" as="xs:string">
    <xsl:param name="medium" as="element()"/>
    <xsl:sequence select="tp:label(if (matches($medium/@mimeType, '^(audio|video)/')) then 'recording' else 'figure')"/>
  </xsl:function>

  <!-- An image that the document holds itself; of other data there is nothing to be seen. -->
  <xsl:template match="binaryObject[not(*)]" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">[{tp:label('figure')}]</span>
    </span>
  </xsl:template>

  <xsl:template name="tp:held-image" match="binaryObject[tp:shows-data(.)]" priority="1" as="node()+">
    <img src="{tp:data(.) ! ('data:' || @mimeType || ';base64,' || replace(., '\s', ''))}"
         alt="{tp:label('figure')[not(current()/(., ..)/(figDesc | head)[normalize-space()])]}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
    </img>
    <xsl:apply-templates select="self::graphic/node()"/>
  </xsl:template>

  <!-- The data of an image that the document holds: there, or where it points to. -->
  <xsl:function name="tp:data" as="element(binaryObject)?">
    <xsl:param name="image" as="element()"/>
    <xsl:sequence select="
        ($image/self::binaryObject, $image/@url ! tp:pointed(normalize-space(.), root($image)))[self::binaryObject][not(*)]"/>
  </xsl:function>

  <xsl:function name="tp:shows-data" as="xs:boolean">
    <xsl:param name="image" as="element()"/>
    <xsl:sequence select="
        not($tp:is-book) and exists(tp:data($image)[matches(@mimeType, '^image/(gif|jpeg|png|webp)$')][matches(., '^[A-Za-z0-9+/=\s]+$')])"/>
  </xsl:function>

  <!-- Name and size of the file that an image has beside the pages, if the packer has found it, or its data. -->
  <xsl:function name="tp:image-file" as="xs:string*">
    <xsl:param name="image" as="element()"/>
    <xsl:variable name="data" as="element(binaryObject)?" select="tp:data($image)"/>
    <xsl:sequence select="
        tokenize(($image/@url ! $images(normalize-space(.)),
                  $data ! $images('data:' || count(root()//binaryObject[. &lt;&lt; $data]) + 1))[1])"/>
  </xsl:function>

  <xsl:template match="cell" as="element()">
    <td>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@cols, @rows" mode="tp:span"/>
      <xsl:apply-templates select="tp:cell-nodes(.)"/>
    </td>
  </xsl:template>

  <xsl:template match="row[@role = 'label']/cell[not(tp:is-silent(.))]" as="element()">
    <th scope="col">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@cols, @rows" mode="tp:span"/>
      <xsl:apply-templates select="tp:cell-nodes(.)"/>
    </th>
  </xsl:template>

  <xsl:template match="row[not(@role = 'label')]/cell[@role = 'label'][not(tp:is-silent(.))]" as="element()">
    <th scope="row">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="@cols, @rows" mode="tp:span"/>
      <xsl:apply-templates select="tp:cell-nodes(.)"/>
    </th>
  </xsl:template>

  <xsl:template match="figDesc" as="element()">
    <p><xsl:apply-templates select="." mode="tp:attributes"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- The images first, then all its words, in their order: drawings that hold some stand among them, of which
       what comes first or last is the caption. -->
  <xsl:template match="figure" as="element()">
    <xsl:variable name="images" as="element()*" select="binaryObject[not(*)] | (graphic | media)[not(normalize-space())]"/>
    <figure>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="$images"/>
      <xsl:for-each-group group-adjacent="exists(self::svg:svg)" select="
          (* | text()[normalize-space() or tp:parts-words(., 'graphic')]) except $images">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:where-populated>
              <xsl:element name="{if (position() = 1 or last() = 2) then 'figcaption' else 'div'}">
                <xsl:apply-templates select="current-group()"/>
              </xsl:element>
            </xsl:where-populated>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </figure>
  </xsl:template>

  <xsl:template match="formula | notatedMusic" as="element()">
    <xsl:element name="{if (tp:is-block(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="tp:attributes">
        <xsl:with-param name="classes" select="@notation[normalize-space()] ! ('notation-' || tp:class(.))"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="." mode="tp:content"/>
    </xsl:element>
  </xsl:template>

  <!-- Of music in another vocabulary its words: titles, lyrics, directions. -->
  <xsl:template match="notatedMusic/*[namespace-uri() ne 'http://www.tei-c.org/ns/1.0']" as="element()">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <span class="generated">[{tp:label('musicNotation')}]</span>
      <xsl:value-of select="tp:sung(.)"/>
    </span>
  </xsl:template>

  <!-- An image or a recording from elsewhere would be a request to elsewhere: it becomes a link. -->
  <xsl:template as="element()" match="
      graphic[matches(@url, '^\s*(https?:)?//', 'i')] | media[matches(@url, '^\s*(https?:)?//', 'i')]">
    <span>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <a class="generated" href="{normalize-space(@url)}">{tp:medium(.)}</a>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="graphic[tp:shows-data(.)]" priority="2" as="node()+">
    <xsl:call-template name="tp:held-image"/>
  </xsl:template>

  <!-- One that the packer has found beside the document is put beside the page, under a name of its own. Where the
       figure says what is to be seen, the image does not say it again. -->
  <xsl:template match="graphic[exists($images(normalize-space(@url)))]" priority="1" as="node()+">
    <xsl:variable name="file" as="xs:string+" select="tokenize($images(normalize-space(@url)))"/>
    <img src="images/{$file[1]}" alt="{tp:label('figure')[not(current()/(., ..)/(figDesc | head)[normalize-space()])]}">
      <xsl:if test="$file[2] castable as xs:positiveInteger and $file[3] castable as xs:positiveInteger">
        <xsl:attribute name="width" select="$file[2]"/>
        <xsl:attribute name="height" select="$file[3]"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="tp:attributes"/>
    </img>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- MathML as it is, but for what would act. -->
  <xsl:template match="*[namespace-uri() = 'http://www.w3.org/1998/Math/MathML']" priority="-0.4" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[namespace-uri() = ''][not(matches(local-name(),
          '^(on.*|altimg.*|cd.*|class|definitionURL|href|id|src|style|xref)$', 'i'))]"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="row" as="element()">
    <tr>
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="cell"/>
      <xsl:if test="not(cell) and normalize-space()">
        <td><xsl:apply-templates/></td>
      </xsl:if>
    </tr>
  </xsl:template>

  <!-- What stands among the rows of a table has a row of its own. -->
  <xsl:template match="table" mode="tp:cells" as="node()*">
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! count(cell)))"/>
    <xsl:for-each-group group-adjacent="exists(self::row)" select="
        (* | text()[normalize-space() or tp:parts-words(., 'row')]) except (tp:before-table(.) | tp:caption(.))">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()"/>
        </xsl:when>
        <xsl:otherwise>
          <tr>
            <td class="between-rows" colspan="{$columns}"><xsl:apply-templates select="current-group()"/></td>
          </tr>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A wide table scrolls in its own frame, which the keyboard can reach. -->
  <xsl:template match="table" as="element()">
    <div role="group" tabindex="0" aria-label="{tp:label('table')}">
      <xsl:apply-templates select="." mode="tp:attributes"/>
      <xsl:apply-templates select="tp:before-table(.)"/>
      <xsl:where-populated>
        <table>
          <xsl:apply-templates select="tp:caption(.)"/>
          <xsl:where-populated>
            <tbody>
              <xsl:apply-templates select="." mode="tp:cells"/>
            </tbody>
          </xsl:where-populated>
        </table>
      </xsl:where-populated>
    </div>
  </xsl:template>

</xsl:stylesheet>
