// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of bodies and header fields on their way through a flow.
class ContentTest {

    private static final String JSON = "{ \"id\" : 7.0e0 }";
    private static final String MIB_OF_DIGITS = "0123456789abcdef".repeat(65_536);

    private final Gateway gateway = new Gateway().withStore("S", 10);

    private Response post(String flow, Content content) {
        gateway.withProxy(flow);
        assertThat(gateway.problems()).isEmpty();
        Headers headers =
                content.type().map(type -> Headers.of("Content-Type", type)).orElseGet(Headers::empty);
        return gateway.post("/services/P", headers, content);
    }

    private static Content json(String text) {
        return Content.ofText(text, "application/json");
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void json_survives_a_store_and_a_reply_byte_for_byte() {
        Content content = json(JSON);

        Response response = post("<store messageStore='S'/><respond/>", content);

        assertThat(gateway.stored("S").getFirst().message().content()).isSameAs(content);
        assertThat(response.content()).isSameAs(content);
    }

    @Test
    void a_reply_is_converted_to_what_the_flow_asks_for() {
        String toXml = "<property name='messageType' value='application/xml' scope='axis2'/><respond/>";
        String toJson = toXml.replace("xml'", "json'");

        assertThat(text(post(toXml, json("{\"id\":7}")).content())).endsWith("<jsonObject><id>7</id></jsonObject>");
        assertThat(text(post(toJson, Content.ofText("<o><id>7</id></o>", "application/xml"))
                        .content()))
                .isEqualTo("{\"o\":{\"id\":7}}");
    }

    @Test
    void json_that_cannot_be_read_is_the_client_s_to_repair_when_something_looks_inside() {
        String look = "<property name='x' expression='//id'/><respond/>";

        assertThat(post(look, json("{")).status()).isEqualTo(400);
        assertThat(post(look, json("[".repeat(100_000))).status()).isEqualTo(400);
        assertThat(post("<respond/>", json("{")).status()).isEqualTo(200);
    }

    @Test
    void the_query_of_a_get_is_a_form() {
        gateway.withProxy("<property name='HTTP_SC' expression='//status' scope='axis2'/><respond/>");

        Response response = gateway.handle("GET", "/services/P", "status=205&b=2", Headers.empty(), Content.empty());

        assertThat(response.status()).isEqualTo(205);
        assertThat(response.content().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property name='X-Name' expression='//v' scope='transport'/>",
                "<header name='X-Name' expression='//v' scope='transport'/>",
                "<property name='messageType' expression='//v' scope='axis2'/>",
                "<property name='ContentType' expression='//v' scope='axis2'/>",
                "<property name='CHARACTER_SET_ENCODING' expression='//v' scope='axis2'/>",
            })
    void what_a_client_sends_cannot_start_another_header_field(String mediator) {
        Content evil = Content.ofText("<o><v>text/x&#xd;&#xa;X-Evil: 1</v></o>", "application/xml");

        Response response = post(mediator + "<respond/>", evil);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers().contains("X-Evil")).isFalse();
        assertThat(response.content().type().orElse("")).doesNotContain("Evil");
    }

    @Test
    void a_phrase_that_would_be_more_than_one_line_goes_nowhere() {
        Content evil = Content.ofText("<o><v>OK&#xd;&#xa;X-Evil: 1</v></o>", "application/xml");

        Response response = post("<property name='HTTP_SC_DESC' expression='//v' scope='axis2'/><respond/>", evil);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.phrase()).isEmpty();
        assertThat(response.headers().contains("X-Evil")).isFalse();
    }

    @Test
    void a_body_that_nobody_looks_into_is_held_once_however_large_it_is() {
        Content content = json("\"" + MIB_OF_DIGITS.repeat(10) + "\"");
        String flow =
                "<store messageStore='S'/><call><endpoint><address uri='http://h/x'/></endpoint></call><respond/>";
        post(flow, json("1"));

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        gateway.post("/services/P", Headers.of("Content-Type", "application/json"), content);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(gateway.stored("S").getLast().message().content()).isSameAs(content);
        assertThat(gateway.transport().requests().getLast().content()).isSameAs(content);
        assertThat(allocated).isLessThan(1L << 20);
    }
}
