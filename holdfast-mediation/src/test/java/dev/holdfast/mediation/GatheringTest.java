// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Groups of messages that come from several flows, and how many may wait.
class GatheringTest {

    private static final String ENVELOPE =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><a/></e:Body></e:Envelope>";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Gateway gateway = new Gateway().withStore("A", 10).withProxy("<store messageStore=\"A\"/>");
    private final List<Integer> completed = Collections.synchronizedList(new ArrayList<>());

    private Gathering gathering(int groups, int members, long bytes) {
        return new Gathering(new Gathering.Limits(groups, members, bytes, PATIENCE), (merged, messages) -> {
            completed.add(messages.size());
            return Flow.STOP;
        });
    }

    private static Gathering.Terms twoOf(Optional<Duration> timeout) {
        return new Gathering.Terms("", 0, 2, timeout);
    }

    private Exchange message(String correlation) {
        gateway.post(ENVELOPE);
        StoredMessage stored = gateway.stored("A").getFirst();
        Exchange exchange = Exchange.of(gateway.services(), stored);
        exchange.set(Scope.DEFAULT, "aggregateCorelation", PropertyValue.of(correlation));
        return exchange;
    }

    @Test
    void a_message_of_no_group_passes() {
        Exchange exchange = message("x");
        exchange.remove(Scope.DEFAULT, "aggregateCorelation");
        assertThat(gathering(1, 2, 1_000).gatherParts(exchange, twoOf(Optional.empty())))
                .isEqualTo(Flow.CONTINUE);
    }

    @Test
    void no_more_groups_wait_than_the_limit_and_one_that_is_complete_makes_room() {
        Gathering gathering = gathering(1, 2, 1_000);
        assertThat(gathering.gatherParts(message("x"), twoOf(Optional.empty()))).isEqualTo(Flow.STOP);
        Exchange other = message("y");
        assertThatThrownBy(() -> gathering.gatherParts(other, twoOf(Optional.empty())))
                .isInstanceOf(MediationException.class)
                .hasMessageContaining("1 groups");
        gathering.gatherParts(message("x"), twoOf(Optional.empty()));
        assertThat(completed).containsExactly(2);
        assertThat(gathering.gatherParts(other, twoOf(Optional.empty()))).isEqualTo(Flow.STOP);
    }

    @Test
    void a_group_whose_time_is_over_makes_room_too() {
        Gathering gathering = gathering(1, 2, 1_000);
        gathering.gatherParts(message("x"), twoOf(Optional.of(Duration.ofSeconds(5))));
        gateway.timer().advance(Duration.ofSeconds(5));
        await().until(() -> completed.equals(List.of(1)));
        gathering.gatherParts(message("y"), twoOf(Optional.empty()));
        gateway.timer().advance(PATIENCE);
        assertThat(gathering.gatherParts(message("z"), twoOf(Optional.empty()))).isEqualTo(Flow.STOP);
        assertThat(completed).containsExactly(1);
    }

    @Test
    void a_group_holds_no_more_messages_and_all_together_no_more_bytes_than_the_limits() {
        Gathering.Terms many = new Gathering.Terms("", 0, 9, Optional.empty());
        Gathering few = gathering(9, 1, 1_000);
        few.gatherParts(message("x"), many);
        Exchange second = message("x");
        assertThatThrownBy(() -> few.gatherParts(second, many)).hasMessageContaining("would hold 2 messages");
        Gathering small = gathering(9, 9, ENVELOPE.length() + 1L);
        small.gatherParts(message("x"), many);
        Exchange other = message("y");
        assertThatThrownBy(() -> small.gatherParts(other, many)).hasMessageContaining("bytes are the most");
        gateway.timer().advance(PATIENCE);
        assertThat(small.gatherParts(other, many)).isEqualTo(Flow.STOP);
    }
}
