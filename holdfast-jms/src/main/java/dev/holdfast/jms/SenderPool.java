// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException;
import dev.holdfast.upstream.WireFormat;
import jakarta.jms.JMSException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/// Senders, kept between appends, over a few connections. A sender that failed, or whose connection was lost,
/// is not used again; the next use connects anew. Thread-safe.
final class SenderPool {

    /// Connections: the broker serves each with one thread, so that one alone sends no faster than it flushes.
    static final int LINKS = 4;

    private final Links links;
    private final NamingService naming;
    private final String queue;
    private final WireFormat format;
    private final List<Slot> slots = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Sender> idle = new ArrayDeque<>();
    private int nextSlot;

    /// @param queue its name
    SenderPool(Links links, NamingService naming, String queue, WireFormat format) {
        this.links = links;
        this.naming = naming;
        this.queue = queue;
        this.format = format;
        for (int i = 0; i < LINKS; i++) {
            slots.add(new Slot());
        }
    }

    /// Sends, on the calling thread; may block as long as the client does.
    ///
    /// @param attempt told how far it has come
    void send(List<StoredMessage> messages, Attempt attempt) throws JMSException, NamingException {
        Sender sender = borrow();
        try {
            attempt.uses(sender.link()::cut);
        } catch (StoreException e) {
            giveBack(sender);
            throw e;
        }
        try {
            sender.send(messages, attempt);
            giveBack(sender);
        } catch (JMSException | RuntimeException e) {
            switch (JmsFailures.categoryOfSend(e)) {
                // The broker has answered: the connection is sound, and others use it.
                case FULL, REJECTED, CLOSED -> sender.close();
                case UNAVAILABLE, UNKNOWN -> sender.link().cut();
            }
            throw e;
        }
    }

    private Sender borrow() throws JMSException, NamingException {
        Slot slot;
        lock.lock();
        try {
            for (Sender sender = idle.poll(); sender != null; sender = idle.poll()) {
                if (!sender.link().isEnded()) {
                    return sender;
                }
            }
            slot = slots.get(nextSlot);
            nextSlot = (nextSlot + 1) % LINKS;
        } finally {
            lock.unlock();
        }
        return Sender.open(slot.link(), naming, queue, format);
    }

    private void giveBack(Sender sender) {
        lock.lock();
        try {
            idle.push(sender);
        } finally {
            lock.unlock();
        }
    }

    /// The place of one connection.
    private final class Slot {

        private final ReentrantLock connecting = new ReentrantLock();
        private @Nullable Link current;

        Link link() throws JMSException, NamingException {
            connecting.lock();
            try {
                Link known = current;
                if (known != null && !known.isEnded()) {
                    return known;
                }
                Link opened = links.open();
                current = opened;
                return opened;
            } finally {
                connecting.unlock();
            }
        }
    }
}
