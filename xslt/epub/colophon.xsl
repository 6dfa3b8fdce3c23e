<?xml version="1.0" encoding="UTF-8"?>
<!-- The colophon: what the page's footer says, as a section of the book. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="document-node()[$tp:is-book]" mode="tp:colophon" as="element()?">
    <xsl:variable name="footer" as="element()?">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:for-each select="$footer">
      <section role="doc-colophon" aria-labelledby="{*[1]/@id}">
        <xsl:sequence select="@class, node()"/>
        <xsl:if test="$version">
          <p class="made-with">{tp:label('made-with', map{'tool': 'teipipe ' || $version})}</p>
        </xsl:if>
      </section>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
