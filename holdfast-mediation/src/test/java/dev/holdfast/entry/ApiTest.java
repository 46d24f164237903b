// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

    private static final String ENDPOINT = "<endpoint><address uri=\"http://127.0.0.1:9000\"/></endpoint>";

    private final Gateway gateway = new Gateway();

    /// A resource that answers its name.
    private static String resource(String attributes, String name) {
        return "<resource " + attributes + "><inSequence><property name=\"HTTP_SC\" value=\"200\" scope=\"axis2\"/>"
                + "<header name=\"X-Resource\" value=\"" + name + "\" scope=\"transport\"/><respond/></inSequence>"
                + "</resource>";
    }

    private Gateway withApi(String attributes, String... resources) {
        return gateway.with("<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"A\" " + attributes + ">"
                + String.join("", resources) + "</api>");
    }

    private Response call(String method, String target) {
        return call(method, target, Headers.of("Host", "gateway:8290"));
    }

    private Response call(String method, String target, Headers headers) {
        assertThat(gateway.problems()).isEmpty();
        int question = target.indexOf('?');
        return gateway.handle(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                Content.empty());
    }

    private String took(String method, String target) {
        Response response = call(method, target);
        return response.headers().first("X-Resource").orElse(Integer.toString(response.status()));
    }

    private static String text(Response response) {
        return new String(response.content().toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0} {1} is answered by {2}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET /a/exact exact",
                "GET /a/exact/ exact",
                "GET /a//exact exact",
                "GET /a/%65xact exact",
                "GET /a/long/er/x longer",
                "GET /a/long/x long",
                "GET /a/long long",
                "GET /a/x/y.xml extension",
                "GET /a/exact/more first",
                "POST /a/exact/more second",
                "DELETE /a/exact/more default",
                "GET /a default",
                "GET /a/ default",
                "GET /a/exact%2Fmore default",
                "GET /b 404",
                "GET /ab 404",
                "GET /A 404",
                "GET /a/x/../exact 400",
                "GET /a/x/%2e%2E/exact 400",
                "GET /a/x%2f..%5cexact 400",
                "GET /a/./exact 400",
            })
    void resources_are_looked_through_in_their_order(String method, String target, String answer) {
        withApi(
                "context=\"/a\"",
                resource("", "default"),
                resource("uri-template=\"/exact/{x}\" methods=\"GET\"", "first"),
                resource("uri-template=\"/exact/{y}\" methods=\"GET POST\"", "second"),
                resource("url-mapping=\"*.xml\"", "extension"),
                resource("url-mapping=\"/long/*\"", "long"),
                resource("url-mapping=\"/long/er/*\"", "longer"),
                resource("url-mapping=\"/exact\"", "exact"));
        assertThat(took(method, target)).isEqualTo(answer);
    }

    @Test
    void the_longest_context_takes_the_request() {
        withApi("context=\"/a\"", resource("", "short"));
        gateway.with("<api name=\"B\" context=\"/a/b/\">" + resource("", "long") + "</api>");
        gateway.with("<api name=\"C\" context=\"/\">" + resource("", "root") + "</api>");
        assertThat(took("GET", "/a/b/c")).isEqualTo("long");
        assertThat(took("GET", "/a/bc")).isEqualTo("short");
        assertThat(took("GET", "/x")).isEqualTo("root");
    }

    @Test
    void what_a_request_must_have_beside_its_path() {
        withApi(
                "context=\"/a\" hostname=\"gateway\" port=\"8290\"",
                resource("uri-template=\"/x\" content-type=\"text/xml\"", "x"),
                resource("uri-template=\"/y\" user-agent=\"curl/.*\" methods=\"GET\"", "y"),
                resource("uri-template=\"/z\" protocol=\"https\"", "z"));
        Headers host = Headers.of("Host", "Gateway:8290");
        assertThat(call("GET", "/a/x", host.plus("Content-Type", "Text/XML; charset=x"))
                        .status())
                .isEqualTo(200);
        assertThat(call("GET", "/a/x", host).status()).isEqualTo(400);
        assertThat(call("GET", "/a/y", host.plus("User-Agent", "curl/8")).status())
                .isEqualTo(200);
        assertThat(call("GET", "/a/y", host.plus("User-Agent", "wget")).status())
                .isEqualTo(400);
        assertThat(call("GET", "/a/z", host).status()).isEqualTo(400);
        assertThat(call("GET", "/a/x", Headers.of("Host", "gateway")).status()).isEqualTo(404);
        assertThat(call("GET", "/a/x", Headers.of("Host", "other:8290")).status())
                .isEqualTo(404);
        assertThat(call("GET", "/a/x", Headers.empty()).status()).isEqualTo(404);
    }

    @Test
    void a_method_that_no_resource_of_the_path_has_is_405_with_all_that_they_have() {
        withApi(
                "context=\"/a\"",
                resource("uri-template=\"/x\" methods=\"GET\"", "get"),
                resource("uri-template=\"/{y}\" methods=\"POST PUT\"", "post"));
        Response refused = call("DELETE", "/a/x");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers().first("Allow")).hasValue("GET, POST, PUT");
        Response asked = call("OPTIONS", "/a/x");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.headers().first("Allow")).hasValue("GET, POST, PUT, OPTIONS");
        assertThat(call("OPTIONS", "/a/x/y").status()).isEqualTo(404);
    }

    @Test
    void a_resource_that_lists_options_answers_it() {
        withApi("context=\"/a\"", resource("methods=\"GET OPTIONS\"", "own"));
        assertThat(took("OPTIONS", "/a")).isEqualTo("own");
    }

    @Test
    void the_two_sequences_for_what_no_resource_takes() {
        withApi("context=\"/a\"", resource("uri-template=\"/x\" methods=\"GET\"", "x"));
        for (String[] handler :
                new String[][] {{"_resource_mismatch_handler_", "410"}, {"_method_not_allowed_handler_", "451"}}) {
            gateway.with("<sequence name=\"" + handler[0] + "\"><property name=\"HTTP_SC\" value=\"" + handler[1]
                    + "\" scope=\"axis2\"/><respond/></sequence>");
        }
        assertThat(call("GET", "/a/y").status()).isEqualTo(410);
        assertThat(call("POST", "/a/x").status()).isEqualTo(451);
    }

    @Test
    void everything_that_is_known_about_a_request_is_a_property() {
        withApi(
                "context=\"/a\" version=\"1.0\" version-type=\"url\"",
                "<resource uri-template=\"/o/{id}?q={q}\"><inSequence><store messageStore=\"S\"/></inSequence></resource>");
        gateway.withStore("S", 1);
        Response response = call("GET", "/a/1.0/o/x%20y?q=a+b&flag");
        assertThat(response.status()).isEqualTo(202);
        Message message = gateway.stored("S").getFirst().message();
        assertThat(message.properties().text("uri.var.id")).hasValue("x y");
        assertThat(message.properties().text("uri.var.q")).hasValue("a b");
        assertThat(message.properties().text("query.param.q")).hasValue("a b");
        assertThat(message.properties().text("query.param.flag")).hasValue("");
        assertThat(message.properties().text("SYNAPSE_REST_API")).hasValue("A:v1.0");
        assertThat(message.properties().text("SYNAPSE_REST_API_VERSION")).hasValue("1.0");
        assertThat(message.properties().text("REST_API_CONTEXT")).hasValue("/a");
        assertThat(message.properties().text("REST_METHOD")).hasValue("GET");
        assertThat(message.properties().text("REST_FULL_REQUEST_PATH")).hasValue("/a/1.0/o/x%20y?q=a+b&flag");
        assertThat(message.properties().text("REST_SUB_REQUEST_PATH")).hasValue("/o/x%20y?q=a+b&flag");
        assertThat(message.properties().text("REST_URL_PREFIX")).hasValue("http://gateway:8290");
        assertThat(message.properties().text("rest.url.pattern")).hasValue("/o/{id}?q={q}");
        assertThat(message.properties().text("SYNAPSE_RESOURCE")).hasValue("/o/{id}?q={q}");
        assertThat(message.properties().get(new PropertyName(PropertyScope.AXIS2, "REST_URL_POSTFIX")))
                .hasValue(PropertyValue.of("/o/x%20y?q=a+b&flag"));
    }

    @Test
    void versions_stand_in_the_path_or_in_the_context() {
        withApi("context=\"/a\" version=\"1\" version-type=\"url\"", resource("", "one"));
        withApi("context=\"/a\" version=\"2\" version-type=\"url\"", resource("", "two"));
        withApi("context=\"/{version}/a\" version=\"3\" version-type=\"context\"", resource("", "three"));
        withApi("context=\"/a\"", resource("", "none"));
        assertThat(took("GET", "/a/1/x")).isEqualTo("one");
        assertThat(took("GET", "/a/2")).isEqualTo("two");
        assertThat(took("GET", "/3/a")).isEqualTo("three");
        assertThat(took("GET", "/a/4")).isEqualTo("none");
    }

    @Test
    void a_request_is_sent_on_with_what_stands_behind_the_context() {
        withApi(
                "context=\"/a\"",
                "<resource methods=\"GET\"><inSequence><send>" + ENDPOINT + "</send></inSequence><outSequence>"
                        + "<property name=\"HTTP_SC\" value=\"201\" scope=\"axis2\"/><send/></outSequence></resource>");
        assertThat(call("GET", "/a/b%20c?d=e").status()).isEqualTo(201);
        assertThat(gateway.transport().requests().getFirst().target()).hasToString("http://127.0.0.1:9000/b%20c?d=e");
    }

    @Test
    void a_resource_without_an_in_sequence_drops_and_says_202() {
        withApi("context=\"/a\"", "<resource/>");
        assertThat(call("POST", "/a").status()).isEqualTo(202);
    }

    @Test
    void faults_are_handled_by_the_resource_and_logged_for_the_api() {
        withApi(
                "context=\"/a\" version=\"1\" version-type=\"url\"",
                "<resource faultSequence=\"F\"><inSequence><call>" + ENDPOINT + "</call></inSequence></resource>");
        gateway.with(
                "<sequence name=\"F\"><property name=\"HTTP_SC\" value=\"502\" scope=\"axis2\"/><respond/></sequence>");
        gateway.transport().refusesConnection();
        try (LogCapture log = new LogCapture("API_LOGGER.A")) {
            assertThat(call("GET", "/a/1").status()).isEqualTo(502);
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING ERROR_CODE : 101503 ERROR_MESSAGE : Error connecting to the back end",
                            "WARNING Executing fault sequence mediator : F");
        }
    }

    @Test
    void a_fault_on_the_way_back_is_handled_by_the_resource_too() {
        withApi(
                "context=\"/a\"",
                "<resource faultSequence=\"F\"><inSequence><send>" + ENDPOINT + "</send></inSequence><outSequence>"
                        + "<call>" + ENDPOINT + "</call></outSequence></resource>");
        gateway.with(
                "<sequence name=\"F\"><property name=\"HTTP_SC\" value=\"502\" scope=\"axis2\"/><respond/></sequence>");
        gateway.transport().answers(Response.of(200)).refusesConnection();
        assertThat(call("GET", "/a").status()).isEqualTo(502);
    }

    @Test
    void log_lines_begin_with_the_name_of_the_api() {
        withApi(
                "context=\"/a\"",
                "<resource><inSequence><log level=\"custom\"><property name=\"x\" value=\"y\"/></log></inSequence></resource>");
        try (LogCapture log = new LogCapture("org.apache.synapse.mediators.builtin.LogMediator")) {
            call("GET", "/a");
            assertThat(log.lines()).containsExactly("INFO {api:A} x = y");
        }
    }

    @Test
    void a_sequence_pre_mediate_comes_first_and_may_end_it() {
        withApi("context=\"/a\"", resource("", "a"));
        gateway.with(
                "<sequence name=\"pre-mediate\"><property name=\"HTTP_SC\" value=\"403\" scope=\"axis2\"/><respond/>"
                        + "</sequence>");
        assertThat(call("GET", "/a").status()).isEqualTo(403);
        assertThat(took("GET", "/a")).isEqualTo("403");
    }

    @Test
    void an_api_is_described_by_its_resources() {
        withApi(
                "context=\"/a\"",
                resource("uri-template=\"/o/{id}?q={q}\" methods=\"GET PUT\"", "x"),
                resource("url-mapping=\"/files/*\" methods=\"GET\"", "y"));
        Response json = call("GET", "/a?swagger.json");
        assertThat(json.content().type()).hasValue("application/json; charset=UTF-8");
        assertThat(text(json).replaceAll("\\s", ""))
                .contains("\"openapi\":\"3.0.3\"")
                .contains("\"servers\":[{\"url\":\"http://gateway:8290/a\"}]")
                .contains("\"/o/{id}\":{\"get\":{\"parameters\":[{\"name\":\"id\",\"in\":\"path\",\"required\":true")
                .contains("{\"name\":\"q\",\"in\":\"query\"")
                .contains("\"/files/*\":{\"get\":{\"responses\"");
        assertThat(call("GET", "/a?swagger.yaml").content().type()).hasValue("application/yaml; charset=UTF-8");
    }

    @Test
    void an_api_is_described_by_what_it_names() {
        withApi("context=\"/a\" publishSwagger=\"contract\"", resource("", "x"));
        gateway.with("<localEntry key=\"contract\">openapi: 3.0.0</localEntry>");
        assertThat(text(call("GET", "/a?swagger.yaml"))).isEqualTo("openapi: 3.0.0");
        assertThat(call("GET", "/a?swagger.json").status()).isEqualTo(404);
    }

    @Test
    void what_is_wrong_with_an_api_is_said_all_at_once() {
        withApi(
                "context=\"a\" version-type=\"url\" port=\"x\"",
                "<handlers><handler class=\"com.x.Auth\"/></handlers>",
                "<resource methods=\"GET FETCH\" uri-template=\"/{a\"/><resource methods=\"GET\"/><resource url-mapping=\"a\"/>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("the class handler com.x.Auth is not supported"))
                .anyMatch(line -> line.contains("context is 'a'; expected a path that begins with /"))
                .anyMatch(line -> line.contains("version-type is url, and attribute version is missing"))
                .anyMatch(line -> line.contains("port is 'x'"))
                .anyMatch(line -> line.contains("methods names 'FETCH'"))
                .anyMatch(line -> line.contains("uri-template '/{a': a { is not closed"))
                .anyMatch(line -> line.contains("'a' is no URL mapping"))
                .anyMatch(line -> line.contains("with one of these methods already"));
    }
}
