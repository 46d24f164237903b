// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Acknowledges messages. The broker does not answer to that; but it answers to a question that comes after it
/// over the same channel. One of those who wait does it for all who have come until then. Thread-safe.
final class Acknowledger {

    private final Link link;
    private final Channel channel;
    private final Duration limit;
    private final Watch watch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answer = lock.newCondition();
    private final AcknowledgePlan plan = new AcknowledgePlan();
    private List<Long> waiting = new ArrayList<>();
    private long come;
    private long answered;
    private boolean asking;
    private boolean broken;

    /// @param limit for the answer
    Acknowledger(Link link, Channel channel, Duration limit) {
        this.link = link;
        this.channel = channel;
        this.limit = limit;
        this.watch = new Watch(link);
    }

    /// Acknowledges the message.
    ///
    /// When this returns, the broker knows.
    ///
    /// @throws IOException when that is not certain
    void acknowledge(long tag) throws IOException {
        Instant until = link.timer().instant().plus(limit);
        lock.lock();
        try {
            waiting.add(tag);
            long mine = ++come;
            while (answered < mine) {
                if (broken) {
                    throw new IOException("the connection is lost");
                } else if (asking) {
                    answer.awaitUninterruptibly();
                } else {
                    speakForAll(until);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Speaks without the lock, so that others gather meanwhile for the next time.
    private void speakForAll(Instant until) throws IOException {
        long all = come;
        List<AcknowledgePlan.Step> steps = plan.plan(waiting);
        waiting = new ArrayList<>();
        asking = true;
        boolean done = false;
        lock.unlock();
        try {
            done = watch.within(until, () -> speak(steps));
        } finally {
            lock.lock();
            asking = false;
            broken = !done;
            answered = done ? all : answered;
            answer.signalAll();
        }
    }

    private boolean speak(List<AcknowledgePlan.Step> steps) throws IOException {
        for (AcknowledgePlan.Step step : steps) {
            channel.basicAck(step.tag(), step.multiple());
        }
        // The cheapest question: it is about consumers that this channel will have later, and there are none.
        channel.basicQos(1);
        return true;
    }
}
