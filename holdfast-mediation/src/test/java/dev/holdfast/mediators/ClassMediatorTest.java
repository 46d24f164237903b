// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.extension.CustomMediator;
import dev.holdfast.extension.CustomMessage;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.transport.Response;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClassMediatorTest {

    private final Gateway gateway = new Gateway().withStore("A", 10);

    /// What a user may write.
    public static final class Stamp implements CustomMediator {

        private String text = "";
        private int times = 1;
        private boolean stopping;

        /// Made by the gateway.
        public Stamp() {}

        /// The text of the stamp.
        public void setText(String value) {
            text = value;
        }

        /// How often it is put on.
        public void setTimes(int value) {
            times = value;
        }

        /// Whether the flow ends.
        public void setStopping(boolean value) {
            stopping = value;
        }

        @Override
        public boolean mediate(CustomMessage message) throws IOException {
            if (message.headers("Fail").contains("now")) {
                throw new IOException("the printer is out of ink");
            }
            message.setProperty(
                    "default", "stamp", text.repeat(times) + message.input("id").orElse("?"));
            message.setVariable("seen", message.property("axis2", "none").orElse("nothing"));
            message.setHeader("Stamped", "yes");
            message.setBody(message.body().replace("7", "8"), "application/xml");
            return !stopping;
        }
    }

    /// No mediator.
    public static final class Other {}

    private Response post(String body, String... fields) {
        Headers headers = Headers.of("Content-Type", "application/xml");
        for (String field : fields) {
            headers = headers.plus(field, "now");
        }
        return gateway.post("/services/P", headers, Content.ofText(body, "application/xml"));
    }

    private static String stamp(String properties) {
        return "<class name=\"" + Stamp.class.getName() + "\">" + properties + "</class><store messageStore=\"A\"/>";
    }

    private static String property(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    @Test
    void it_gets_its_values_and_inputs_and_changes_the_message() {
        gateway.withProxy(
                stamp(property("text", "x") + property("times", "3") + "<property name=\"id\" expression=\"//id\"/>"));
        assertThat(gateway.problems()).isEmpty();
        assertThat(post("<order><id>7</id></order>").status()).isEqualTo(202);
        Message message = gateway.stored("A").getFirst().message();
        assertThat(message.properties().text("stamp")).contains("xxx7");
        assertThat(message.headers().first("Stamped")).contains("yes");
        assertThat(message.content().type()).contains("application/xml");
        assertThat(new String(message.content().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<order><id>8</id></order>");
    }

    @Test
    void it_can_end_the_flow() {
        gateway.withProxy(stamp(property("stopping", "true")));
        assertThat(post("<a/>").status()).isEqualTo(202);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void what_it_throws_is_a_fault_with_its_message() {
        gateway.withProxy(stamp(""), "<faultSequence><store messageStore=\"A\"/></faultSequence>");
        assertThat(post("<a/>", "Fail").status()).isEqualTo(202);
        assertThat(gateway.stored("A").getFirst().message().properties().text("ERROR_MESSAGE"))
                .contains("the printer is out of ink");
    }

    @Test
    void what_is_wrong_is_reported_with_what_was_expected() {
        gateway.withProxy("<class name=\"com.example.None\"/>")
                .withProxy("<class name=\"" + Other.class.getName() + "\"/>")
                .withProxy(stamp(property("tex", "x")))
                .withProxy(stamp(property("times", "often")))
                .withProxy("<class/>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("there is no class com.example.None; its jar belongs into"))
                .anyMatch(line -> line.contains("does not implement dev.holdfast.extension.CustomMediator"))
                .anyMatch(line -> line.contains("no setter for tex") && line.contains("text"))
                .anyMatch(line -> line.contains("property times is 'often'; expected a number"))
                .anyMatch(line -> line.contains("attribute name is missing"));
    }
}
