<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says of the edition as a publication: who did what, when, under which number.
     The page, the book and their citations ask here. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Beginnings of words that tell what a person did, each before its MARC relator. -->
  <xsl:variable name="tp:relators" static="yes" as="array(xs:string)+" select="
      ['transl', 'trl'], ['übers', 'trl'], ['tradu', 'trl'],
      ['transcri', 'trc'], ['transkri', 'trc'], ['keyb', 'trc'],
      ['encod', 'mrk'], ['kodier', 'mrk'], ['markup', 'mrk'], ['mark-up', 'mrk'], ['tei', 'mrk'],
      ['annot', 'ann'], ['comment', 'cwt'], ['komment', 'cwt'], ['introd', 'win'], ['preface', 'win'], ['illustr', 'ill'],
      ['engrav', 'egr'], ['printer', 'prt'],
      ['edit', 'edt'], ['édit', 'edt'], ['herausg', 'edt'], ['proof', 'pfr'], ['correct', 'pfr'],
      ['fund', 'fnd'], ['spons', 'spn'], ['publish', 'pbl'], ['author', 'aut'],
      ['principal', 'pdr']"/>

  <!-- What tells a body from a person, what belongs to a surname before it, titles before a name, and the years
       of a life behind it; the deposit reads names by the same words (schemas/agents.json). -->
  <xsl:variable name="tp:bodies" as="xs:string+" select="
      'academy', 'action', 'agency', 'akademie', 'académie', 'accademia', 'association', 'authors',
      'archive', 'archives', 'archiv', 'biblioteca', 'bibliothek', 'bibliothèque', 'bureau', 'center',
      'centre', 'centro', 'college', 'committee', 'community', 'consortium', 'contributors',
      'department', 'editors', 'école', 'faculty', 'foundation', 'fonds', 'fwf', 'group',
      'infrastructure', 'initiative', 'institut', 'institute', 'institution', 'institutt', 'istituto',
      'instituto', 'lab', 'laboratory', 'laboratoire', 'libraries', 'library', 'ministry', 'museum', 'office',
      'partnership', 'press', 'project', 'projekt', 'publishers', 'school', 'society', 'société',
      'stiftung', 'team', 'trust', 'trustees', 'universidad', 'universitas', 'universität',
      'universitet', 'university', 'università', 'université', 'verlag', '-bibliothek',
      '-gesellschaft', '-stiftung', '-verlag'"/>
  <xsl:variable name="tp:links" as="xs:string+" select="
      'af', 'al', 'd''', 'da', 'das', 'de', 'del', 'della', 'den', 'der', 'di', 'do', 'dos', 'du',
      'el', 'ibn', 'la', 'le', 'ten', 'ter', 'van', 'vom', 'von', 'zu', 'zum', 'zur'"/>
  <xsl:variable name="tp:titles" as="xs:string+" select="
      'dipl.-ing.', 'doc.', 'dott.', 'dr', 'dr.', 'dr.-ing.', 'frau', 'h.c.', 'habil.', 'herr', 'ing.',
      'lic.', 'mag.', 'med.', 'mgr.', 'miss', 'mlle', 'mme', 'mr', 'mr.', 'mrs', 'mrs.', 'ms', 'ms.',
      'nat.', 'pd', 'phdr.', 'phil.', 'priv.-doz.', 'prof', 'prof.', 'professor', 'rer.', 'rev.',
      'sir', 'theol.', 'univ.-prof.'"/>
  <xsl:variable name="tp:life" as="xs:string" select="'\s*[(\[][^()\[\]]*\d{3,4}[^()\[\]]*[)\]]\.?\s*$|,?\s+((active|approximately|ca?\.|b\.|d\.|fl\.|born|died|um)\s+)?-?\d{3,4}(\W.*)?$|,\s*-?\d{3,4}(\W.*)?$'"/>

  <!-- The title of the text: what says that it is the main one, and that of the text before that of the
       series or journal that it stands in (TEI Guidelines 3.12.2.2, @level). -->
  <xsl:function name="tp:main-title" as="element(title)?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="titles" as="element(title)*" select="
        $header/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:variable name="own" as="element(title)*" select="$titles[not(@level = ('j', 's'))]"/>
    <xsl:sequence select="
        ($own[@type = 'main'], $own[@level = 'a'], $own, $titles[@type = 'main'], $titles)[1]"/>
  </xsl:function>

  <!-- The authors that the title statement names. A name of @type "unknown" says that nobody is known. -->
  <xsl:function name="tp:authors" as="element()*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        $header/fileDesc/titleStmt/author[normalize-space()][not((@type, name/@type) = 'unknown')]"/>
  </xsl:function>

  <!-- Those who have one of these duties, by their MARC relators. -->
  <xsl:function name="tp:contributors" as="element()*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:param name="relators" as="xs:string+"/>
    <xsl:variable name="all" as="element()*" select="
        $header/fileDesc/titleStmt/(editor, respStmt/(name | orgName | persName))
        [normalize-space()][not(@type = 'unknown')][tp:relators(.) = $relators]"/>
    <xsl:sequence select="
        for $each in $all return $each[not(tp:plain(.) = $all[. &lt;&lt; $each] ! tp:plain(.))]"/>
  </xsl:function>

  <!-- The day, month or year of publication. -->
  <xsl:function name="tp:published" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        ($header/fileDesc/publicationStmt//date/@when[matches(., '^\d{4}(-\d\d){0,2}$')][tp:instant(.)]/string())[1]"/>
  </xsl:function>

  <!-- The name alone: catalogues write a comma after it. -->
  <xsl:function name="tp:publisher-name" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        tp:publisher($header) ! replace(tp:plain(node() except (address, email, idno)), '[\s,:;]+$', '')"/>
  </xsl:function>

  <xsl:function name="tp:publisher" as="element()?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        ($header/fileDesc/publicationStmt/(.//publisher | .//authority | .//distributor)[normalize-space()])[1]"/>
  </xsl:function>

  <!-- The first DOI that has the shape of one, without resolver and prefix. -->
  <xsl:function name="tp:doi" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        ($header/fileDesc/publicationStmt//idno[lower-case(@type) = 'doi']
         ! analyze-string(normalize-space(), '(^|[^\d.])(10\.\d{4,9}(\.\d+)*/\S+)')/fn:match/fn:group[@nr = 2]/string())[1]"/>
  </xsl:function>

  <!-- The first ISBN that can be right, without hyphens. -->
  <xsl:function name="tp:isbn" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        ($header/fileDesc/publicationStmt//idno[lower-case(@type) = 'isbn'] ! tp:isbn-number(.))[1]"/>
  </xsl:function>

  <!-- The ten or thirteen digits of an ISBN; none where there are others, or the last is not what the others make it. -->
  <xsl:function name="tp:isbn-number" as="xs:string?">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace($words, '^\s*ISBN(-?1[03]:|-1[03])?', '', 'i')"/>
    <xsl:sequence select="replace($bare, '[^\dXx]', '')[matches(., '^((\d{3})?\d{10}|\d{9}[Xx])$')][tp:is-checked(.)]"/>
  </xsl:function>

  <!-- Whether the last digit of an ISBN or ISSN is what the others make it: ISO 2108, ISO 3297. -->
  <xsl:function name="tp:is-checked" as="xs:boolean">
    <xsl:param name="number" as="xs:string"/>
    <xsl:variable name="digits" as="xs:integer+" select="
        reverse(string-to-codepoints(upper-case(replace($number, '-', '')))) ! (if (. = 88) then 10 else . - 48)"/>
    <xsl:sequence select="
        if (count($digits) = 13) then sum($digits ! (. * (3 - 2 * (position() mod 2)))) mod 10 = 0
        else sum($digits ! (. * position())) mod 11 = 0"/>
  </xsl:function>

  <!-- The address under which the edition is published. -->
  <xsl:function name="tp:published-at" as="xs:string?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        (let $publication := $header/fileDesc/publicationStmt
         return ($publication//idno[not(tp:of-others(.))] ! normalize-space(),
                 $publication//(ptr | ref)[not(tp:of-others(.))]/@target ! string())
         [matches(., '^https?://\S+$')][not(matches(., '^https?://(dx\.)?doi\.org/'))])[1]"/>
  </xsl:function>

  <!-- Whether an element is within what tells of the licence or of who publishes. -->
  <xsl:function name="tp:of-others" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::*[self::availability or self::publisher or self::authority
                                 or self::distributor])"/>
  </xsl:function>

  <!-- A moment as dcterms:modified wants it, from a TEI date of any precision. -->
  <xsl:function name="tp:instant" as="xs:string?">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:variable name="whole" as="xs:string" select="
        if (matches($when, '^\d{4}$')) then $when || '-01-01'
        else if (matches($when, '^\d{4}-\d\d$')) then $when || '-01' else string($when)"/>
    <xsl:choose>
      <xsl:when test="$whole castable as xs:dateTime">
        <xsl:sequence select="
            format-dateTime(adjust-dateTime-to-timezone(xs:dateTime($whole), xs:dayTimeDuration('PT0S')),
                            '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z')"/>
      </xsl:when>
      <xsl:when test="$whole castable as xs:date and matches($whole, '^\d{4}-')">
        <xsl:sequence select="substring($whole, 1, 10) || 'T00:00:00Z'"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- When the edition last changed: never the time of the build. -->
  <xsl:function name="tp:modified" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="
        (sort($header/revisionDesc//change/@when ! tp:instant(string()))[last()],
         $header/fileDesc/publicationStmt//date/@when ! tp:instant(string()),
         tp:instant($date), '1980-01-01T00:00:00Z')[1]"/>
  </xsl:function>

  <!-- The languages of the text, the main one first; 'und' where nothing says it. -->
  <xsl:function name="tp:languages" as="xs:string+" cache="yes">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="tags" as="xs:string*" select="
        $document/*/(descendant::text, .)[1] ! tp:language(.), $document/*/descendant::text/descendant-or-self::*/@xml:lang ! string(),
        $document/*/descendant::teiHeader/profileDesc/langUsage/language/@ident ! string()"/>
    <xsl:variable name="valid" as="xs:string*" select="
        ($tags ! tp:language-tag(.))[matches(., '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')]"/>
    <xsl:sequence select="if (exists($valid)) then distinct-values($valid) else 'und'"/>
  </xsl:function>

  <!-- What a responsibility says was done: the relators it names, else one for each duty that its words put
       side by side. -->
  <xsl:function name="tp:duties" as="xs:string*">
    <xsl:param name="responsibility" as="xs:string"/>
    <xsl:param name="reference" as="xs:string?"/>
    <xsl:variable name="named" as="xs:string*" select="
        (tokenize($reference) ! replace(., '^.*relators[/:]', ''))[matches(., '^[a-z]{3}$')]"/>
    <xsl:sequence select="
        if (exists($named)) then $named
        else tokenize(lower-case($responsibility), '[,;/&amp;+]|\s(and|und|et|e|y|en|och|og)\s') ! tp:duty(tokenize(., '[^\w-]+'))"/>
  </xsl:function>

  <xsl:function name="tp:duty" as="xs:string?">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:sequence select="($tp:relators[some $word in $words satisfies starts-with($word, .(1))] ! .(2))[1]"/>
  </xsl:function>

  <!-- The name of a person or body in one form: the first, where others are its own in other languages, or of the
       same entry. -->
  <xsl:function name="tp:form-of-name" as="element()">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$agent/(name | orgName | persName)"/>
    <xsl:variable name="first" as="element()?" select="$names[1]"/>
    <xsl:sequence select="
        if (tail($names) and ((tail($names)/@ref = $first/@ref)
                or (every $other in tail($names) satisfies $other/@xml:lang != string($first/@xml:lang))))
        then $first else $agent"/>
  </xsl:function>

  <!-- The name as it is read, forename first where the parts are marked; some languages say the surname first. -->
  <xsl:function name="tp:agent-name" as="xs:string">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="name" as="element()" select="tp:form-of-name($agent)"/>
    <xsl:variable name="plain" as="xs:string" select="tp:plain($name)"/>
    <xsl:variable name="surname" as="element(surname)*" select="$name//surname"/>
    <xsl:variable name="forename" as="element(forename)*" select="$name//forename"/>
    <xsl:sequence select="
        if ($surname[1] &lt;&lt; $forename[1] and not(contains($plain, ','))
            and not(substring-before(tp:language($surname[1]) || '-', '-') = ('hu', 'ja', 'ko', 'vi', 'zh')))
        then string-join(($forename, $surname/../nameLink, $surname) ! tp:plain(.)[.], ' ')
        else $plain"/>
  </xsl:function>

  <!-- The form to sort by: surname first, with what links it, where the parts are marked or a register knows
       it, else as the words of the name tell; who pays is a body. -->
  <xsl:function name="tp:file-as" as="xs:string">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="name" as="element()" select="tp:form-of-name($agent)"/>
    <xsl:variable name="marked" as="element(surname)*" select="$name/descendant-or-self::*/surname"/>
    <xsl:variable name="surname" as="xs:string*" select="($marked/../nameLink[$marked], $marked) ! tp:plain(.)[.]"/>
    <xsl:variable name="forename" as="xs:string" select="tp:plain($name/descendant-or-self::*/forename)"/>
    <xsl:variable name="entries" as="element()*" select="$name/descendant-or-self::*[@ref] ! tp:entries(.)"/>
    <xsl:variable name="plain" as="xs:string" select="tp:plain($name)"/>
    <xsl:sequence select="
        (string-join((string-join($surname, ' '), $forename)[.], ', ')[exists($surname)],
         $entries/persName ! tp:plain(.)[contains(., ', ')],
         $plain[($name/descendant-or-self::orgName, $agent/(self::funder | self::sponsor))],
         tp:turned($plain))[1]"/>
  </xsl:function>

  <!-- A name without marked parts, turned: its last word first, with what belongs to it. Initials alone
       do not tell which is the surname's. -->
  <xsl:function name="tp:turned" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace(replace(normalize-space($name), $tp:life, ''), '[ ,;]+$', '')"/>
    <xsl:variable name="words" as="xs:string*" select="tp:untitled($bare)"/>
    <xsl:variable name="given" as="xs:integer" select="
        (for $at in (2 to count($words) - 1) return $at[every $word in $words[position() = ($at to last() - 1)]
            satisfies lower-case($word) = $tp:links], count($words))[1] - 1"/>
    <xsl:sequence select="
        if (tp:is-body($bare)) then $bare
        else if (contains($bare, ', '))
        then substring-before($bare, ', ') || ', ' || string-join(tp:untitled(substring-after($bare, ', ')), ' ')
        else if (count($words) lt 2 or (every $word in $words satisfies matches($word, '^\w\.$')))
        then string-join($words, ' ')
        else string-join($words[position() gt $given], ' ') || ', ' || string-join($words[position() le $given], ' ')"/>
  </xsl:function>

  <!-- The words of a name without the titles before it; titles alone are kept. -->
  <xsl:function name="tp:untitled" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($name)"/>
    <xsl:variable name="first" as="xs:integer" select="
        (for $at in 1 to count($words) return $at[not(lower-case($words[$at]) = $tp:titles)], 1)[1]"/>
    <xsl:sequence select="$words[position() ge $first]"/>
  </xsl:function>

  <!-- Whether a word of a name tells that it is that of a body: a whole word, or the end of one. -->
  <xsl:function name="tp:is-body" as="xs:boolean">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
        some $word in tokenize(lower-case($name), '[^\w.\-]+')
        satisfies $word = $tp:bodies or (some $end in $tp:bodies[starts-with(., '-')]
            satisfies ends-with($word, substring($end, 2)))"/>
  </xsl:function>

  <!-- What a person or body named in the header did. -->
  <xsl:function name="tp:relators" as="xs:string+">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="duties" as="element(resp)*" select="$name/parent::respStmt/resp"/>
    <xsl:variable name="stated" as="xs:string*" select="
        $duties ! tp:duties(string(.), string((@ref, @key)[1])),
        $name/@role/tokenize(.) ! tp:duties(., .)"/>
    <xsl:sequence select="
        if (exists($stated)) then distinct-values($stated)
        else (map{'editor': 'edt', 'funder': 'fnd', 'principal': 'pdr', 'sponsor': 'spn'}(local-name($name)),
              'ctb')[1]"/>
  </xsl:function>

</xsl:stylesheet>
