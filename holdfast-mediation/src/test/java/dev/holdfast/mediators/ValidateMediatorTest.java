// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateMediatorTest {

    private static final String SCHEMA = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">%s</xs:schema>";
    private static final String ORDER = SCHEMA.formatted("<xs:element name=\"order\"><xs:complexType><xs:sequence>"
            + "<xs:element name=\"id\" type=\"xs:int\"/></xs:sequence></xs:complexType></xs:element>");
    private static final String FAIL = "<on-fail><header name=\"Why\" scope=\"transport\""
            + " expression=\"$ctx:ERROR_MESSAGE\"/><property name=\"HTTP_SC\" value=\"422\" scope=\"axis2\"/><respond/>"
            + "</on-fail>";
    private static final String JSON =
            "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":" + "\"integer\"}}}";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private static String envelope(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private void entry(String key, String text) {
        gateway.with("<localEntry xmlns=\"http://ws.apache.org/ns/synapse\" key=\"" + key + "\"><![CDATA[" + text
                + "]]></localEntry>");
    }

    private void validate(String attributes, String children) {
        gateway.withProxy("<validate" + attributes + ">" + children + FAIL + "</validate><respond/>");
    }

    private Response json(String body) {
        Headers headers = Headers.of("Content-Type", "application/json");
        return gateway.post("/services/P", headers, Content.ofText(body, "application/json"));
    }

    private static String why(Response answer) {
        return answer.headers().first("Why").orElse("");
    }

    @BeforeEach
    void schemas() {
        entry("order", ORDER);
        entry("json", JSON);
    }

    @Test
    void what_is_valid_goes_on_and_what_is_not_runs_on_fail() {
        validate("", "<schema key=\"order\"/>");
        assertThat(gateway.problems()).isEmpty();
        assertThat(gateway.post(envelope("<order><id>7</id></order>")).status()).isEqualTo(200);
        Response answer = gateway.post(envelope("<order><id>seven</id></order>"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(why(answer)).contains("seven").contains("; ");
    }

    @Test
    void the_flow_goes_on_behind_on_fail_when_that_comes_to_its_end() {
        gateway.withProxy("<validate><schema key=\"order\"/><on-fail><property name=\"bad\" value=\"1\"/></on-fail>"
                + "</validate><store messageStore=\"A\"/>");
        assertThat(gateway.post(envelope("<other/>")).status()).isEqualTo(202);
        assertThat(gateway.stored("A").getFirst().message().properties().text("bad"))
                .contains("1");
    }

    @Test
    void an_expression_says_what_is_checked() {
        validate(" source=\"//order\"", "<schema key=\"order\"/>");
        assertThat(gateway.post(envelope("<all><order><id>7</id></order></all>"))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.post(envelope("<all><order/></all>")).status()).isEqualTo(422);
        assertThat(gateway.post(envelope("<all/>")).status()).isEqualTo(500);
    }

    @Test
    void several_schemas_work_together_and_include_others_by_key() {
        entry("types", SCHEMA.formatted("<xs:simpleType name=\"n\"><xs:restriction base=\"xs:int\"/></xs:simpleType>"));
        entry("a", SCHEMA.formatted("<xs:include schemaLocation=\"types.xsd\"/><xs:element name=\"a\" type=\"n\"/>"));
        validate("", "<schema key=\"a\"/><schema key=\"order\"/><resource location=\"types.xsd\" key=\"types\"/>");
        assertThat(gateway.post(envelope("<a>1</a>")).status()).isEqualTo(200);
        assertThat(gateway.post(envelope("<a>x</a>")).status()).isEqualTo(422);
        assertThat(gateway.post(envelope("<order><id>7</id></order>")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "/etc/passwd", "http://localhost:1/a.xsd", "none.xsd"})
    void a_schema_reads_nothing_but_resources(String location) {
        entry("a", SCHEMA.formatted("<xs:include schemaLocation=\"" + location + "\"/><xs:element name=\"a\"/>"));
        validate("", "<schema key=\"a\"/>");
        assertThat(gateway.post(envelope("<a/>")).status()).isEqualTo(500);
    }

    @Test
    void a_message_cannot_name_a_schema_of_its_own() {
        validate("", "<schema key=\"order\"/>");
        assertThat(gateway.post(envelope("<order xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:noNamespaceSchemaLocation=\"http://localhost:1/a.xsd\"><id>7</id></order>"))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.post(envelope("<evil xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:noNamespaceSchemaLocation=\"file:///etc/passwd\"/>"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_document_type_in_a_schema_is_refused() {
        entry("a", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + ORDER);
        validate("", "<schema key=\"a\"/>");
        assertThat(gateway.post(envelope("<order/>")).status()).isEqualTo(500);
    }

    @Test
    void JSON_is_checked_by_JSON_Schema() {
        validate("", "<schema key=\"json\"/>");
        assertThat(json("{\"id\":7}").status()).isEqualTo(200);
        Response answer = json("{\"id\":\"x\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(why(answer)).contains("id").containsIgnoringCase("integer");
        assertThat(json("{}").status()).isEqualTo(422);
    }

    @Test
    void a_part_of_JSON_can_be_checked() {
        validate(" source=\"json-eval($.order)\"", "<schema key=\"json\"/>");
        assertThat(json("{\"order\":{\"id\":7}}").status()).isEqualTo(200);
        assertThat(json("{\"order\":{}}").status()).isEqualTo(422);
        assertThat(json("{}").status()).isEqualTo(500);
    }

    @Test
    void JSON_schemas_refer_to_others_by_key_and_to_nothing_else() {
        entry("number", "{\"type\":\"integer\"}");
        entry("a", "{\"properties\":{\"id\":{\"$ref\":\"number\"}}}");
        validate("", "<schema key=\"a\"/>");
        assertThat(json("{\"id\":7}").status()).isEqualTo(200);
        assertThat(json("{\"id\":\"x\"}").status()).isEqualTo(422);
        entry("b", "{\"properties\":{\"id\":{\"$ref\":\"http://localhost:1/number.json\"}}}");
        validate("", "<schema key=\"b\"/>");
        assertThat(json("{\"id\":7}").status()).isEqualTo(500);
        validate("", "<schema key=\"b\"/><resource location=\"http://localhost:1/number.json\" key=\"number\"/>");
        assertThat(json("{\"id\":7}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://localhost:1/a.json",
                "classpath:draft-04/schema",
                "resource:/draft-04/schema",
                "jar:file:/a.jar!/b",
                "none.json"
            })
    void a_JSON_schema_reads_nothing_but_resources(String reference) {
        entry("c", "{\"properties\":{\"id\":{\"$ref\":\"" + reference + "\"}}}");
        validate("", "<schema key=\"c\"/>");
        assertThat(json("{\"id\":7}").status()).isEqualTo(500);
    }

    @Test
    void the_draft_that_a_schema_names_is_used() {
        entry("a", "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"const\":1}");
        validate("", "<schema key=\"a\"/>");
        assertThat(json("1").status()).isEqualTo(200);
        assertThat(json("2").status()).isEqualTo(422);
        entry(
                "b",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"prefixItems\":[{\"type\":"
                        + "\"string\"}]}");
        validate(" cache-schema=\"false\"", "<schema key=\"b\"/>");
        assertThat(json("[\"a\"]").status()).isEqualTo(200);
        assertThat(json("[1]").status()).isEqualTo(422);
    }

    @Test
    void a_schema_that_cannot_be_read_is_a_failure_of_its_own() {
        entry("a", "<a/>");
        validate("", "<schema key=\"a\"/>");
        assertThat(gateway.post(envelope("<order/>")).status()).isEqualTo(500);
        assertThat(json("{}").status()).isEqualTo(500);
        validate("", "<schema key=\"{$ctx:none}\"/>");
        assertThat(json("{}").status()).isEqualTo(500);
    }

    @Test
    void the_violations_that_are_told_are_limited() {
        validate("", "<schema key=\"order\"/>");
        String many = "<order>" + "<x/>".repeat(1_000) + "</order>";
        assertThat(why(gateway.post(envelope(many))).length()).isLessThan(11_000);
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy("<validate/>")
                .withProxy("<validate source=\"[\"><schema/>" + FAIL + "</validate>")
                .withProxy("<validate><schema key=\"order\"/><feature name=\"urn:x\" value=\"true\"/>" + FAIL
                        + "</validate>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("<validate> has no schema"))
                .anyMatch(line -> line.contains("<on-fail> is missing"))
                .anyMatch(line -> line.contains("attribute key is missing"))
                .anyMatch(line -> line.contains("attribute source: "))
                .anyMatch(line -> line.contains("the feature urn:x is not supported"));
    }
}
