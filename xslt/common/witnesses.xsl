<?xml version="1.0" encoding="UTF-8"?>
<!-- Who has a reading: witnesses, sources and scholars by their letters. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Where an entry comes from, as its letters: the sigla of its witnesses, else its source, else
       the scholar's name. -->
  <xsl:function name="tp:sigla" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="
        tokenize(($reading/@wit, $reading/@source, $reading/@resp)[normalize-space()][1])
        ! tp:siglum(., $reading)"/>
  </xsl:function>

  <!-- The sigla of a reading, with the sign that ends it before the next one. -->
  <xsl:function name="tp:attribution" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="more" as="xs:boolean" select="
        exists($reading/(following-sibling::* | parent::rdgGrp/following-sibling::*)[self::rdg or self::rdgGrp])"/>
    <xsl:sequence select="
        string-join(tp:sigla($reading), ' ') || (if ($reading/self::lem) then ']' else ';'[$more])"/>
  </xsl:function>

  <xsl:function name="tp:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="name" as="xs:string" select="replace($pointer, '^.*[#:/](.)', '$1')"/>
    <xsl:variable name="target" as="element()?" select="key('tp:xml-id', $name, root($node))[1]"/>
    <xsl:sequence select="
        ($target/descendant::*[self::abbr or self::idno][@type = ('siglum', 'sigla')][1] ! tp:plain(.)[.],
         $target/@n[matches(., '^\s*\D')] ! normalize-space(),
         $target/self::witness[not(*)]/normalize-space()[matches(., '^\P{L}?\w{1,2}\P{L}?$')],
         $target[self::editor or self::person or self::respStmt]/(persName, name, .)[1] ! tp:plain(.)[.],
         $name)[1]"/>
  </xsl:function>

  <!-- Whether a witness has nothing where others have words: a space of no width says so, too. -->
  <xsl:function name="tp:omits" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="empty($reading/node()[not(self::space[@quantity = '0'])])"/>
  </xsl:function>

  <!-- The siglum of a witness, where its words do not begin with it. -->
  <xsl:function name="tp:siglum-before" as="xs:string?">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:variable name="siglum" as="xs:string?" select="$witness/@xml:id ! tp:siglum('#' || ., $witness)"/>
    <xsl:sequence select="
        $siglum[not(tp:begins-with-number($witness, .))]
               [not($witness/*[1][self::abbr or self::idno][tp:plain(.) = $siglum])]"/>
  </xsl:function>

  <!-- The witnesses of the header that readings of the text name. -->
  <xsl:function name="tp:witnesses" as="element(witness)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="named" as="xs:string*" select="
        tp:readings($document)//@wit/tokenize(.) ! substring-after(., '#')"/>
    <xsl:sequence select="$document//teiHeader//witness[@xml:id = $named][not(tp:plain(.) = ('', tp:siglum('#' || @xml:id, .)))]"/>
  </xsl:function>

</xsl:stylesheet>
