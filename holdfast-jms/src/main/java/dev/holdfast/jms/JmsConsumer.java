// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.NamingException;

/// A consumer with a connection of its own. What is given back is handed out again from here and never
/// recovered by the broker, which would count it as a failed delivery.
///
/// The broker sends only messages that it is asked for, so that it regards as taken what is taken. It does
/// not keep the order of what lost consumers held: it puts that in front of the queue, but behind what others
/// had lost before. So a new consumer takes all that was lost, first, and puts it in order.
final class JmsConsumer implements StoreConsumer {

    /// While messages are held, one may be given back: so often is looked for that.
    private static final Duration LOOK_FOR_RETURNED = Duration.ofMillis(100);

    /// More lost messages than these are not put in order.
    private static final int GATHERED = 500;

    private static final Logger LOGGER = System.getLogger(JmsConsumer.class.getName());

    private final Scene scene;
    private final Link link;
    private final Feed feed;
    private final int window;
    private final boolean ordersLost;
    private final ReentrantLock receiving = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, Waiting> waiting = new TreeMap<>();
    private long nextSequence;
    private int held;
    private boolean closed;

    /// What the consumers of a store share.
    ///
    /// @param broker for calls
    /// @param reader of messages
    /// @param timer for waits
    /// @param limit for each answer of the broker; for one that waits for a message, beyond that wait
    record Scene(Broker broker, MessageReader reader, Timer timer, Duration limit) {}

    /// A message that nobody holds here and the broker regards as taken.
    ///
    /// @param sequence the order in which the consumer got it
    /// @param received what is in it, if somebody held it before
    private record Waiting(long sequence, Message message, Optional<Delivery.Received> received) {}

    private JmsConsumer(Scene scene, Link link, Feed feed, int window) {
        this.scene = scene;
        this.link = link;
        this.feed = feed;
        this.ordersLost = link.acknowledgeMode() == ActiveMqClassic.INDIVIDUAL_ACKNOWLEDGE;
        this.window = link.acknowledgeMode() == Session.CLIENT_ACKNOWLEDGE ? 1 : window;
    }

    static JmsConsumer open(Scene scene, Link link, NamingService naming, String queueName, int window)
            throws JMSException, NamingException, InterruptedException {
        try {
            Session session = link.connection().createSession(false, link.acknowledgeMode());
            Queue queue = naming.queue(queueName, session);
            MessageConsumer consumer = session.createConsumer(queue);
            Feed feed = ActiveMqClassic.pulls(link, consumer, queue, scene)
                    .orElseGet(() -> new SingleFeed(link, consumer, scene));
            link.beforeClose(feed::giveBack);
            JmsConsumer made = new JmsConsumer(scene, link, feed, window);
            if (made.ordersLost) {
                made.gather(new ArrayList<>(), window);
            }
            return made;
        } catch (JMSException | NamingException | InterruptedException e) {
            link.cut();
            throw e;
        }
    }

    /// Takes what other consumers lost, and puts it in order.
    ///
    /// @param lost what is taken already
    /// @param least so much is taken in any case, if it is there: it may be held anyway
    private void gather(List<Message> lost, int least) throws JMSException, InterruptedException {
        boolean more = true;
        while (more && lost.size() < Math.max(GATHERED, least)) {
            List<Message> found = feed.take(Math.max(1, least - lost.size()), Duration.ZERO);
            lost.addAll(found);
            more = !found.isEmpty() && (lost.size() < least || isLost(found.getLast()));
        }
        lost.sort(ActiveMqClassic.byArrival());
        keep(lost);
    }

    private static boolean isLost(Message message) throws JMSException {
        return message.getJMSRedelivered();
    }

