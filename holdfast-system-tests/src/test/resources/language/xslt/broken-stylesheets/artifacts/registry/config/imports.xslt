<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="lib/part.xslt"/>
  <xsl:template match="/"><xsl:apply-templates select="//id"/></xsl:template>
</xsl:stylesheet>
