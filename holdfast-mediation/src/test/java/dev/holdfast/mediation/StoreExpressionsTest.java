// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreExpressionsTest {

    private static final FlowId FLOW = new FlowId(1, 2);

    private final Gateway gateway = new Gateway();

    @Test
    void what_an_expression_finds_in_the_body_is_the_value_of_the_parameter() {
        assertThat(of("//o:number", "<order xmlns=\"urn:o\"><number>17</number></order>", "application/xml"))
                .isEqualTo("17");
        assertThat(of("json-eval($.number)", "{\"number\": 18}", "application/json"))
                .isEqualTo("18");
    }

    @Test
    void where_it_finds_nothing_or_cannot_read_the_body_it_is_empty() {
        assertThat(of("//o:number", "<order/>", "application/xml")).isEmpty();
        assertThat(of("//o:number", "<order", "application/xml")).isEmpty();
    }

    private String of(String expression, String body, String type) {
        Parameter parameter = new Parameter(
                "store.resequence.id.path",
                expression,
                new Location("S.xml", 3, "parameter"),
                true,
                Map.of("o", "urn:o"));
        StoredMessage message = StoredMessage.of(
                new AppendId(FLOW, 3), Instant.EPOCH, "S", Message.of(FLOW, Content.ofText(body, type)));
        return new StoreExpressions(gateway::services).of(parameter).of(message);
    }
}
