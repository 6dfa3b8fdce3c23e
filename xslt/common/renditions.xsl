<?xml version="1.0" encoding="UTF-8"?>
<!-- How the source looked: @rend, @rendition and @style, and the renditions of the header. Words become
     a small set of classes that the style sheets know; CSS is kept as far as it is harmless. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="tp:renditions" match="teiHeader//tagsDecl/rendition" use="@xml:id"/>

  <!-- From the words of @rend and @rendition, in small letters without hyphens, to classes. -->
  <xsl:variable name="tp:looks" static="yes" as="map(xs:string, xs:string)" select="
      let $words := map{
        'block': 'block displayblock',
        'blackletter': 'blackletter fr fraktur gothic',
        'bold': 'b bf bo bold boldface bolder fett heavy hibold strong',
        'boxed': 'bordered box boxed frame framed',
        'center': 'aligncenter c center centered centre centred textcenter',
        'double-underline': 'doubleunderline doubleunderlined underdoubleline uu',
        'indent': 'et hanging indent indent1 indented inset marginleft',
        'indent-2': 'et2 indent2',
        'indent-3': 'et3 indent3 indent4 indent5 indent6 indent7 indent8 indent9',
        'italic': 'cursive emph em i ital italic italicised italicized italics it hiitalic kursiv oblique slanted',
        'large': 'big gross huge large larger xlarge xxlarge',
        'left': 'alignleft left leftaligned leftjustified textleft',
        'monospace': 'code courier monospace monospaced tt typewriter',
        'no-indent': 'noindent',
        'overline': 'overline overlined',
        'red': 'red rot rouge rubric rubricated rubricus rubrique rubriziert',
        'right': 'alignright end flushright r right rightaligned rightjustified textright',
        'roman': 'antiqua aq normal roman upright',
        'sans': 'grotesk sans sansserif',
        'small': 'footnotesize small smaller smallfloatinline xsmall xxsmall',
        'small-caps': 'k sc scap scaps smallcap smallcapitals smallcaps',
        'spaced': 'expanded g gesperrt letterspace letterspaced spaced spacedout spread sperr',
        'strike': 'crossedout lineththrough linethrough overstrike s strike strikeout strikethough strikethrough struck',
        'subscript': 'bottom sub subscript',
        'superscript': 'exponent sup super superscript',
        'underline': 'u ul underline underlined underscore unterstrichen',
        'upper-case': 'allcaps ac cap capitals caps uc upper uppercase'}
      return map:merge(
        for $look in map:keys($words), $word in tokenize($words($look)) return map{$word: $look},
        map{'duplicates': 'reject'})"/>

  <!-- Properties that change how words look, and neither where they stand nor whether they are seen. -->
  <xsl:variable name="tp:harmless" static="yes" as="map(xs:string, xs:boolean)" select="
      map:merge(tokenize('border border-bottom border-left border-right border-top font-family
        font-size font-style font-variant font-variant-caps font-weight letter-spacing line-height
        margin-bottom margin-left margin-right margin-top padding-left padding-right text-align
        text-decoration text-decoration-line text-decoration-style text-indent text-transform
        vertical-align word-spacing') ! map{.: true()})"/>

  <!-- The classes that say how the source shows an element of this name with these attributes. A letter for
       the rend of a list is how it is numbered; tools that read handwriting say "bold:true". -->
  <xsl:function name="tp:looks" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="rend" as="xs:string"/>
    <xsl:param name="rendition" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="distinct-values((
        (if (contains($rend, ':')) then tokenize($rend, ';')[matches(., ':\s*true\s*$')] ! substring-before(normalize-space(), ':')
         else tokenize($rend, '[\s;,)]+')[.])[not($name = 'list' and string-length() = 1)] ! tp:look(.),
        tokenize($rendition) ! tp:rendition(., $document)))"/>
  </xsl:function>

  <!-- The class for one word; a word that no table knows is its own class. -->
  <xsl:function name="tp:look" as="xs:string" cache="yes">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace(replace($word, '\((\d+)$', '$1'), '^.*[#:(](.)', '$1')"/>
    <xsl:variable name="plain" as="xs:string" select="lower-case(translate($bare, '-_.', ''))"/>
    <xsl:sequence select="'rend-' || ($tp:looks($plain), tp:class($bare))[1]"/>
  </xsl:function>

  <!-- The class for a pointer of @rendition: to CSS of the header, else by its name. What stands for
       characters of the source (@scope) is no look. -->
  <xsl:function name="tp:rendition" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="declared" as="element(rendition)?" select="
        $pointer[starts-with(., '#')] ! key('tp:renditions', substring(., 2), $document)[1]"/>
    <xsl:sequence select="
        if ($declared/@scope = ('after', 'before')) then ()
        else if ($declared[tp:harmless-css(.)]) then 'rendition-' || tp:class(substring($pointer, 2))
        else tp:look($pointer)"/>
  </xsl:function>

  <!-- The harmless declarations of CSS; nothing that loads, hides, moves or computes. -->
  <xsl:function name="tp:harmless-css" as="xs:string?" cache="yes">
    <xsl:param name="css" as="xs:string"/>
    <xsl:variable name="declarations" as="xs:string*" select="
        for $declaration in tokenize(replace($css, '/\*.*?\*/', ' ', 's'), ';') return
        let $name := lower-case(normalize-space(substring-before($declaration, ':'))),
            $value := normalize-space(substring-after($declaration, ':'))
        return ($name || ': ' || $value)[$tp:harmless($name)][matches($value, '^[+]?[\w.%#][\w .,%#+-]*$')]
               [not(matches($value, '(^|[ ,])-') or $name = 'font-size' and matches($value, '^[0.]+\D*$'))]"/>
    <xsl:sequence select="string-join($declarations, '; ')[.]"/>
  </xsl:function>

  <!-- The style of one element. -->
  <xsl:function name="tp:style-attribute" as="attribute(style)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="css" as="attribute()*" select="$element/(@style, @rend[contains(., ':')])"/>
    <xsl:for-each select="if ($css) then tp:harmless-css(string-join($css, ';')) else ()">
      <xsl:attribute name="style" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The rules for the renditions that the header declares: by id, by an element's name in @selector,
       and by the usage of an element's tag. -->
  <xsl:function name="tp:rules" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each select="$document//tagsDecl//rendition[not(@scope = ('after', 'before'))]">
      <xsl:variable name="rendition" as="element(rendition)" select="."/>
      <xsl:for-each select="tp:harmless-css(.)">
        <xsl:variable name="selectors" as="xs:string*" select="
            $rendition/@xml:id ! ('.rendition-' || tp:class(.)),
            $rendition/@selector ! tokenize(., '[,\s]+')[. castable as xs:NCName] ! ('.tei-' || .),
            $rendition/ancestor::tagsDecl//tagUsage[tokenize(@render || ' ' || @rendition) = '#' || $rendition/@xml:id]
              /@gi[. castable as xs:NCName] ! ('.tei-' || .)"/>
        <xsl:sequence select="string-join($selectors, ', ')[.] ! (. || ' { ' || $rendition ! tp:harmless-css(.) || ' }')"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- The style element of a page, where the header declares anything. -->
  <xsl:function name="tp:style" as="element()?" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:where-populated>
      <style xmlns="http://www.w3.org/1999/xhtml">
        <xsl:value-of select="tp:rules($document)" separator="&#xA;"/>
      </style>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
