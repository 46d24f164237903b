// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Has the broker delete what is settled, once in a while, so that a topic that keeps everything does not grow for
/// ever. Used by one thread.
final class Cleanup implements Consumer<Map<TopicPartition, OffsetAndMetadata>> {

    private static final Logger LOGGER = System.getLogger(Cleanup.class.getName());

    private final Broker broker;
    private final Place place;
    private final Timer timer;
    private final Duration interval;
    private final Map<TopicPartition, RecordsToDelete> settled = new LinkedHashMap<>();
    private Instant next;

    /// @param interval between two deletions
    Cleanup(Broker broker, Place place, Timer timer, Duration interval) {
        this.broker = broker;
        this.place = place;
        this.timer = timer;
        this.interval = interval;
        this.next = timer.instant().plus(interval);
    }

    /// What was committed just now. Nobody waits for the deletion: it is done again later if it fails.
    @Override
    public void accept(Map<TopicPartition, OffsetAndMetadata> committed) {
        committed.forEach((partition, commit) -> settled.put(partition, RecordsToDelete.beforeOffset(commit.offset())));
        if (timer.instant().isBefore(next)) {
            return;
        }
        next = timer.instant().plus(interval);
        broker.tell(admin -> admin.deleteRecords(Map.copyOf(settled)).all())
                .toCompletionStage()
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOGGER.log(
                                Level.WARNING,
                                "store {0}: what is settled was not deleted: {1}",
                                place.store(),
                                KafkaFailures.reason(failure));
                    }
                });
        settled.clear();
    }
}