    private void keep(List<Message> messages) {
        lock.lock();
        try {
            for (Message message : messages) {
                waiting.put(nextSequence, new Waiting(nextSequence, message, Optional.empty()));
                nextSequence++;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        return next(timeout).map(this::handOut);
    }

    private Delivery handOut(Waiting next) {
        return new JmsDelivery(
                this,
                next.sequence,
                next.message,
                next.received.orElseGet(() -> scene.reader().read(next.message)));
    }

    private Optional<Waiting> next(Duration timeout) throws InterruptedException {
        Instant until = scene.timer().instant().plus(timeout);
        receiving.lockInterruptibly();
        try {
            while (true) {
                Look look = look();
                if (!(look instanceof Look.Pull(int room, boolean othersHeld))) {
                    return look instanceof Look.Found(Waiting found) ? Optional.of(found) : Optional.empty();
                }
                Duration left = Duration.between(scene.timer().instant(), until);
                Duration wait = othersHeld && left.compareTo(LOOK_FOR_RETURNED) > 0 ? LOOK_FOR_RETURNED : left;
                pull(room, wait);
                if (!isAnyWaiting() && !scene.timer().instant().isBefore(until)) {
                    requireUsable();
                    return Optional.empty();
                }
            }
        } finally {
            receiving.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        giveBack();
    }

    private void giveBack() {
        Attempt attempt = new Attempt();
        try {
            scene.broker().call("close", attempt, () -> {
                attempt.uses(link::cut);
                link.close();
                return true;
            });
        } catch (StoreException e) {
            // The broker gives back what it had handed out as soon as it sees the connection end.
            LOGGER.log(Level.DEBUG, "cut off: {0}", e.getMessage());
            link.cut();
        }
    }

    /// Ends the connection as the death of this process would.
    void abort() {
        link.cut();
    }

    /// Tells the broker, and waits for its word, that the message is done with.
    void acknowledge(JmsDelivery delivery) {
        requireUsable();
        feed.acknowledge(delivery.message());
        if (!ActiveMqClassic.isStillConnected(link.connection())) {
            link.lost("it was interrupted");
            throw scene.broker().failure(Category.UNKNOWN, "acknowledge", "the connection was interrupted");
        }
        lock.lock();
        try {
            held--;
        } finally {
            lock.unlock();
        }
    }

    /// Hands it out again.
    void release(JmsDelivery delivery) {
        lock.lock();
        try {
            held--;
            if (!closed) {
                long sequence = delivery.sequence();
                waiting.put(sequence, new Waiting(sequence, delivery.message(), Optional.of(delivery.received())));
            }
        } finally {
            lock.unlock();
        }
    }

    /// What there is to do for one who wants a message.
    private sealed interface Look {

        /// Give out one that is here.
        record Found(Waiting found) implements Look {}

        /// Ask the broker.
        ///
        /// @param room so many fit into the window
        record Pull(int room, boolean othersHeld) implements Look {}

        /// Nothing: the window is full.
        record Full() implements Look {}
    }

    private Look look() {
        requireUsable();
        lock.lock();
        try {
            if (held >= window) {
                return new Look.Full();
            }
            if (waiting.isEmpty()) {
                return new Look.Pull(window - held, held > 0);
            }
            held++;
            return new Look.Found(waiting.pollFirstEntry().getValue());
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnyWaiting() {
        lock.lock();
        try {
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Has messages from the broker, if there are any. The first of those that a consumer lost whose end the broker
    /// has noticed only after this one was opened brings the others with it.
    private void pull(int room, Duration wait) throws InterruptedException {
        try {
            List<Message> taken = feed.take(room, wait);
            if (ordersLost && isAnyLost(taken)) {
                gather(new ArrayList<>(taken), 0);
            } else {
                keep(taken);
            }
        } catch (JMSException e) {
            if (JmsFailures.isInterruption(e)) {
                throw (InterruptedException) new InterruptedException("interrupted while receiving").initCause(e);
            }
            String reason = JmsFailures.reason(e);
            link.lost(reason);
            throw scene.broker().failure(Category.UNAVAILABLE, "receive", reason, e);
        }
    }

    private static boolean isAnyLost(List<Message> taken) throws JMSException {
        for (Message message : taken) {
            if (isLost(message)) {
                return true;
            }
        }
        return false;
    }

    private void requireUsable() {
        boolean ended;
        lock.lock();
        try {
            ended = closed;
        } finally {
            lock.unlock();
        }
        if (ended) {
            throw scene.broker().failure(Category.UNAVAILABLE, "receive", "this consumer is closed");
        }
        if (link.isEnded()) {
            String reason = link.failure().isEmpty() ? "it was cut off" : link.failure();
            throw scene.broker().failure(Category.UNAVAILABLE, "receive", "the connection is lost: " + reason);
        }
    }
}
