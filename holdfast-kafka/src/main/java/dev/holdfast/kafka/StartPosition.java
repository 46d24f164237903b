// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.kafka.Progress.Commit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/// Where a consumer begins to read its partitions: where the group has come to, and never beyond what lies there
/// unread. What the broker has forgotten or deleted in between is said aloud. Used by one thread.
final class StartPosition {

    private static final Logger LOGGER = System.getLogger(StartPosition.class.getName());

    private final Consumer<byte[], byte[]> client;
    private final Place place;
    private final Duration limit;

    /// What was decided.
    ///
    /// @param commit from which to go on
    /// @param complaint what people must know; none: all is as it should be
    /// @param loss whether messages were lost
    record Start(Commit commit, Optional<String> complaint, boolean loss) {}

    StartPosition(Consumer<byte[], byte[]> client, Place place, Duration limit) {
        this.client = client;
        this.place = place;
        this.limit = limit;
    }

    /// Places the client at the start of each partition.
    List<PartitionQueue> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = client.committed(Set.copyOf(partitions), limit);
        Map<TopicPartition, Long> first = client.beginningOffsets(partitions, limit);
        Map<TopicPartition, Long> end = client.endOffsets(partitions, limit);
        List<PartitionQueue> queues = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> begun = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Start start = decide(
                    Optional.ofNullable(committed.get(partition)),
                    first.getOrDefault(partition, 0L),
                    end.getOrDefault(partition, 0L));
            start.complaint()
                    .ifPresent(text -> LOGGER.log(
                            start.loss() ? Level.ERROR : Level.WARNING,
                            "store {0}, partition {1}: {2}",
                            place.store(),
                            partition,
                            text));
            long from = Math.max(start.commit().offset(), first.getOrDefault(partition, 0L));
            Progress progress = Progress.after(start.commit());
            progress.passed(from);
            client.seek(partition, progress.nextToRead(from));
            queues.add(new PartitionQueue(partition, progress));
            if (committed.get(partition) == null) {
                begun.put(partition, new OffsetAndMetadata(from));
            }
        }
        if (!begun.isEmpty()) {
            // From now on a group without an offset is one that the broker has forgotten.
            client.commitSync(begun, limit);
        }
        return queues;
    }

    /// The same for what the broker has deleted under way.
    List<PartitionQueue> outOfRange(OffsetOutOfRangeException failure) {
        return of(failure.partitions());
    }

    /// Decides where to begin.
    ///
    /// @param committed by the group
    /// @param first offset that is there
    /// @param end behind the last offset that is there
    static Start decide(Optional<OffsetAndMetadata> committed, long first, long end) {
        if (committed.isEmpty()) {
            Optional<String> complaint = end > first
                    ? Optional.of("the group has no offset here, so all " + (end - first) + " messages that are there"
                            + " are delivered: the group is new, or the broker has forgotten what was delivered"
                            + " (its setting offsets.retention.minutes)")
                    : Optional.empty();
            return new Start(new Commit(first, SettledRuns.none()), complaint, false);
        }
        long offset = committed.get().offset();
        if (offset > end) {
            String complaint = "the group was at offset " + offset + ", but the partition ends at " + end
                    + ": messages were lost, or the topic was made anew; all that is there is delivered";
            return new Start(new Commit(first, SettledRuns.none()), Optional.of(complaint), true);
        }
        return known(offset, committed.get().metadata(), first);
    }

    private static Start known(long offset, String metadata, long first) {
        Optional<SettledRuns> runs = SettledRuns.parse(metadata);
        Commit commit = new Commit(offset, runs.orElse(SettledRuns.none()));
        if (offset < first) {
            long lost = commit.runs().unsettled(offset).headSet(first).size()
                    + Math.max(0, first - commit.runs().end(offset));
            String complaint = "the broker has deleted " + lost + " messages before they were delivered, the first"
                    + " at offset " + offset + " (the settings retention.ms and retention.bytes of the topic)";
            return new Start(commit, Optional.of(complaint), true);
        }
        Optional<String> complaint = runs.isPresent()
                ? Optional.empty()
                : Optional.of("the metadata of the committed offset is not known here: messages that were settled"
                        + " beyond offset " + offset + " are delivered again");
        return new Start(commit, complaint, false);
    }
}
