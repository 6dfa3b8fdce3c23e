<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="urn:teipipe:xslt:html.xsl"/>

</xsl:stylesheet>
