// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.WorkRoom;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A flow that looks into a body takes room in memory for its tree.
class FlowMemoryTest {

    private static final String LARGE = "<all>" + "<a/>".repeat(2_000) + "</all>";
    private static final long TREE = 120_000;

    private final Gateway gateway = new Gateway()
            .withProxy("<filter xpath=\"//a\"><then><respond/></then></filter><clone><target><sequence>"
                    + "<property name=\"n\" expression=\"//a\"/></sequence></target></clone>");

    private WorkRoom room(long limit, long most) {
        WorkRoom room = new WorkRoom(limit, most, gateway.timer());
        gateway.with(room);
        return room;
    }

    private static String soap(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    @Test
    void room_is_given_back_when_the_flow_has_ended() {
        WorkRoom room = room(TREE, 2 * TREE);
        assertThat(gateway.post(soap(LARGE)).status()).isEqualTo(200);
        assertThat(room.taken()).isZero();
        assertThat(gateway.post(soap(LARGE)).status()).isEqualTo(200);
    }

    @Test
    void a_flow_that_waits_in_vain_is_answered_503_and_one_that_gets_its_turn_goes_on() {
        WorkRoom room = room(TREE, 2 * TREE);
        WorkRoom.Account other = room.newAccount(Optional.empty());
        other.run(() -> WorkRoom.take(TREE));
        List<Response> answers = new ArrayList<>();
        gateway.timer().start("client", () -> answers.add(gateway.post(soap(LARGE))));
        gateway.timer().advance(Duration.ofSeconds(31));
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().first("Retry-After")).isPresent();
        });
        gateway.timer().start("client", () -> answers.add(gateway.post(soap(LARGE))));
        gateway.timer().advance(Duration.ofSeconds(1));
        assertThat(answers).hasSize(1);
        other.close();
        gateway.timer().advance(Duration.ofSeconds(1));
        assertThat(answers)
                .hasSize(2)
                .last()
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(room.taken()).isZero();
    }

    @Test
    void a_body_whose_tree_is_larger_than_may_be_cannot_be_read_and_a_small_one_takes_nothing() {
        room(TREE, TREE / 2);
        assertThat(gateway.post(soap(LARGE)).status()).isEqualTo(400);
        assertThat(gateway.post(soap("<a/>")).status()).isEqualTo(200);
    }
}
