<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading page: one HTML document, readable without style, script or network.
     A project that wants another page imports this one and writes only its own templates. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="html/modules.xsl"/>
  <xsl:include href="html/around.xsl"/>

  <!-- The page itself: every element of the text and of the header. -->
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

</xsl:stylesheet>
