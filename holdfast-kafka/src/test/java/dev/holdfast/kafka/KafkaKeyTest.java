// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaKeyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES = 60;

    @TempDir
    private Path folder;

    @Test
    void a_key_is_a_header_or_a_property() {
        StoredMessage message = keyed("north", 1);
        assertThat(RecordKey.parse("header:X-SHOP").orElseThrow().of(message))
                .asString()
                .isEqualTo("north");
        assertThat(RecordKey.parse("property: shop").orElseThrow().of(message))
                .asString()
                .isEqualTo("7");
        assertThat(RecordKey.parse("property:other").orElseThrow().of(message)).isEmpty();
        assertThat(new RecordKey.None().of(message)).isNull();
        assertThat(RecordKey.parse("X-Shop")).isEmpty();
        assertThat(RecordKey.parse("header:")).isEmpty();
        assertThat(RecordKey.parse("json:$.shop")).isEmpty();
    }

    @Test
    void messages_of_one_key_keep_their_order_over_partitions_and_consumers_that_come_and_go() throws Exception {
        try (KafkaServer server = KafkaServer.start(folder);
                KafkaMessageStore store = KafkaFixture.store(
                        server.address(),
                        "keyed",
                        "store.kafka.topic.partitions",
                        "3",
                        "store.kafka.key",
                        "header:X-Shop",
                        "store.send.timeout",
                        "20000")) {
            for (int i = 0; i < MESSAGES; i++) {
                store.append(List.of(keyed("shop-" + i % 5, i)));
            }
            Map<String, List<Integer>> found = new HashMap<>();
            StoreConsumer first = store.openConsumer(4);
            for (int i = 0; i < MESSAGES / 4; i++) {
                note(first.receive(PATIENCE).orElseThrow(), found);
            }
            Delivery held = first.receive(PATIENCE).orElseThrow();
            try (StoreConsumer second = store.openConsumer(4)) {
                for (int i = 0; i < MESSAGES / 12; i++) {
                    take(second, found);
                }
            }
            held.release();
            first.close();
            try (StoreConsumer last = store.openConsumer(4)) {
                while (count(found) < MESSAGES) {
                    note(last.receive(PATIENCE).orElseThrow(), found);
                }
                assertThat(last.receive(Duration.ofSeconds(1))).isEmpty();
            }
            found.values().forEach(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
            assertThat(store.count()).hasValue(0);
        }
    }

    private static void take(StoreConsumer consumer, Map<String, List<Integer>> found) throws InterruptedException {
        Optional<Delivery> delivery = consumer.receive(Duration.ofSeconds(1));
        delivery.ifPresent(present -> note(present, found));
    }

    /// What could not be acknowledged comes again.
    private static void note(Delivery delivery, Map<String, List<Integer>> found) {
        StoredMessage message = ((Received.Valid) delivery.received()).message();
        delivery.acknowledge();
        String shop = message.message().headers().first("X-Shop").orElseThrow();
        int number = Integer.parseInt(SampleMessages.body(message));
        found.computeIfAbsent(shop, _ -> new ArrayList<>()).add(number);
    }

    private static int count(Map<String, List<Integer>> found) {
        return found.values().stream().mapToInt(List::size).sum();
    }

    private static StoredMessage keyed(String shop, int number) {
        StoredMessage plain = SampleMessages.text(Integer.toString(number));
        Message message = plain.message()
                .withHeaders(Headers.of("X-Shop", shop))
                .withProperties(MessageProperties.none().with(PropertyName.of("shop"), PropertyValue.of(7)));
        return StoredMessage.of(plain.id(), plain.acceptedAt(), plain.origin(), message);
    }
}
