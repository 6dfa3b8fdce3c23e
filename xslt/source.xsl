<?xml version="1.0" encoding="UTF-8"?>
<!-- The source view: the characters of the transcription, read back from its encoding.
     It shares nothing with the reading formats nor with the view in Python, which it checks:
     - the text of each TEI is text, else sourceDoc, else standOff, else all but its header; that
       of a fragment is all of it; where none holds a character, it is what the header describes;
     - corr, ex, expan and reg are the editor's, so they are out;
     - so is every element whose @resp names an editor (but a translator), a responsibility of the
       edition statement, or an application of the header;
     - what tagsDecl/rendition declares with scope "before" or "after" and CSS content comes back;
     - white space in app, choice, rdgGrp, ruby, subst and formulas, which have element content, is layout. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    default-mode="tp:source"
    xmlns:mathml="http://www.w3.org/1998/Math/MathML"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:mode name="tp:source" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <!-- What markup stands for characters. -->
  <xsl:key name="tp:restoring" use="@xml:id"
      match="teiHeader/encodingDesc/tagsDecl/rendition[@scope = ('after', 'before')]"/>

  <!-- Who speaks for the edition. -->
  <xsl:key name="tp:voices" use="@xml:id" match="
      teiHeader/fileDesc/titleStmt/editor[not(@role = 'translator')]/descendant-or-self::*"/>
  <xsl:key name="tp:voices" use="@xml:id" match="
      teiHeader/fileDesc/editionStmt/respStmt/descendant-or-self::*"/>
  <xsl:key name="tp:voices" use="@xml:id" match="
      teiHeader/encodingDesc/appInfo/application/descendant-or-self::*"/>

  <xsl:variable name="tp:css-string" as="xs:string" select="
      '&quot;(\\[\s\S]|[^&quot;\\])*&quot;|''(\\[\s\S]|[^''\\])*'''"/>

  <!-- The character of a hexadecimal code; U+FFFD for a code that XML has no character for. -->
  <xsl:function name="tp:character" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:variable name="point" as="xs:integer" select="
        fold-left(string-to-codepoints(lower-case($code)), 0, function($sum, $digit) {
          16 * $sum + (if ($digit lt 58) then $digit - 48 else $digit - 87)
        })"/>
    <xsl:variable name="in-xml" as="xs:boolean" select="
        $point = (9, 10, 13) or ($point ge 32 and $point le 55295)
        or ($point ge 57344 and $point le 65533) or ($point ge 65536 and $point le 1114111)"/>
    <xsl:sequence select="codepoints-to-string(if ($in-xml) then $point else 65533)"/>
  </xsl:function>

  <!-- The strings of the last content declaration. -->
  <xsl:function name="tp:css-content" as="xs:string">
    <xsl:param name="css" as="xs:string"/>
    <xsl:variable name="values" as="xs:string*">
      <xsl:analyze-string select="$css" regex="([^;&quot;']|{$tp:css-string})+">
        <xsl:matching-substring>
          <xsl:sequence select="
              .[lower-case(normalize-space(substring-before(., ':'))) = 'content']
              ! substring-after(., ':')"/>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:variable name="strings" as="xs:string*">
      <xsl:analyze-string select="string($values[last()])" regex="{$tp:css-string}">
        <xsl:matching-substring>
          <xsl:sequence select="tp:css-unescaped(substring(., 2, string-length(.) - 2))"/>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($strings)"/>
  </xsl:function>

  <!-- A CSS string without its escapes: a code, an escaped line end (nothing), any character. -->
  <xsl:function name="tp:css-unescaped" as="xs:string">
    <xsl:param name="string" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$string" flags="s"
          regex="\\([0-9A-Fa-f]{{1,6}})[ \t\r\n]?|\\[\r\n]|\\(.)">
        <xsl:matching-substring>
          <xsl:sequence select="
              if (regex-group(1)) then tp:character(regex-group(1)) else regex-group(2)"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- What an element's @rendition restores on one side. -->
  <xsl:function name="tp:restored" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="scope" as="xs:string"/>
    <xsl:sequence select="string-join(
        tokenize($element/@rendition)[starts-with(., '#')]
        ! key('tp:restoring', substring(., 2), root($element))[last()][@scope = $scope]
        ! tp:css-content(string(.)))"/>
  </xsl:function>

  <xsl:template match="document-node()" as="text()*">
    <xsl:variable name="members" as="element()*" select="outermost(//(TEI | teiCorpus))"/>
    <xsl:sequence select="
        if ($members) then tp:read($members, ()) else tp:read(* except teiHeader, .//teiHeader)"/>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus" as="text()*">
    <xsl:variable name="read" as="element()+" select="(text, sourceDoc, standOff, *)[1]"/>
    <xsl:variable name="parts" as="element()*" select="
        (if ($read/(self::text | self::sourceDoc | self::standOff)) then *[node-name() = node-name($read)]
         else * except teiHeader) | TEI | teiCorpus"/>
    <xsl:sequence select="tp:read($parts, teiHeader)"/>
  </xsl:template>

  <!-- The characters of parts; where they have none, those of what their headers describe. -->
  <xsl:function name="tp:read" as="text()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="headers" as="element(teiHeader)*"/>
    <xsl:variable name="text" as="text()*">
      <xsl:apply-templates select="$parts"/>
    </xsl:variable>
    <xsl:sequence select="$text"/>
    <xsl:if test="not(normalize-space(string-join($text)))">
      <xsl:apply-templates select="
          outermost($headers//*[self::correspDesc or self::listBibl or self::listEvent or self::listNym or self::listObject
                                or self::listOrg or self::listPerson or self::listPlace or self::msDesc or self::object])"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="*[@rendition]" priority="1" as="text()*">
    <xsl:value-of select="tp:restored(., 'before')"/>
    <xsl:next-match/>
    <xsl:value-of select="tp:restored(., 'after')"/>
  </xsl:template>

  <xsl:template priority="2" as="empty-sequence()" match="
      *[some $id in tokenize(@resp)[starts-with(., '#')] satisfies key('tp:voices', substring($id, 2))]"/>

  <xsl:template match="mathml:*/text()[not(normalize-space())]" as="empty-sequence()"/>

  <xsl:template match="(app | choice | rdgGrp | ruby | subst)/text()[not(normalize-space())]" as="empty-sequence()"/>

  <xsl:template match="corr" priority="3" as="empty-sequence()"/>
  <xsl:template match="ex" priority="3" as="empty-sequence()"/>
  <xsl:template match="expan" priority="3" as="empty-sequence()"/>
  <xsl:template match="reg" priority="3" as="empty-sequence()"/>

</xsl:stylesheet>
