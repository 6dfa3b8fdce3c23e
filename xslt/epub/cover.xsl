<?xml version="1.0" encoding="UTF-8"?>
<!-- The cover that is drawn where none is given: a patterned board with a label, as bookbinders made
     them. Colour and pattern follow the title, so that the volumes of a shelf differ and each stays as it
     is. The packer makes an image of it, with the fonts of assets/fonts and no others. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/2000/svg"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What the fonts of the cover can write. A title with a letter of another script is not written. -->
  <xsl:variable name="tp:unwritten" as="xs:string" expand-text="no" select="
      '[\p{L}\p{M}\p{N}-[&#x20;-&#x7E;&#xA0;-&#x17F;&#x18F;&#x1CD;-&#x1DC;&#x1E6;-&#x1EB;&#x218;-&#x21B;&#x259;&#x2BB;-&#x2BF;&#x2C6;-&#x2D1;&#x300;-&#x304;&#x306;-&#x30C;&#x323;-&#x328;&#x32E;&#x331;&#x384;-&#x3CF;&#x400;-&#x45F;&#x462;-&#x463;&#x472;-&#x475;&#x48A;-&#x4FF;&#x5B0;-&#x5C3;&#x5C7;-&#x5EA;&#x5F0;-&#x5F4;&#x621;-&#x656;&#x660;-&#x671;&#x679;&#x67E;&#x686;&#x688;&#x691;&#x698;&#x6A4;&#x6A9;&#x6AF;&#x6BA;&#x6BE;&#x6C0;-&#x6C3;&#x6C7;&#x6CC;&#x6D2;-&#x6D5;&#x6F0;-&#x6F9;&#x1E02;-&#x1E03;&#x1E0A;-&#x1E13;&#x1E20;-&#x1E25;&#x1E2A;-&#x1E2B;&#x1E30;-&#x1E37;&#x1E3E;-&#x1E49;&#x1E56;-&#x1E63;&#x1E6A;-&#x1E6F;&#x1E80;-&#x1E85;&#x1E8C;-&#x1E97;&#x1E9E;&#x1EA0;-&#x1EF9;&#x1F00;-&#x1FFC;]]'"/>

  <!-- Signs that they lack, as those of pictures (emoji): the rest of a title is written without them. -->
  <xsl:variable name="tp:undrawn" as="xs:string" expand-text="no" select="
      '[\p{S}\p{P}-[&#x20;-&#x7E;&#xA0;-&#xFF;&#x2D8;-&#x2DD;&#x375;&#x37E;&#x384;-&#x387;&#x5BE;&#x5C0;&#x5C3;&#x5F3;-&#x5F4;&#x606;-&#x60F;&#x61B;-&#x61F;&#x66A;-&#x66D;&#x6D4;&#x1FBD;-&#x1FFE;&#x2010;-&#x2016;&#x2018;-&#x201A;&#x201C;-&#x201E;&#x2020;-&#x2022;&#x2024;-&#x2027;&#x2030;&#x2032;-&#x2037;&#x2039;-&#x203A;&#x20AC;&#x2116;&#x2212;]][&#xFE00;-&#xFE0F;&#x200D;]*'"/>

  <!-- The image of the cover: that which is given, else the one that the packer makes of the drawing. -->
  <xsl:variable name="tp:cover-image" as="xs:string" select="if ($cover) then $cover else 'cover.png'"/>

  <!-- The page that shows it; its words are those of the whole title. -->
  <xsl:function name="tp:cover-page" as="element()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="authors" as="xs:string*" select="tp:authors($document/*/teiHeader[1]) ! tp:agent-name(.)"/>
    <section xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" class="cover" epub:type="cover">
      <img src="../images/{$tp:cover-image}" role="doc-cover" alt="{
          tp:label('cover-of', map{'title': string-join((tp:title($document), $authors), ' · ')})}"/>
    </section>
  </xsl:function>

  <!-- Ground, pattern and ink. -->
  <xsl:variable name="tp:boards" as="array(xs:string)+" select="
      ['#27424f', '#3a5c6b', '#1d2f38'], ['#5a2a33', '#75404a', '#3d1a21'], ['#31493b', '#486454', '#1f3127'],
      ['#4a3b57', '#655474', '#31263b'], ['#6a4a2c', '#86633f', '#3f2b17'], ['#3a4254', '#535d74', '#242a38'],
      ['#6d3b26', '#8b5338', '#43220f'], ['#2e5052', '#456b6d', '#1a3233']"/>

  <xsl:variable name="tp:letters" as="xs:string" select="'EB Garamond, Amiri, Frank Ruhl Libre'"/>

  <xsl:template name="tp:cover" as="element()">
    <xsl:variable name="seed" as="xs:integer" select="sum(string-to-codepoints(tp:title(.)))"/>
    <xsl:variable name="board" as="array(xs:string)" select="$tp:boards[1 + $seed mod count($tp:boards)]"/>
    <xsl:variable name="bound-right" as="xs:boolean" select="tp:direction-around((tp:texts(.), *)[1]) = 'rtl'"/>
    <svg viewBox="0 0 1400 2100" width="1400" height="2100">
      <rect width="1400" height="2100" fill="{$board(1)}"/>
      <path d="{tp:pattern(1 + $seed idiv 8 mod 4)}" fill="{$board(2)}"/>
      <rect x="{if ($bound-right) then 1330 else 0}" width="70" height="2100" fill="{$board(3)}"/>
      <xsl:call-template name="tp:cover-label">
        <xsl:with-param name="ink" select="$board(3)"/>
        <xsl:with-param name="left" select="if ($bound-right) then 165 else 235"/>
      </xsl:call-template>
    </svg>
  </xsl:template>

  <!-- Stripes, double stripes, checks or lozenges: outlines that are quick to fill. -->
  <xsl:function name="tp:pattern" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="upright" as="xs:string*" select="
        (1 to 28) ! ('M' || 50 * . - 27 || ' 0h4v2100h-4z')"/>
    <xsl:sequence select="
        if ($number = 1) then string-join($upright)
        else if ($number = 2) then string-join((1 to 14) ! ('M' || 100 * . - 60 || ' 0h6v2100h-6zm14 0h14v2100h-14z'))
        else if ($number = 3) then string-join(($upright, (1 to 42) ! ('M0 ' || 50 * . - 27 || 'h1400v4h-1400z')))
        else string-join(for $row in 1 to 42, $column in 0 to 14
          return 'M' || 100 * $column + 50 * ($row mod 2) || ' ' || 50 * $row - 41 || 'l11 16l-11 16l-11 -16z')"/>
  </xsl:function>

  <!-- The label with its lines, as high as they need; an ornament where nothing can be written. -->
  <xsl:template name="tp:cover-label" as="element()*">
    <xsl:param name="ink" as="xs:string"/>
    <xsl:param name="left" as="xs:integer"/>
    <xsl:variable name="lines" as="map(xs:string, item())*" select="tp:cover-lines(.)"/>
    <xsl:variable name="height" as="xs:double" select="if (exists($lines)) then $lines[last()]?y + 130 else 420"/>
    <g transform="translate({$left} {round((1900 - $height) div 2.6)})">
      <rect width="1000" height="{$height}" fill="#f6f0e2"/>
      <rect x="26" y="26" width="948" height="{$height - 52}" fill="none" stroke="{$ink}" stroke-width="5"/>
      <rect x="40" y="40" width="920" height="{$height - 80}" fill="none" stroke="{$ink}" stroke-width="2"/>
      <xsl:if test="empty($lines)">
        <xsl:sequence select="tp:ornament(210, $ink)"/>
      </xsl:if>
      <xsl:for-each select="$lines">
        <xsl:choose>
          <xsl:when test="?text">
            <text x="500" y="{?y}" font-family="{$tp:letters}" font-size="{?size}" text-anchor="middle"
                fill="{$ink}">{tp:with-direction(?text)}</text>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="tp:ornament(?y, $ink)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </g>
  </xsl:template>

  <!-- A line from right to left is told so by marks: its punctuation stands at its left. -->
  <xsl:function name="tp:with-direction" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="
        if (tp:direction-of-words($line) = 'rtl') then '&#x2067;' || $line || '&#x2069;' else $line"/>
  </xsl:function>

  <xsl:function name="tp:ornament" as="element()">
    <xsl:param name="y" as="xs:double"/>
    <xsl:param name="colour" as="xs:string"/>
    <g transform="translate(500 {$y})" fill="{$colour}">
      <path d="M0 -16 L16 0 L0 16 L-16 0 Z"/>
      <path d="M-150 -1.5 L-40 -1.5 L-40 1.5 L-150 1.5 Z M40 -1.5 L150 -1.5 L150 1.5 L40 1.5 Z"/>
    </g>
  </xsl:function>

  <!-- The lines of the label with their sizes and places: authors, an ornament, the title, its subtitle. -->
  <xsl:function name="tp:cover-lines" as="map(xs:string, item())*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/*/teiHeader[1]"/>
    <xsl:variable name="authors" as="xs:string*" select="tp:authors($header) ! tp:agent-name(.) ! tp:drawn(.)"/>
    <xsl:variable name="title" as="xs:string" select="tp:drawn(tp:title($document))"/>
    <xsl:variable name="subtitle" as="xs:string*" select="
        $header/fileDesc/titleStmt/title[@type = 'sub'][1] ! tp:drawn(tp:plain(.))"/>
    <xsl:variable name="texts" as="map(xs:string, item())*" select="
        string-join($authors[position() le 3], ' · ')[.] ! tp:set(., (64, 56, 48), 2),
        $authors[1] ! map{'text': ''},
        tp:set($title, (150, 132, 116, 102, 90, 78, 68, 58, 50), 11),
        $subtitle[1][.] ! (map{'text': ''}, tp:set(., (58, 50, 44), 4))"/>
    <xsl:if test="not(matches(string-join(($authors, $title, $subtitle)), $tp:unwritten))">
      <xsl:sequence select="fold-left($texts, (), function($placed, $line) {
          $placed, map:put($line, 'y', ($placed[last()]?y, 100)[1] + ($line?rise, tp:below($placed[last()]))[1])})"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="tp:drawn" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="normalize-space(replace($text, $tp:undrawn, ''))"/>
  </xsl:function>

  <!-- How far an ornament stands below a line: clear of the letters that reach deepest, which are Arabic. -->
  <xsl:function name="tp:below" as="xs:double">
    <xsl:param name="line" as="map(xs:string, item())"/>
    <xsl:sequence select="36 + round(0.4 * $line?size)"/>
  </xsl:function>

  <!-- A text in lines, in the largest of the sizes in which it needs no more than a label's height; in the
       smallest it is cut off. -->
  <xsl:function name="tp:set" as="map(xs:string, item())*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="sizes" as="xs:integer+"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($text)"/>
    <xsl:variable name="width" as="xs:double" select="860 div $sizes[1]"/>
    <xsl:variable name="lines" as="xs:string*" select="tp:broken($words, $width)"/>
    <xsl:variable name="fits" as="xs:boolean" select="
        count($lines) le min(($most, 900 idiv $sizes[1])) and (every $word in $words satisfies tp:width($word) le $width)"/>
    <xsl:choose>
      <xsl:when test="not($fits) and exists(tail($sizes))">
        <xsl:sequence select="tp:set($text, tail($sizes), $most)"/>
      </xsl:when>
      <xsl:when test="$fits">
        <xsl:sequence select="tp:lines(tp:balanced($words, $width, count($lines)), $sizes[1])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="pieces" as="xs:string*" select="$words ! tp:pieces(., xs:integer(floor($width * 1.5)))"/>
        <xsl:variable name="kept" as="xs:string*" select="tp:broken($pieces, $width - 1)"/>
        <xsl:sequence select="
            tp:lines(($kept[position() lt $most], $kept[$most] || '…'[count($kept) gt $most])[.], $sizes[1])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The first line stands further below what is before it. -->
  <xsl:function name="tp:lines" as="map(xs:string, item())*">
    <xsl:param name="lines" as="xs:string*"/>
    <xsl:param name="size" as="xs:integer"/>
    <xsl:for-each select="$lines">
      <xsl:sequence select="
          map{'text': ., 'size': $size, 'rise': round((if (position() = 1) then 1.05 else 1.2) * $size) + (if (position() = 1) then 24 else 0)}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Words in lines, each as full as it can be. Widths are in em. -->
  <xsl:function name="tp:broken" as="xs:string*">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:sequence select="fold-left($words, (), function($lines, $word) {
        let $longer := string-join(($lines[last()], $word), ' ') return
        if (empty($lines) or tp:width($longer) gt $width) then ($lines, $word)
        else ($lines[position() lt last()], $longer)})"/>
  </xsl:function>

  <!-- The same number of lines, as even as they can be. -->
  <xsl:function name="tp:balanced" as="xs:string*">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="narrower" as="xs:double" select="$width * 0.97"/>
    <xsl:sequence select="
        if ($number gt 1 and count(tp:broken($words, $narrower)) = $number
            and (every $word in $words satisfies tp:width($word) le $narrower))
        then tp:balanced($words, $narrower, $number) else tp:broken($words, $width)"/>
  </xsl:function>

  <!-- A word too long for a line, in pieces. -->
  <xsl:function name="tp:pieces" as="xs:string*">
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="
        if (string-length($word) le $length) then $word
        else (substring($word, 1, $length), tp:pieces(substring($word, $length + 1), $length))"/>
  </xsl:function>

  <!-- About how wide a line is in these fonts, rather more than less. -->
  <xsl:function name="tp:width" as="xs:double">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="base" as="xs:string" select="replace($text, '\p{M}', '')"/>
    <xsl:sequence select="
        0.5 * string-length($base)
        - 0.2 * string-length(replace($base, '[^iljftrI\p{P}\s]', ''))
        + 0.2 * string-length(replace($base, '\P{Lu}', ''))
        + 0.2 * string-length(replace($base, '[^mwMWÆŒæœ–—жшщюфмЖШЩЮФМ]', ''))"/>
  </xsl:function>

</xsl:stylesheet>
