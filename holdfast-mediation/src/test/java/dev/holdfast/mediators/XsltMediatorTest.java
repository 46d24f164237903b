// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XsltMediatorTest {

    private static final String ORDER = envelope("<order><id>7</id></order>");

    @TempDir
    Path folder;

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private static String envelope(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String stylesheet(String templates) {
        return "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">" + templates
                + "</xsl:stylesheet>";
    }

    private static String text(Response answer) {
        return new String(answer.content().toByteArray(), StandardCharsets.UTF_8);
    }

    private static String payload(Response answer) {
        return text(answer).replaceAll("(?s).*<soapenv:Body>|</soapenv:Body>.*", "");
    }

    private XsltMediatorTest entry(String key, String xml) {
        gateway.with("<localEntry xmlns=\"http://ws.apache.org/ns/synapse\" key=\"" + key + "\"><![CDATA[" + xml
                + "]]></localEntry>");
        return this;
    }

    private Response transformed(String xslt) {
        gateway.withProxy(xslt + "<respond/>");
        return gateway.post(ORDER);
    }

    @Test
    void the_first_element_of_the_body_is_transformed() {
        entry("x", stylesheet("<xsl:template match=\"/order\"><o n=\"{id}\"/></xsl:template>"));
        Response answer = transformed("<xslt key=\"x\"/>");
        assertThat(gateway.problems()).isEmpty();
        assertThat(payload(answer)).isEqualTo("<o n=\"7\"/>");
    }

    @Test
    void an_element_inside_is_transformed_in_its_place() {
        entry("x", stylesheet("<xsl:template match=\"/id\"><a/><b><xsl:value-of select=\".\"/></b></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"x\" source=\"//id\"/>"))).isEqualTo("<order><a/><b>7</b></order>");
    }

    @Test
    void the_body_and_the_envelope_can_be_transformed() {
        entry("x", stylesheet("<xsl:template match=\"/*\"><all><xsl:copy-of select=\"*\"/></all></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"x\" source=\"$body\"/>")))
                .isEqualTo("<all><order><id>7</id></order></all>");
        entry(
                "y",
                stylesheet("<xsl:template match=\"@*|node()\"><xsl:copy><xsl:apply-templates/></xsl:copy>"
                        + "</xsl:template><xsl:template match=\"id\"><n/></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"y\" source=\"$env\"/>"))).isEqualTo("<order><n/></order>");
    }

    @Test
    void the_result_can_go_into_a_property() {
        entry("x", stylesheet("<xsl:template match=\"/order\"><o><xsl:value-of select=\"id\"/></o></xsl:template>"));
        Response answer = transformed("<xslt key=\"x\" target=\"made\"/>"
                + "<header name=\"Made\" scope=\"transport\" expression=\"$ctx:made\"/>");
        assertThat(payload(answer)).isEqualTo("<order><id>7</id></order>");
        assertThat(answer.headers().first("Made")).contains("7");
    }

    @Test
    void parameters_come_from_values_and_expressions() {
        entry(
                "x",
                stylesheet("<xsl:param name=\"a\"/><xsl:param name=\"b\"/><xsl:template match=\"/\">"
                        + "<o a=\"{$a}\" b=\"{$b + 1}\"/></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"x\"><property name=\"a\" value=\"v\"/>"
                        + "<property name=\"b\" expression=\"//id\"/></xslt>")))
                .isEqualTo("<o a=\"v\" b=\"8\"/>");
    }

    @Test
    void a_result_of_text_becomes_a_body_of_text() {
        entry(
                "x",
                stylesheet("<xsl:output method=\"text\"/><xsl:template match=\"/\">id=<xsl:value-of select=\"//id\"/>"
                        + "</xsl:template>"));
        assertThat(text(transformed("<xslt key=\"x\"/>"))).contains("id=7");
    }

    @Test
    void other_stylesheets_are_imported_by_key() {
        entry("part", stylesheet("<xsl:template match=\"id\"><n/></xsl:template>"));
        entry(
                "x",
                stylesheet("<xsl:import href=\"part\"/><xsl:template match=\"/order\"><xsl:apply-templates"
                        + " select=\"id\"/></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"x\"/>"))).isEqualTo("<n/>");
        entry(
                "y",
                stylesheet("<xsl:include href=\"lib/common.xslt\"/><xsl:template match=\"/order\">"
                        + "<xsl:apply-templates select=\"id\"/></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"y\"><resource location=\"lib/common.xslt\" key=\"part\"/></xslt>")))
                .isEqualTo("<n/>");
        assertThat(transformed("<xslt key=\"y\"/>").status()).isEqualTo(500);
    }

    @Test
    void the_key_can_be_an_expression() {
        entry("x7", stylesheet("<xsl:template match=\"/\"><seven/></xsl:template>"));
        assertThat(payload(transformed("<xslt key=\"{concat('x', //id)}\"/>"))).isEqualTo("<seven/>");
        gateway.withProxy("<xslt key=\"{concat('y', //id)}\"/><respond/>");
        assertThat(gateway.post(ORDER).status()).isEqualTo(500);
    }

    @Test
    void a_stylesheet_that_has_changed_is_compiled_anew() throws IOException {
        Path file = Files.createDirectories(folder.resolve("config")).resolve("a.xslt");
        Files.writeString(file, stylesheet("<xsl:template match=\"/\"><one/></xsl:template>"));
        gateway.withRegistry(folder)
                .withProxy("<xslt key=\"conf:/a.xslt\"/>"
                        + "<property name=\"conf:/a.xslt\" scope=\"registry\" expression=\"get-property('registry',"
                        + " 'conf:/b.xslt')\"/><respond/>");
        Files.writeString(
                folder.resolve("config/b.xslt"), stylesheet("<xsl:template match=\"/\"><two/></xsl:template>"));
        assertThat(payload(gateway.post(ORDER))).isEqualTo("<one/>");
        assertThat(payload(gateway.post(ORDER))).isEqualTo("<two/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document('file:///etc/passwd')",
                "document('/etc/passwd')",
                "document('http://localhost:1/')",
                "unparsed-text('file:///etc/passwd')",
                "unparsed-text-lines('/etc/passwd')",
                "collection('file:///etc')",
                "uri-collection('file:///etc')",
                "doc('jar:file:/x.jar!/a')",
                "json-doc('file:///etc/passwd')"
            })
    void nothing_can_be_read_but_the_message(String function) {
        entry(
                "x",
                stylesheet("<xsl:template match=\"/\"><o><xsl:copy-of select=\"" + function + "\"/></o></xsl:template>")
                        .replace("version=\"1.0\"", "version=\"3.0\""));
        Response answer = transformed("<xslt key=\"x\"/>");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).doesNotContain("root:");
    }

    @Test
    void the_environment_and_Java_are_out_of_reach() {
        entry(
                "x",
                stylesheet("<xsl:template match=\"/\"><o e=\"{environment-variable('PATH')}\""
                                + " n=\"{count(available-environment-variables())}\" j=\"{system-property('java.home')}\"/>"
                                + "</xsl:template>")
                        .replace("version=\"1.0\"", "version=\"3.0\""));
        assertThat(payload(transformed("<xslt key=\"x\"/>"))).isEqualTo("<o e=\"\" j=\"\" n=\"0\"/>");
        entry(
                "y",
                "<xsl:stylesheet version=\"2.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\""
                        + " xmlns:rt=\"java:java.lang.Runtime\"><xsl:template match=\"/\"><o><xsl:value-of"
                        + " select=\"rt:getRuntime()\"/></o></xsl:template></xsl:stylesheet>");
        assertThat(transformed("<xslt key=\"y\"/>").status()).isEqualTo(500);
    }

    @Test
    void nothing_can_be_written_but_the_result() {
        Path file = folder.resolve("out.xml");
        entry(
                "x",
                stylesheet("<xsl:template match=\"/\"><o/><xsl:result-document href=\"" + file.toUri()
                                + "\"><p/></xsl:result-document></xsl:template>")
                        .replace("version=\"1.0\"", "version=\"2.0\""));
        assertThat(transformed("<xslt key=\"x\"/>").status()).isEqualTo(500);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_document_type_in_a_stylesheet_is_refused() {
        entry(
                "x",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                        + stylesheet("<xsl:template match=\"/\"><o>&e;</o></xsl:template>"));
        assertThat(transformed("<xslt key=\"x\"/>").status()).isEqualTo(500);
    }

    @Test
    void a_result_without_end_is_cut_off() {
        entry(
                "x",
                stylesheet(
                                "<xsl:template match=\"/\"><o><xsl:for-each select=\"1 to 100000000\"><i/></xsl:for-each></o>"
                                        + "</xsl:template>")
                        .replace("version=\"1.0\"", "version=\"2.0\""));
        assertThat(transformed("<xslt key=\"x\"/>").status()).isEqualTo(500);
        entry(
                "y",
                stylesheet("<xsl:template match=\"/\"><xsl:call-template name=\"deeper\"/></xsl:template>"
                        + "<xsl:template name=\"deeper\"><o><xsl:call-template name=\"deeper\"/></o></xsl:template>"));
        assertThat(transformed("<xslt key=\"y\"/>").status()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xsl:call-template name='a'/>",
                "<xsl:apply-templates select='.'/>",
                "<o><xsl:value-of select='sum(1 to 2000000000)'/></o>",
                "<o><xsl:value-of select='count(for $i in 1 to 2000000000, $j in 1 to 2000000000 return $j)'/></o>",
                "<o><xsl:call-template name='double'><xsl:with-param name='n' select='string(//*)'/>"
                        + "</xsl:call-template></o>",
                "<o><xsl:call-template name='copy'><xsl:with-param name='n' select='//*'/></xsl:call-template></o>",
            })
    void what_runs_without_end_or_fills_the_memory_is_given_up(String instruction) {
        entry(
                "x",
                stylesheet("<xsl:template match='/'>" + instruction + "</xsl:template>"
                                + "<xsl:template name='a'><xsl:call-template name='a'/></xsl:template>"
                                + "<xsl:template name='double'><xsl:param name='n'/><xsl:call-template name='double'>"
                                + "<xsl:with-param name='n' select='concat($n, $n)'/></xsl:call-template></xsl:template>"
                                + "<xsl:template name='copy'><xsl:param name='n'/><xsl:variable name='m'>"
                                + "<xsl:copy-of select='$n'/><xsl:copy-of select='$n'/></xsl:variable>"
                                + "<xsl:call-template name='copy'><xsl:with-param name='n' select='$m'/>"
                                + "</xsl:call-template></xsl:template>")
                        .replace("version=\"1.0\"", "version=\"2.0\""));

        assertThat(transformed("<xslt key=\"x\"/>").status()).isEqualTo(500);
    }

    @Test
    void a_loop_that_ends_is_run_to_its_end() {
        entry(
                "x",
                stylesheet(
                        "<xsl:template match='/'><o><xsl:call-template name='a'><xsl:with-param name='n' select='1'/>"
                                + "</xsl:call-template></o></xsl:template><xsl:template name='a'><xsl:param name='n'/>"
                                + "<xsl:choose><xsl:when test='$n = 50000'>done</xsl:when><xsl:otherwise>"
                                + "<xsl:call-template name='a'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template>"
                                + "</xsl:otherwise></xsl:choose></xsl:template>"));

        assertThat(payload(transformed("<xslt key=\"x\"/>"))).isEqualTo("<o>done</o>");
    }

    @Test
    void what_cannot_be_compiled_fails_with_the_reason() {
        entry("x", stylesheet("<xsl:template match=\"/\"><xsl:value-of select=\"[\"/></xsl:template>"));
        gateway.withProxy(
                "<xslt key=\"x\"/>",
                "<faultSequence><header name=\"Why\" scope=\"transport\" expression=\"$ctx:ERROR_MESSAGE\"/><respond/>"
                        + "</faultSequence>");
        assertThat(gateway.post(ORDER).headers().first("Why").orElse(""))
                .contains("xslt x: the stylesheet x cannot be compiled");
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy("<xslt/>")
                .withProxy("<xslt key=\"x\" source=\"[\"/>")
                .withProxy("<xslt key=\"x\"><property name=\"a\"/><resource key=\"y\"/></xslt>")
                .withProxy("<xslt key=\"x\"><parameter/></xslt>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("attribute key is missing"))
                .anyMatch(line -> line.contains("attribute source: "))
                .anyMatch(line -> line.contains("neither value nor expression is given"))
                .anyMatch(line -> line.contains("attribute location is missing"))
                .anyMatch(line -> line.contains("<parameter> is not supported in <xslt>"));
    }
}
