// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.activemq.command.ActiveMQMessage;

/// How many messages to ask for at once: about as many as were wanted within a moment before, so that none lies here
/// while another consumer has nothing to do, and no more than the memory takes well. Used by one thread at a time.
final class Appetite {

    private static final int MOST = 32;
    private static final long BYTES = 4L * 1024 * 1024;
    private static final Duration MOMENT = Duration.ofMillis(100);

    private int count = 1;
    private boolean full;
    private long largest;
    private Instant since = Instant.EPOCH;

    /// So many.
    ///
    /// @param most no more than these
    /// @param now when the messages of last time are used up
    int next(int most, Instant now) {
        long millis = Math.max(1, Duration.between(since, now).toMillis());
        long wanted = full ? Math.min(2L * count, count * MOMENT.toMillis() / millis) : count;
        long fitting = BYTES / Math.max(1, largest);
        return Math.clamp(Math.min(wanted, fitting), 1, Math.min(most, MOST));
    }

    /// Takes into account what there was.
    ///
    /// @param asked so many were asked for
    /// @param now when it came
    void took(int asked, List<Message> found, Instant now) {
        full = found.size() >= asked;
        count = Math.max(1, found.size());
        largest = found.stream().mapToLong(Appetite::bytes).max().orElse(largest);
        since = now;
    }

    private static long bytes(Message message) {
        return message instanceof ActiveMQMessage own ? own.getSize() : 0;
    }
}
