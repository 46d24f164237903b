// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/// Asks the brokers how far the topic and its group have come. Thread-safe.
final class Offsets {

    private final Broker broker;
    private final Place place;
    private final String group;

    Offsets(Broker broker, Place place, String group) {
        this.broker = broker;
        this.place = place;
        this.group = group;
    }

    /// Has each leader say where its partitions end, and looks whether there are enough copies of each.
    ///
    /// @param what the question is for, such as `probe`
    /// @param minInSync so many copies an append needs
    /// @throws dev.holdfast.store.StoreException *unavailable* when an append would fail
    void probe(String what, long minInSync) {
        TopicDescription topic = broker.describe(what);
        for (TopicPartitionInfo partition : topic.partitions()) {
            shortcoming(partition, minInSync).ifPresent(reason -> {
                throw place.failure(
                        Category.UNAVAILABLE, what, "partition " + partition.partition() + " has " + reason);
            });
        }
        list(what, partitions(topic), OffsetSpec.latest());
    }

    private static Optional<String> shortcoming(TopicPartitionInfo partition, long minInSync) {
        if (partition.leader() == null) {
            return Optional.of("no leader: no broker with a copy of it runs and can write to its disk");
        }
        int inSync = partition.isr().size();
        return inSync < minInSync
                ? Optional.of(inSync + " copies in sync; an append needs " + minInSync)
                : Optional.empty();
    }

    /// Whether a broker answers now.
    boolean hasPulse() {
        try {
            broker.ask("receive", admin -> admin.describeCluster().nodes());
            return true;
        } catch (StoreException _) {
            return false;
        }
    }

    /// How many messages are in the topic that the group has not settled.
    long count() {
        Collection<TopicPartition> partitions = partitions(broker.describe("count"));
        var ends = list("count", partitions, OffsetSpec.latest());
        var starts = list("count", partitions, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> committed = broker.ask(
                "count", admin -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
        long count = 0;
        for (TopicPartition partition : partitions) {
            long end = offset(ends, partition);
            long start = offset(starts, partition);
            OffsetAndMetadata known = committed.get(partition);
            count += known == null ? end - start : end - Math.max(start, known.offset()) - settledBeyond(known);
        }
        return count;
    }

    private static long settledBeyond(OffsetAndMetadata committed) {
        return SettledRuns.parse(committed.metadata())
                .orElse(SettledRuns.none())
                .settled();
    }

    private List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(place.topic(), partition.partition()))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> list(
            String what, Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        ListOffsetsOptions options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return broker.ask(what, admin -> admin.listOffsets(wanted, options).all());
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        ListOffsetsResultInfo found = offsets.get(partition);
        return found == null ? 0 : found.offset();
    }
}
