<?xml version="1.0" encoding="UTF-8"?>
<!-- From a mention (@ref) to its entry in a register, or in the document's own lists. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="tp:entries" match="listBibl/bibl | object | org | person | place" use="@xml:id"/>

  <!-- Whether there is an entry that a mention may point to. -->
  <xsl:variable name="tp:has-entries" as="xs:boolean" select="
      exists($registers)
      or exists(//*[@xml:id][self::bibl[parent::listBibl] or self::object or self::org or self::person or self::place])"/>

  <!-- The entries that a mention points to, in the order of its pointers. -->
  <xsl:function name="tp:entries" as="element()*" cache="yes">
    <xsl:param name="mention" as="element()"/>
    <xsl:for-each select="tokenize($mention/@ref)[contains(., '#')]">
      <xsl:variable name="file" as="xs:string" select="tp:file-name(substring-before(., '#'))"/>
      <xsl:variable name="name" as="xs:string" select="substring-after(., '#')"/>
      <xsl:variable name="documents" as="document-node()*" select="
          if ($file = '') then (root($mention)[. instance of document-node()], $registers)
          else $registers[tp:file-name(string(base-uri(.))) = ($file, '')]"/>
      <xsl:sequence select="($documents ! key('tp:entries', $name, .))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The name that an entry goes by: its main name, else its first. -->
  <xsl:function name="tp:entry-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="
        tp:entry-names($entry)[@type = 'main'], tp:entry-names($entry), $entry/name"/>
    <xsl:sequence select="($names ! tp:plain(.)[.], string($entry/@xml:id))[1]"/>
  </xsl:function>

  <!-- The forms of an entry's name. -->
  <xsl:function name="tp:entry-names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
        $entry/(objectIdentifier/objectName | orgName | persName | placeName | title[$entry/self::bibl])"/>
  </xsl:function>

  <xsl:function name="tp:file-name" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="string(tokenize($path, '/')[last()])"/>
  </xsl:function>

  <!-- The mentions of a document's text, in document order. -->
  <xsl:function name="tp:mentions" as="element()*" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="
        $document//text//*[@ref][self::name or self::objectName or self::orgName or self::persName or self::placeName
                                 or self::rs or self::title]"/>
  </xsl:function>

</xsl:stylesheet>
