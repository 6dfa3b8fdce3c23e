<?xml version="1.0" encoding="UTF-8"?>
<!-- Where words close up over white space of the file: tokens, each on its own line there, and
     breaks inside a word. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Whether a document says with @join how its tokens stand together (TEI Guidelines 18.1.2). -->
  <xsl:key name="tp:joins" match="pc | w" use="exists(@join)"/>

  <!-- Languages that close a quotation with “ or « and open it with „ or ». -->
  <xsl:variable name="tp:inverted-quotes" static="yes" as="xs:string+" select="
      'bg', 'cs', 'da', 'de', 'et', 'hr', 'is', 'lt', 'lv', 'sk', 'sl', 'sq', 'sr'"/>

  <!-- Languages that write an elided word and the next one as one. -->
  <xsl:variable name="tp:eliding" static="yes" as="xs:string+" select="'ca', 'co', 'fr', 'frm', 'fro', 'it', 'oc', 'pms', 'sc'"/>

  <!-- How a break says by @type or @rend that it is inside a word, without @break. -->
  <xsl:variable name="tp:in-word" static="yes" as="xs:string+" select="
      'inWord', 'hyphen', 'hyphenated', 'nb', 'nobreak', 'worddiv', '-', '=', '&#xAC;', '&#x2E17;'"/>

  <!-- Whether an unmarked line of the source begins between letters that are no capitals, without any white space. -->
  <xsl:function name="tp:is-between-letters" as="xs:boolean">
    <xsl:param name="break" as="element(lb)"/>
    <xsl:sequence select="
        tp:ends-with($break/preceding-sibling::node()[1][self::text()], '\p{Ll}|\p{Lo}')
        and tp:begins-with($break/following-sibling::node()[1][self::text()], '\p{Ll}|\p{Lo}')"/>
  </xsl:function>

  <!-- Whether lines that begin so are inside words: no @break says anything, and ten lines or more, five for each of
       those, begin beside white space. -->
  <xsl:variable name="tp:breaks-words-without-blanks" as="xs:boolean" select="
      empty(//lb/@break)
      and count(//lb[tp:ends-with(preceding-sibling::node()[1][self::text()], '\s')
                     or tp:begins-with(following-sibling::node()[1][self::text()], '\s')])
          ge max((10, 5 * count(//lb[tp:is-between-letters(.)])))"/>

  <!-- Whether no word ends at a break: it says so, or nothing, and a word holds it, directly or in one element, or it
       stands after a not sign or a soft hyphen, or right after the beginning of a word, or a break inside one, or
       between letters where the document has white space at its other lines. -->
  <xsl:function name="tp:is-inside-word" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$break/preceding-sibling::node()[1]"/>
    <xsl:sequence select="
        if ($break/@break ne '') then $break/@break = 'no'
        else exists($break[parent::w or ../parent::w or (@type, @rend) ! tokenize(.) = $tp:in-word])
          or matches($before[self::text()], '[&#xAC;&#xAD;]\s*$')
          or exists($before/(self::text()[not(normalize-space())]/preceding-sibling::node()[1] | self::*)
                    [self::w[@part = ('I', 'M')] or tp:is-break-in-word(.)])
          or exists($break/self::lb[tp:is-between-letters(.)][$tp:breaks-words-without-blanks])"/>
  </xsl:function>

  <!-- Whether a node is a break of the source inside a word. -->
  <xsl:function name="tp:is-break-in-word" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="
        exists($node[self::cb or self::gb or self::lb or self::milestone or self::pb][tp:is-inside-word(.)])"/>
  </xsl:function>

  <!-- Whether a break that ends a word stands in no white space: a blank parts the two words. -->
  <xsl:function name="tp:parts-closed-up" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="before" as="text()?" select="$break/preceding-sibling::node()[1]/self::text()"/>
    <xsl:variable name="after" as="text()?" select="$break/following-sibling::node()[1]/self::text()"/>
    <xsl:sequence select="
        tp:ends-with($before, '[\p{L}\p{M}\p{N},.;:!?]') and tp:begins-with($after, '[\p{L}\p{N}]') and not(tp:is-inside-word($break))
        and not($unspaced and tp:is-unspaced($before, $after))"/>
  </xsl:function>

  <!-- Whether a line of the source is a line of the output: in an inscription, a title, a signature, a
       cell; not in prose, and not where a verse turns over. -->
  <xsl:function name="tp:keeps-lines" as="xs:boolean">
    <xsl:param name="break" as="element(lb)"/>
    <xsl:variable name="around" as="element()?" select="
        $break/ancestor::*[not(tp:kind(.) = ('either', 'words'))][1]"/>
    <xsl:sequence select="
        exists($around/(self::ab | self::cell))
        or not($around/self::note or $around ! tp:kind(.) = 'paragraph')"/>
  </xsl:function>

  <!-- Whether nothing but other breaks stands before a line of the source in what holds it: the line is the first. -->
  <xsl:function name="tp:is-first-line" as="xs:boolean">
    <xsl:param name="break" as="element(lb)"/>
    <xsl:variable name="outside" as="element()?" select="
        $break/ancestor::*[not(tp:kind(.) = ('either', 'words'))][1]"/>
    <xsl:sequence select="
        every $part in $break/ancestor-or-self::*[. &gt;&gt; $outside] satisfies
          empty($part/preceding-sibling::node()[self::text()[normalize-space()]
                                                or self::*[not(self::cb or self::gb or self::pb)]])"/>
  </xsl:function>

  <!-- Whether a sentence, or a stretch of more than a word, stands right after another one: a blank parts the two, but
       between letters that are written without. -->
  <xsl:function name="tp:follows-directly" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="before" as="element()?" select="
        $part/preceding-sibling::node()[1]/self::*[local-name() = local-name($part)][not(parent::u or parent::w)]"/>
    <xsl:sequence select="
        exists($before) and ($part/self::s or (some $each in ($before, $part) satisfies matches($each, '\S\s+\S')))
        and not($unspaced and tp:is-unspaced($before/descendant::text()[normalize-space()][last()],
                                                    $part/descendant::text()[normalize-space()][1]))"/>
  </xsl:function>

  <!-- Whether a document is made of tokens alone, and no white space keeps any two of them apart: it is the output that
       does. -->
  <xsl:variable name="tp:lacks-blanks" as="xs:boolean" select="
      exists(//w[not(@part)][preceding-sibling::node()[1][self::w][not(@part)]])
      and empty(//w/../text()[normalize-space()])
      and empty(//w[matches(., '^\s|\s$')])
      and empty(//text()[not(normalize-space())]
                [preceding-sibling::node()[1][self::*][tp:kind(.) = 'words'][not(self::s)]/descendant-or-self::w]
                [following-sibling::node()[1][self::*][tp:kind(.) = 'words'][not(self::s)]/descendant-or-self::w])"/>

  <!-- The element that ends where one begins, also where this one is the first in what wraps words. -->
  <xsl:function name="tp:right-before" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/preceding-sibling::node()) then $element/preceding-sibling::node()[1]/self::*
        else $element/..[tp:kind(.) = 'words'][not(self::s)] ! tp:right-before(.)"/>
  </xsl:function>

  <!-- The blank before a token, or what happens between two, in such a document. -->
  <xsl:function name="tp:lacking-blank" as="xs:string?">
    <xsl:param name="token" as="element()"/>
    <xsl:variable name="before" as="element()?" select="
        tp:right-before($token)[not(self::cb or self::gb or self::lb or self::milestone or self::pb)]"/>
    <xsl:sequence select="
        ' '[exists($before) and not(tp:close-up($before, $token) or matches(substring(tp:written($token), 1, 1), $tp:closed-up-letters))]"/>
  </xsl:function>

  <!-- Whether a milestone stands between paragraphs, and not in one. -->
  <xsl:function name="tp:parts-blocks" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="
        exists($milestone/..[$tp:block-parents(local-name())]) and not($milestone/../text()[normalize-space()])"/>
  </xsl:function>

  <!-- Whether white space before a node is none: it is a break inside a word, or a token that
       closes up with the one before. -->
  <xsl:function name="tp:closes-up-before" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="if ($node[self::pc or self::w]) then tp:joins($node) else tp:is-break-in-word($node)"/>
  </xsl:function>

  <!-- Whether a token closes up with the one before it, over white space that is only the file's:
       by @join; without any in the document, where a line of the file ends between the two, before
       closing punctuation, after opening punctuation and after an elision. -->
  <xsl:function name="tp:joins" as="xs:boolean">
    <xsl:param name="token" as="element()"/>
    <xsl:variable name="space" as="text()?" select="
        $token/preceding-sibling::node()[1]/self::text()[not(normalize-space())]"/>
    <xsl:variable name="before" as="element()?" select="
        $space/preceding-sibling::node()[1]/descendant-or-self::*[self::pc or self::w][last()]"/>
    <xsl:sequence select="
        exists($before) and (contains($space, '&#xA;') or key('tp:joins', true(), root($token)))
        and tp:close-up($before, $token)"/>
  </xsl:function>

  <!-- Whether no blank stands between two tokens: by @join, without any in the document by their signs. -->
  <xsl:function name="tp:close-up" as="xs:boolean">
    <xsl:param name="before" as="element()"/>
    <xsl:param name="token" as="element()"/>
    <xsl:sequence select="
        if (key('tp:joins', true(), root($token))) then
          $token/@join = ('both', 'left') or $before/@join = ('both', 'right')
        else tp:closes($token) or tp:opens($before) or tp:is-elided($before)"/>
  </xsl:function>

  <!-- The characters of a token, which may stand beside what is said of it. -->
  <xsl:function name="tp:written" as="xs:string">
    <xsl:param name="token" as="element()"/>
    <xsl:sequence select="normalize-space(($token/*:form, $token)[1])"/>
  </xsl:function>

  <xsl:function name="tp:closes" as="xs:boolean">
    <xsl:param name="token" as="element()"/>
    <xsl:variable name="sign" as="xs:string" select="tp:written($token)"/>
    <xsl:sequence select="
        matches($sign, '^[\p{Pe}.,;:!?…·،؛؟।、。‚%]')
        or matches($sign, '^[\p{Pi}\p{Pf}&quot;]$') and not(tp:opens($token))"/>
  </xsl:function>

  <xsl:function name="tp:opens" as="xs:boolean">
    <xsl:param name="token" as="element()"/>
    <xsl:variable name="sign" as="xs:string" select="tp:written($token)"/>
    <xsl:choose>
      <xsl:when test="matches($sign, '^[\p{Ps}¡¿]$')">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <!-- A straight mark opens where as many of its kind have opened as closed. -->
      <xsl:when test="$sign = '&quot;'">
        <xsl:sequence select="
            count($token/preceding-sibling::*[self::pc or self::w][normalize-space() = '&quot;']) mod 2 = 0"/>
      </xsl:when>
      <xsl:when test="matches($sign, '^[“«»]$')">
        <xsl:sequence select="
            ($sign = '»') = (tokenize(tp:language($token), '-')[1] = $tp:inverted-quotes)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="matches($sign, '^\p{Pi}$')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="tp:is-elided" as="xs:boolean">
    <xsl:param name="token" as="element()"/>
    <xsl:sequence select="
        matches(tp:written($token), '\p{L}[''’]$') and tokenize(tp:language($token), '-')[1] = $tp:eliding"/>
  </xsl:function>

</xsl:stylesheet>
