<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:rt="java:java.lang.Runtime">
  <xsl:template match="/"><o><xsl:value-of select="rt:getRuntime()"/></o></xsl:template>
</xsl:stylesheet>
