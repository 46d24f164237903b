// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.kafka.Progress.Commit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// One partition in the hands of a consumer: what was read and waits, in its order, and what is settled. Not
/// thread-safe: its consumer guards it.
final class PartitionQueue {

    private static final Logger LOGGER = System.getLogger(PartitionQueue.class.getName());

    private final TopicPartition partition;
    private final Progress progress;

    /// What was never handed out, in order.
    private final Deque<ConsumerRecord<byte[], byte[]>> unseen = new ArrayDeque<>();

    /// What was given back: it stands before all that was never handed out.
    private final NavigableMap<Long, ConsumerRecord<byte[], byte[]>> returned = new TreeMap<>();

    private int held;
    private boolean leaving;
    private boolean lost;

    PartitionQueue(TopicPartition partition, Progress progress) {
        this.partition = partition;
        this.progress = progress;
    }

    TopicPartition partition() {
        return partition;
    }

    /// What was read, up to that position.
    ///
    /// @return where to read on
    long accept(Iterable<ConsumerRecord<byte[], byte[]>> read, long position) {
        for (ConsumerRecord<byte[], byte[]> found : read) {
            if (progress.isWanted(found.offset())) {
                progress.read(found.offset());
                unseen.add(found);
            }
        }
        int gone = progress.passed(position);
        if (gone > 0) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} messages of {1} that were not settled are not in the topic any more: somebody has deleted them",
                    gone,
                    partition);
        }
        return progress.nextToRead(position);
    }

    int waiting() {
        return unseen.size() + returned.size();
    }

    int held() {
        return held;
    }

    boolean hasNext() {
        return !leaving && waiting() > 0;
    }

    /// When the next one was put there; there must be one.
    long nextTimestamp() {
        return (returned.isEmpty() ? unseen.getFirst() : returned.firstEntry().getValue()).timestamp();
    }

    /// The next one, which is held from now on; there must be one.
    ConsumerRecord<byte[], byte[]> take() {
        held++;
        return returned.isEmpty()
                ? unseen.removeFirst()
                : returned.pollFirstEntry().getValue();
    }

    /// It is held no more and waits in its old place.
    void giveBack(ConsumerRecord<byte[], byte[]> taken) {
        held--;
        returned.put(taken.offset(), taken);
    }

    /// It is to be committed as settled, and held until that is done.
    void settle(long offset) {
        progress.settle(offset);
    }

    /// A commit is done.
    void settled() {
        held--;
    }

    Commit commit() {
        return progress.commit();
    }

    /// Another consumer will get the partition: no more is handed out.
    void leave() {
        leaving = true;
    }

    /// Another consumer may have the partition: what is held is no more ours to settle.
    void lose() {
        lost = true;
        unseen.clear();
        returned.clear();
    }

    boolean isLost() {
        return lost;
    }
}
