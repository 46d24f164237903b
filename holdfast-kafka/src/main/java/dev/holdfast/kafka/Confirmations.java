// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// What became of records that were sent together. The thread of the client tells it, one other waits.
///
/// The futures of the client would do as well, but those of one batch wake their threads one after the other, and
/// each has sent its next record before the next one wakes: the batches that follow are small. Woken from here
/// the threads of a batch find together again. Thread-safe.
final class Confirmations implements Callback {

    private final int records;
    private final CountDownLatch open;
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    /// @param records how many are sent
    Confirmations(int records) {
        this.records = records;
        this.open = new CountDownLatch(records);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata stored, @Nullable Exception failure) {
        if (failure != null) {
            failures.add(failure);
        }
        open.countDown();
    }

    /// Waits until it is known of all.
    void await() throws InterruptedException {
        open.await();
    }

    /// Why records are not stored, in the order of the answers; empty when all are.
    List<Exception> failures() {
        return new ArrayList<>(failures);
    }

    /// Whether some are stored, when it is known of all.
    boolean anyStored() {
        return failures.size() < records;
    }
}
