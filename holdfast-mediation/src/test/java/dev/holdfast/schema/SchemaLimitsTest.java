// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.content.Json;
import dev.holdfast.message.Content;
import dev.holdfast.xml.SafeXml;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// Schemas that are small and take for ever are given up.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SchemaLimitsTest {

    private static final int LEVELS = 40;
    private static final String PATTERNED = "<xs:simpleType name='p'><xs:restriction base='xs:string'>"
            + "<xs:pattern value='[a-z]*'/></xs:restriction></xs:simpleType>"
            + "<xs:simpleType name='derived'><xs:restriction base='p'><xs:minLength value='1'/></xs:restriction></xs:simpleType>"
            + "<xs:simpleType name='listed'><xs:list itemType='p'/></xs:simpleType>"
            + "<xs:simpleType name='united'><xs:union memberTypes='p xs:int'/></xs:simpleType>"
            + "<xs:complexType name='content'><xs:simpleContent><xs:extension base='p'/></xs:simpleContent></xs:complexType>";

    @ParameterizedTest
    @ValueSource(strings = {"allOf", "anyOf", "oneOf"})
    void a_json_schema_that_doubles_at_each_level_is_given_up(String keyword) {
        StringBuilder definitions = new StringBuilder("\"d0\":{\"type\":\"string\"}");
        for (int i = 1; i <= LEVELS; i++) {
            definitions.append(",\"d%d\":{\"%s\":[{\"$ref\":\"#/definitions/d%d\"},{\"$ref\":\"#/definitions/d%d\"}]}"
                    .formatted(i, keyword, i - 1, i - 1));
        }
        JsonSchema schema =
                json("{\"definitions\":{%s},\"$ref\":\"#/definitions/d%d\"}".formatted(definitions, LEVELS));
        assertThatThrownBy(() -> schema.violations(value("1")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("steps");
    }

    @Test
    void a_json_schema_that_doubles_at_each_level_of_the_message_is_given_up() {
        String next = "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}";
        JsonSchema schema = json("{\"allOf\":[%s,%s]}".formatted(next, next));
        String deep = "{\"a\":".repeat(LEVELS) + "1" + "}".repeat(LEVELS);
        assertThatThrownBy(() -> schema.violations(value(deep)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("steps");
        assertThat(schema.violations(value("{\"a\":{\"a\":1}}"))).isEmpty();
    }

    @Test
    void a_large_message_with_a_usual_schema_is_not_given_up() {
        JsonSchema schema = json("{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\"],"
                + "\"properties\":{\"id\":{\"type\":\"integer\",\"minimum\":0}}}}");
        String items = "{\"id\":7},".repeat(200_000);
        assertThat(schema.violations(value("[" + items + "{\"id\":7}]"))).isEmpty();
        assertThat(schema.violations(value("[" + items + "{\"id\":-1}]"))).hasSize(1);
    }

    @Test
    void an_xml_schema_whose_groups_double_is_given_up() {
        StringBuilder groups = new StringBuilder(
                "<xs:group name='g0'><xs:sequence><xs:element name='e' minOccurs='0'/>" + "</xs:sequence></xs:group>");
        for (int i = 1; i <= LEVELS; i++) {
            groups.append(
                    "<xs:group name='g%d'><xs:sequence><xs:group ref='g%d'/><xs:group ref='g%d'/></xs:sequence></xs:group>"
                            .formatted(i, i - 1, i - 1));
        }
        assertIsGivenUp(groups + "<xs:element name='a'><xs:complexType><xs:group ref='g" + LEVELS
                + "'/></xs:complexType></xs:element>");
    }

    @Test
    void an_xml_schema_with_huge_numbers_of_occurrences_is_given_up() {
        String inner =
                "<xs:sequence minOccurs='0' maxOccurs='4000'><xs:element name='e' maxOccurs='4000'/></xs:sequence>";
        assertIsGivenUp("<xs:element name='a'><xs:complexType><xs:sequence maxOccurs='4000'>" + inner
                + "</xs:sequence></xs:complexType></xs:element>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xs:element name='a' type='p'/>",
                "<xs:element name='a' type='derived'/>",
                "<xs:element name='a' type='listed'/>",
                "<xs:element name='a' type='united'/>",
                "<xs:element name='a' type='content'/>",
                "<xs:element name='a' type='xs:language'/>",
                "<xs:element name='a' type='xs:string'/>#xsi:type='p'",
                "<xs:element name='h' type='p'/><xs:element name='a' substitutionGroup='h'/>",
                "<xs:element name='a'><xs:simpleType><xs:restriction base='p'/></xs:simpleType></xs:element>",
            })
    void a_long_text_that_a_pattern_is_matched_with_is_not_valid(String declaration) {
        String[] parts = declaration.split("#", -1);
        String attribute = parts.length > 1 ? " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' " + parts[1] : "";
        XmlSchemas schemas = xml(PATTERNED + parts[0]);
        assertThat(schemas.violations(element("<a" + attribute + ">" + "x".repeat(1_000_000) + "</a>")))
                .singleElement()
                .asString()
                .contains("too long", "'a'");
        assertThat(schemas.violations(element("<a" + attribute + ">xy</a>"))).isEmpty();
    }

    @Test
    void a_long_attribute_that_a_pattern_is_matched_with_is_not_valid() {
        XmlSchemas schemas = xml(
                PATTERNED
                        + "<xs:element name='a'><xs:complexType><xs:attribute name='b' type='p'/></xs:complexType></xs:element>");
        assertThat(schemas.violations(element("<a b='" + "x".repeat(1_000_000) + "'/>")))
                .hasSize(1);
        assertThat(schemas.violations(element("<a b='x'/>"))).isEmpty();
    }

    @Test
    void a_text_without_a_pattern_may_be_long_beside_one_with() {
        XmlSchemas schemas = xml(PATTERNED
                + "<xs:element name='a'><xs:complexType><xs:sequence><xs:element name='p' type='p'/>"
                + "<xs:element name='t' type='xs:string'/></xs:sequence></xs:complexType></xs:element>");
        assertThat(schemas.violations(element("<a><p>x</p><t>" + "x".repeat(1_000_000) + "</t></a>")))
                .isEmpty();
    }

    @Test
    void schemas_may_include_each_other() {
        String head = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>";
        String first = head + "<xs:include schemaLocation='b'/><xs:element name='a' type='t'/></xs:schema>";
        String second = head + "<xs:include schemaLocation='a'/><xs:include schemaLocation='b'/>"
                + "<xs:simpleType name='t'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>";
        XmlSchemas schemas = XmlSchemas.compile(
                List.of(new SchemaSource("a.xsd", first.getBytes(StandardCharsets.UTF_8))),
                name -> Optional.of((name.equals("a") ? first : second).getBytes(StandardCharsets.UTF_8)));
        assertThat(schemas.violations(element("<a>1</a>"))).isEmpty();
        assertThat(schemas.violations(element("<a>x</a>"))).isNotEmpty();
    }

    @Test
    void groups_of_a_schema_that_many_others_include_count_once() {
        StringBuilder groups =
                new StringBuilder("<xs:simpleType name='t'><xs:restriction base='xs:int'/></xs:simpleType>"
                        + "<xs:group name='g0'><xs:sequence><xs:element name='e' type='t'/></xs:sequence></xs:group>");
        for (int i = 1; i <= 5; i++) {
            groups.append("<xs:group name='g%d'><xs:sequence><xs:group ref='g%d'/></xs:sequence></xs:group>"
                    .formatted(i, i - 1));
        }
        String includeCommon = "<xs:include schemaLocation='common'/>";
        StringBuilder root = new StringBuilder(includeCommon);
        for (int i = 0; i < 20; i++) {
            root.append("<xs:include schemaLocation='%d'/>".formatted(i));
        }
        root.append("<xs:element name='a'><xs:complexType><xs:group ref='g5'/></xs:complexType></xs:element>");
        XmlSchemas schemas = XmlSchemas.compile(
                List.of(source(root.toString())),
                name -> Optional.of(source(
                                name.equals("common")
                                        ? groups.toString()
                                        : includeCommon + "<xs:annotation id='i" + name + "'/>")
                        .bytes()));
        assertThat(schemas.violations(element("<a><e>1</e></a>"))).isEmpty();
        assertThat(schemas.violations(element("<a><e>x</e></a>"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:holdfast:schema:7", "urn:holdfast:schema:seven"})
    void a_name_that_looks_like_ours_is_one_that_nothing_has(String location) {
        assertThatThrownBy(() -> xml("<xs:include schemaLocation='" + location + "'/>"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("there is no resource '" + location + "'");
    }

    private static XmlSchemas xml(String declarations) {
        return XmlSchemas.compile(List.of(source(declarations)), name -> Optional.empty());
    }

    private static SchemaSource source(String declarations) {
        return new SchemaSource(
                "a.xsd",
                ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>" + declarations + "</xs:schema>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void assertIsGivenUp(String declarations) {
        assertThatThrownBy(() -> {
                    List<String> violations = xml(declarations).violations(element("<a><e/></a>"));
                    throw new SchemaException(String.join(";", violations), new IllegalStateException());
                })
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("more");
    }

    private static JsonSchema json(String text) {
        return JsonSchema.compile(
                new SchemaSource("a.json", text.getBytes(StandardCharsets.UTF_8)),
                name -> Optional.empty(),
                regex -> Pattern.compile(regex).asPredicate());
    }

    private static JsonNode value(String text) {
        return Json.read(Content.ofText(text, "application/json"));
    }

    private static Element element(String text) {
        return SafeXml.document(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Optional.empty())
                .getDocumentElement();
    }
}
