// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.rabbitmq.WireForm.Outgoing;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sends to the queue, over one connection, opened when it is needed and again after it was lost. Thread-safe.
final class Publisher {

    /// From this size on a message could be too large for the broker; 16 MiB is what the strictest is used with.
    private static final int LARGE_BYTES = 1024 * 1024;

    private final Links links;
    private final Topology topology;
    private final Link.Origin origin;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable PublishingLink current;
    private volatile int largeFrom = LARGE_BYTES;

    Publisher(Links links, Topology topology, Link.Origin origin) {
        this.links = links;
        this.topology = topology;
        this.origin = origin;
    }

    /// Sends the messages, in their order.
    ///
    /// When this returns, the broker has confirmed all of them.
    ///
    /// @param until when to give up
    void send(List<Outgoing> messages, Instant until) {
        try {
            PublishingLink to = link(until);
            try {
                if (messages.stream().anyMatch(message -> message.body().length >= largeFrom)) {
                    to.sendApart(messages, until);
                } else {
                    to.send(messages, until);
                }
            } finally {
                largeFrom = Math.min(largeFrom, to.tooLarge());
            }
        } catch (IOException | ShutdownSignalException e) {
            // What happens from the first byte of a message on is told as an outcome, never as one of these.
            throw RabbitMqFailures.unavailable(origin.text("append"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Category.UNAVAILABLE, origin.text("append") + " failed: interrupted", e);
        }
    }

    /// Asks the broker, over a connection of its own, for everything that an append needs, but for a message.
    void probe(Instant until) {
        Link link = links.open("probe", until);
        try {
            link.within(until, () -> {
                topology.prepare(link);
                return true;
            });
            new PublishingLink(link, topology).rehearse(until);
        } catch (IOException | ShutdownSignalException e) {
            throw RabbitMqFailures.unavailable(origin.text("probe"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw origin.failure(Category.UNAVAILABLE, "probe", "interrupted");
        } finally {
            link.close();
        }
    }

    private PublishingLink link(Instant until) throws IOException, InterruptedException {
        PublishingLink known = current;
        if (known != null && !known.link().isEnded() && !known.isDoubtful()) {
            return known;
        }
        Duration left = Duration.between(origin.timer().instant(), until);
        if (!connecting.tryLock(left.toNanos(), TimeUnit.NANOSECONDS)) {
            throw origin.failure(Category.UNAVAILABLE, "append", "no connection within the time limit");
        }
        try {
            known = current;
            if (known == null || known.link().isEnded()) {
                known = open(until);
                current = known;
            } else if (known.isDoubtful()) {
                prepare(known, until);
            }
            return known;
        } finally {
            connecting.unlock();
        }
    }

    private PublishingLink open(Instant until) throws IOException {
        PublishingLink opened = new PublishingLink(links.open("appends", until), topology);
        prepare(opened, until);
        return opened;
    }

    private void prepare(PublishingLink link, Instant until) throws IOException {
        try {
            link.link().within(until, () -> {
                topology.prepare(link.link());
                return true;
            });
            link.prepared();
        } catch (IOException | ShutdownSignalException e) {
            link.link().cut();
            throw e;
        }
    }
}
