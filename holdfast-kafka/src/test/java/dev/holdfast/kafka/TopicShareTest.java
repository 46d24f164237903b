// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.time.SystemTimer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many messages one commit settles.
final class TopicShareTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final SystemTimer timer = new SystemTimer();
    private final TopicShare share = new TopicShare(new Place("Orders", "orders", "nowhere:9092"), timer, 10);

    @BeforeEach
    void assign() {
        share.assign(new PartitionQueue(PARTITION, Progress.after(new Progress.Commit(0, SettledRuns.none()))));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset < 10; offset++) {
            records.add(new ConsumerRecord<>("orders", 0, offset, null, new byte[0]));
        }
        share.accept(PARTITION, records, 10);
    }

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void a_commit_waits_for_as_many_as_were_held_when_the_last_began() throws Exception {
        List<TopicShare.Taken> held = take(3);
        acknowledge(held.getFirst());
        share.gather(inAMinute());
        assertThat(share.takeAcknowledged()).as("nothing is known yet").hasSize(1);

        acknowledge(held.get(1));
        FutureTask<Integer> commit = new FutureTask<>(() -> {
            share.gather(inAMinute());
            return share.takeAcknowledged().size();
        });
        Thread.startVirtualThread(commit);
        acknowledge(held.get(2));
        acknowledge(take(1).getFirst());
        assertThat(commit.get()).isEqualTo(3);
    }

    @Test
    void a_commit_does_not_wait_for_what_is_held_for_long() throws Exception {
        List<TopicShare.Taken> held = take(4);
        acknowledge(held.getFirst());
        share.takeAcknowledged();

        acknowledge(held.get(1));
        share.gather(timer.instant());
        assertThat(share.takeAcknowledged()).hasSize(1);

        acknowledge(held.get(2));
        share.gather(inAMinute());
        assertThat(share.takeAcknowledged()).hasSize(1);
    }

    @Test
    void nothing_is_waited_for_when_nothing_is_to_be_settled() throws Exception {
        take(2);
        share.takeAcknowledged();
        share.gather(inAMinute());
        assertThat(share.takeAcknowledged()).isEmpty();
    }

    private List<TopicShare.Taken> take(int count) throws InterruptedException {
        List<TopicShare.Taken> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(share.take(inAMinute()).orElseThrow());
        }
        return taken;
    }

    private void acknowledge(TopicShare.Taken taken) {
        share.acknowledge(taken.queue(), taken.found().offset());
    }

    private Instant inAMinute() {
        return timer.instant().plusSeconds(60);
    }
}
