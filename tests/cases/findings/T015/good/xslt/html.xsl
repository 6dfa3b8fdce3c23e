<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0" exclude-result-prefixes="#all"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="urn:teipipe:xslt:html.xsl"/>
<xsl:template match="hi"><em><xsl:apply-templates/></em></xsl:template>
</xsl:stylesheet>
