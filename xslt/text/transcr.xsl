<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the TEI module transcr. Supplied text is part of the line; surplus text is left out. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:tp="https://teipipe.org/ns/1.0"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="supplied" as="text()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="surplus" as="empty-sequence()"/>

</xsl:stylesheet>
