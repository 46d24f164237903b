// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.LocalTransactionId;
import org.apache.activemq.command.MessageAck;
import org.apache.activemq.command.TransactionInfo;
import org.jspecify.annotations.Nullable;

/// Acknowledgements over one connection to ActiveMQ Classic. The broker writes each down before it answers, which
/// takes long; those that come meanwhile go together, as one transaction, which it writes down once. Either all of
/// them are valid or none is. Thread-safe.
final class GroupAcknowledgement {

    /// Waits until the broker has answered or the connection is cut off.
    static final int FOR_EVER = 0;

    private static final int MOST = 256;

    private final Link link;
    private final ActiveMQConnection connection;
    private final Broker broker;
    private final Timer timer;
    private final Duration limit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private boolean sending;

    GroupAcknowledgement(Link link, ActiveMQConnection connection, JmsConsumer.Scene scene) {
        this.link = link;
        this.connection = connection;
        this.broker = scene.broker();
        this.timer = scene.timer();
        this.limit = scene.limit();
    }

    /// How an acknowledgement ended.
    private sealed interface Outcome {

        /// The broker has written it down.
        record Confirmed() implements Outcome {}

        /// It may have.
        record Unknown(Exception cause) implements Outcome {}
    }

    /// One who waits.
    private static final class Ticket {

        private final MessageAck acknowledgement;
        private final Timer.Waiter waiter;
        private volatile @Nullable Outcome outcome;

        Ticket(MessageAck acknowledgement, Timer.Waiter waiter) {
            this.acknowledgement = acknowledgement;
            this.waiter = waiter;
        }

        void done(Outcome end) {
            outcome = end;
            waiter.signal();
        }
    }

    /// Acknowledges.
    ///
    /// When this returns, the broker has written it down.
    ///
    /// @throws StoreException *unknown* when that is not certain; the connection is cut off then
    void acknowledge(MessageAck acknowledgement) {
        Ticket ticket = new Ticket(acknowledgement, timer.newWaiter());
        boolean first;
        lock.lock();
        try {
            waiting.add(ticket);
            first = !sending;
            sending = true;
        } finally {
            lock.unlock();
        }
        if (first) {
            timer.start("jms-acknowledge", this::send);
        }
        if (await(ticket) instanceof Outcome.Unknown(Exception cause)) {
            String reason = JmsFailures.reason(cause);
            link.lost(reason);
            throw broker.failure(Category.UNKNOWN, "acknowledge", reason, cause);
        }
    }

    private Outcome await(Ticket ticket) {
        try {
            ticket.waiter.await(timer.instant().plus(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown(e);
        }
        Outcome outcome = ticket.outcome;
        return outcome == null
                ? new Outcome.Unknown(new JMSException("no answer within " + limit.toMillis() + " ms"))
                : outcome;
    }

    private void send() {
        for (List<Ticket> group = next(); !group.isEmpty(); group = next()) {
            Outcome outcome = new Outcome.Unknown(new JMSException("the client failed"));
            try {
                send(group);
                outcome = new Outcome.Confirmed();
            } catch (JMSException e) {
                outcome = new Outcome.Unknown(e);
            } finally {
                for (Ticket ticket : group) {
                    ticket.done(outcome);
                }
            }
        }
    }

    private List<Ticket> next() {
        lock.lock();
        try {
            List<Ticket> group = new ArrayList<>();
            while (group.size() < MOST && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            sending = !group.isEmpty();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits longer for the broker than the callers do: they cut the connection off.
    private void send(List<Ticket> group) throws JMSException {
        if (group.size() == 1) {
            connection.syncSendPacket(group.getFirst().acknowledgement, FOR_EVER);
            return;
        }
        ConnectionId id = connection.getConnectionInfo().getConnectionId();
        LocalTransactionId transaction = new LocalTransactionId(
                id, connection.getLocalTransactionIdGenerator().getNextSequenceId());
        connection.asyncSendPacket(new TransactionInfo(id, transaction, TransactionInfo.BEGIN));
        for (Ticket ticket : group) {
            ticket.acknowledgement.setTransactionId(transaction);
            connection.asyncSendPacket(ticket.acknowledgement);
        }
        connection.syncSendPacket(new TransactionInfo(id, transaction, TransactionInfo.COMMIT_ONE_PHASE), FOR_EVER);
    }
}
