// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Acknowledges messages one by one. The broker does not answer to that; but it answers to a question that
/// comes after it over the same channel, and one question is enough for all that were acknowledged before it.
/// Thread-safe.
final class Acknowledger {

    private final Link link;
    private final Channel channel;
    private final Duration limit;

    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock asking = new ReentrantLock();
    private long sent;
    private long answered;

    /// @param limit for the answer
    Acknowledger(Link link, Channel channel, Duration limit) {
        this.link = link;
        this.channel = channel;
        this.limit = limit;
    }

    /// Acknowledges the message.
    ///
    /// When this returns, the broker knows.
    ///
    /// @throws IOException when that is not certain
    void acknowledge(long tag) throws IOException {
        link.within(link.timer().instant().plus(limit), () -> {
            long mine = send(tag);
            asking.lock();
            try {
                if (answered < mine) {
                    answered = ask();
                }
                return mine;
            } finally {
                asking.unlock();
            }
        });
    }

    private long send(long tag) throws IOException {
        sending.lock();
        try {
            channel.basicAck(tag, false);
            return ++sent;
        } finally {
            sending.unlock();
        }
    }

    /// @return how many had been sent before the question
    private long ask() throws IOException {
        long before;
        sending.lock();
        try {
            before = sent;
        } finally {
            sending.unlock();
        }
        // The cheapest question: it is about consumers that this channel will have later, and there are none.
        channel.basicQos(1);
        return before;
    }
}
