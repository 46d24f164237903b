// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static dev.holdfast.kafka.KafkaFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.servers.FullDisk;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker with several disks, of which one is full: it goes on without the partitions that lie there, until it is
/// started again.
final class KafkaFullDataDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "orders";

    @TempDir
    private Path folder;

    @Test
    void a_partition_on_a_full_disk_is_unavailable_by_name_and_loses_nothing() throws Exception {
        String disks = folder.resolve("disk1") + "," + folder.resolve("disk2");
        try (FullDisk disk = FullDisk.withRoom();
                KafkaServer server = KafkaServer.start(
                        folder,
                        disk.environment(),
                        "metadata.log.dir",
                        folder.resolve("metadata").toString(),
                        "log.dirs",
                        disks);
                KafkaMessageStore store = KafkaFixture.store(server.address(), TOPIC, "store.send.timeout", "5000")) {
            append(store, "before");
            disk.fill(diskOfTopic());
            assertThat(failureOf(() -> append(store, "full")))
                    .hasMessageContaining("a broker whose disk is full answers no more")
                    .extracting(StoreException::category)
                    .isEqualTo(Category.UNKNOWN);
            for (Runnable call : List.<Runnable>of(store::probe, () -> store.openConsumer(1))) {
                assertThat(failureOf(call))
                        .hasMessageContaining("partition 0 has no leader")
                        .extracting(StoreException::category)
                        .isEqualTo(Category.UNAVAILABLE);
            }
            assertThat(failureOf(() -> append(store, "refused")).category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(server.process().isAlive()).isTrue();
            server.stop();
            disk.makeRoom();
            server.restart();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> append(store, "after"));
            try (StoreConsumer consumer = store.openConsumer(2)) {
                assertThat(body(next(consumer))).isEqualTo("before");
                assertThat(body(next(consumer))).isEqualTo("after");
            }
        }
    }

    private Path diskOfTopic() throws IOException {
        try (Stream<Path> disks = Files.list(folder)) {
            return disks.filter(disk -> Files.exists(disk.resolve(TOPIC + "-0")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void append(KafkaMessageStore store, String text) {
        store.append(List.of(SampleMessages.text(text)));
    }

    private static Delivery next(StoreConsumer consumer) throws InterruptedException {
        return consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
    }

    private static String body(Delivery delivery) {
        return SampleMessages.body(((Delivery.Received.Valid) delivery.received()).message());
    }
}
