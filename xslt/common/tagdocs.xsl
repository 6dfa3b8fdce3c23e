<?xml version="1.0" encoding="UTF-8"?>
<!-- How markup is written where a text is about markup. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The signs around the name of an element, an attribute, a tag or a value; none where the text has them. -->
  <xsl:function name="tp:signs" as="array(xs:string)?">
    <xsl:param name="named" as="element()"/>
    <xsl:variable name="signs" as="map(xs:string, array(xs:string))" select="map{
        'att': ['@', ''], 'gi': ['&lt;', '&gt;'], 'val': ['&quot;', '&quot;'],
        'tag': ['&lt;', '&gt;'], 'tag-comment': ['&lt;!--', '--&gt;'], 'tag-empty': ['&lt;', '/&gt;'],
        'tag-end': ['&lt;/', '&gt;'], 'tag-ms': ['&lt;![CDATA[', ']]&gt;'], 'tag-pi': ['&lt;?', '?&gt;']}"/>
    <xsl:variable name="name" as="xs:string" select="local-name($named)"/>
    <xsl:if test="not(matches(normalize-space($named), '^[&lt;@&quot;“‘'']'))">
      <xsl:sequence select="($signs($name || '-' || $named/@type), $signs($name))[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- By how much the lines of an example are all indented in the file. -->
  <xsl:function name="tp:indent-of-example" as="xs:integer">
    <xsl:param name="example" as="element()"/>
    <xsl:variable name="lines" as="xs:string*" select="
        $example//text()[not(. is $example/text()[last()][not(normalize-space())])] ! tail(tokenize(., '\n'))"/>
    <xsl:sequence select="(min($lines ! (string-length() - string-length(replace(., '^[ \t]+', '')))), 0)[1]"/>
  </xsl:function>

  <!-- The text of an example without that indentation, and without the line ends at both its ends. -->
  <xsl:function name="tp:example-text" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="indent" as="xs:integer"/>
    <xsl:variable name="lines" as="xs:string" select="replace($text, '\n[ \t]{0,' || $indent || '}', '&#xA;')"/>
    <xsl:variable name="outermost" as="xs:boolean" select="
        exists($text/parent::*[local-name() = ('constraint', 'content', 'egXML', 'outputRendition')])"/>
    <xsl:variable name="begun" as="xs:string" select="
        if ($outermost and empty($text/preceding-sibling::node())) then replace($lines, '^\s*\n', '') else $lines"/>
    <xsl:sequence select="
        if ($outermost and empty($text/following-sibling::node())) then replace($begun, '\s+$', '') else $begun"/>
  </xsl:function>

  <!-- A start tag (that of an empty element closes itself), a comment or an instruction. -->
  <xsl:function name="tp:start-tag" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="attributes" as="xs:string*" select="
        $node/@* ! (' ' || name() || '=&quot;' || replace(replace(., '&amp;', '&amp;amp;'), '&quot;', '&amp;quot;') || '&quot;')"/>
    <xsl:sequence select="
        if ($node instance of comment()) then '&lt;!--' || $node || '--&gt;'
        else if ($node instance of processing-instruction()) then '&lt;?' || name($node) || ' ' || $node || '?&gt;'
        else '&lt;' || name($node) || string-join($attributes) || '/'[not($node/node())] || '&gt;'"/>
  </xsl:function>

  <xsl:function name="tp:end-tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'&lt;/' || name($element) || '&gt;'"/>
  </xsl:function>

  <!-- Whether a paragraph is code by its attributes, and so keeps its lines. -->
  <xsl:function name="tp:is-code" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="
        tokenize(lower-case(string-join($block/(@type, @rend, @rendition), ' ')), '[\s#:]+')
          = ('code', 'codeblock', 'code-block', 'listing', 'program', 'programlisting', 'verbatim')"/>
  </xsl:function>

</xsl:stylesheet>
