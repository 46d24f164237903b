// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a resequencing store promises on a database whose server fails. Messages are numbered as they are appended,
/// so that those that were not stored leave gaps; they are waited for only a second.
abstract class ResequenceOutageContract extends JdbcOutageContract {

    private static final String FOR_EVER = "-1";

    private final AtomicLong numbers = new AtomicLong();
    private boolean numbersInBodies;
    private boolean begun;

    /// Longer than a gap is waited for.
    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(1600);
    }

    @Override
    MessageStore open(String onTable, Map<String, String> parameters) throws SQLException {
        if (!begun) {
            begun = true;
            access().run("DROP TABLE IF EXISTS tbl_lastprocessid");
        }
        Map<String, String> more = new HashMap<>(parameters);
        more.put("store.resequence.timeout", numbersInBodies ? FOR_EVER : "1");
        return JdbcFixture.resequence(
                access(),
                NAME,
                onTable,
                more,
                message -> numbersInBodies ? SampleMessages.body(message) : Long.toString(numbers.incrementAndGet()));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "KILL"})
    void numbers_from_before_and_after_the_end_of_the_engine_come_in_their_order(Action end) throws Exception {
        useNumbersOfBodies();
        store().append(SampleMessages.texts("4", "2", "1"));
        StoreConsumer first = store().openConsumer(2);
        Delivery acknowledged = first.receive(PATIENCE).orElseThrow();
        Delivery held = first.receive(PATIENCE).orElseThrow();
        assertThat(List.of(message(acknowledged), message(held)))
                .extracting(SampleMessages::body)
                .containsExactly("1", "2");
        acknowledged.acknowledge();
        let(end);
        first.close();
        let(Action.RESTART);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store()::probe);
        try (StoreConsumer second = store().openConsumer(5)) {
            assertThat(bodies(second)).containsExactly("2");
            store().append(SampleMessages.texts("6", "3"));
            assertThat(bodies(second)).containsExactly("3", "4");
            store().append(SampleMessages.texts("5"));
            assertThat(bodies(second)).containsExactly("5", "6");
        }
    }

    private void useNumbersOfBodies() throws Exception {
        store().close();
        numbersInBodies = true;
        use(open());
        store().probe();
    }

    private List<String> bodies(StoreConsumer consumer) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        for (Optional<Delivery> next = consumer.receive(PATIENCE);
                next.isPresent();
                next = consumer.receive(aWhile())) {
            bodies.add(SampleMessages.body(message(next.get())));
            next.get().acknowledge();
        }
        return bodies;
    }
}
