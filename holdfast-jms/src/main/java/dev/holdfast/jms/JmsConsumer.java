// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
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
import org.jspecify.annotations.Nullable;

/// A consumer with a connection of its own. What is given back is handed out again from here and never
/// recovered by the broker, which would count it as a failed delivery.
///
/// The broker sends a message only when it is asked for one, so that it regards as taken what is taken. It does
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
    private final MessageConsumer consumer;
    private final int window;
    private final boolean ordersLost;
    private final ReentrantLock receiving = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, JmsDelivery> returned = new TreeMap<>();
    private long nextSequence;
    private int held;
    private boolean closed;

    /// What the consumers of a store share.
    ///
    /// @param broker for calls
    /// @param reader of messages
    /// @param timer for waits
    /// @param limit how much longer than asked the broker may take to say that there is nothing
    record Scene(Broker broker, MessageReader reader, Timer timer, Duration limit) {}

    private JmsConsumer(Scene scene, Link link, MessageConsumer consumer, int window) {
        this.scene = scene;
        this.link = link;
        this.consumer = consumer;
        this.ordersLost = link.acknowledgeMode() == ActiveMqClassic.INDIVIDUAL_ACKNOWLEDGE;
        this.window = link.acknowledgeMode() == Session.CLIENT_ACKNOWLEDGE ? 1 : window;
    }

    static JmsConsumer open(Scene scene, Link link, NamingService naming, String queue, int window)
            throws JMSException, NamingException {
        try {
            int mode = link.acknowledgeMode();
            Session session = link.connection().createSession(false, mode);
            MessageConsumer consumer = session.createConsumer(naming.queue(queue, session));
            JmsConsumer made = new JmsConsumer(scene, link, consumer, window);
            if (made.ordersLost) {
                made.gather(new ArrayList<>(), window);
            }
            return made;
        } catch (JMSException | NamingException e) {
            link.cut();
            throw e;
        }
    }

    /// Takes what other consumers lost, and puts it in order.
    ///
    /// @param lost what is taken already
    /// @param least so much is taken in any case, if it is there: it may be held anyway
    private void gather(List<Message> lost, int least) throws JMSException {
        boolean more = true;
        while (more && lost.size() < Math.max(GATHERED, least)) {
            Message message = consumer.receiveNoWait();
            if (message != null) {
                lost.add(message);
            }
            more = message != null && (lost.size() < least || message.getJMSRedelivered());
        }
        lost.sort(ActiveMqClassic.byArrival());
        lock.lock();
        try {
            for (Message message : lost) {
                JmsDelivery delivery = new JmsDelivery(
                        this, nextSequence, message, scene.reader().read(message));
                returned.put(nextSequence++, delivery);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        Instant until = scene.timer().instant().plus(timeout);
        receiving.lockInterruptibly();
        try {
            while (true) {
                Look look = look();
                if (!(look instanceof Look.Pull(boolean othersHeld))) {
                    return look instanceof Look.Returned(JmsDelivery delivery)
                            ? Optional.of(delivery)
                            : Optional.empty();
                }
                Duration left = Duration.between(scene.timer().instant(), until);
                Duration wait = othersHeld && left.compareTo(LOOK_FOR_RETURNED) > 0 ? LOOK_FOR_RETURNED : left;
                Optional<JmsDelivery> pulled = pull(wait);
                if (pulled.isPresent()) {
                    return Optional.of(pulled.get());
                }
                if (!scene.timer().instant().isBefore(until) && !hasReturned()) {
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
            returned.clear();
        } finally {
            lock.unlock();
        }
        giveBack();
    }

    private void giveBack() {
        Attempt attempt = new Attempt();
        try {
            scene.broker().call("close", attempt, () -> {
                attempt.uses(link);
                // ActiveMQ Classic needs the count: by it, the next consumer sees what was lost.
                if (ArtemisBroker.isBehind(link)) {
                    ArtemisBroker.giveBack(link.connection(), consumer);
                }
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
        Attempt attempt = new Attempt();
        try {
            scene.broker().call("acknowledge", attempt, () -> {
                attempt.uses(link);
                attempt.decisive();
                delivery.message().acknowledge();
                return true;
            });
        } catch (StoreException e) {
            link.cut();
            throw new StoreException(Category.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
        notHeld();
    }

    /// Hands it out again.
    void release(JmsDelivery delivery) {
        lock.lock();
        try {
            held--;
            if (!closed) {
                returned.put(delivery.sequence(), delivery.again());
            }
        } finally {
            lock.unlock();
        }
    }

    /// What there is to do for one who wants a message.
    private sealed interface Look {

        /// Give out one that was given back.
        record Returned(JmsDelivery delivery) implements Look {}

        /// Ask the broker.
        record Pull(boolean othersHeld) implements Look {}

        /// Nothing: the window is full.
        record Full() implements Look {}
    }

    private boolean hasReturned() {
        lock.lock();
        try {
            return !returned.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private Look look() {
        requireUsable();
        lock.lock();
        try {
            if (held >= window) {
                return new Look.Full();
            }
            if (returned.isEmpty()) {
                return new Look.Pull(held > 0);
            }
            held++;
            return new Look.Returned(returned.pollFirstEntry().getValue());
        } finally {
            lock.unlock();
        }
    }

    /// A message from the broker. The first of those that a consumer lost whose end the broker has noticed only
    /// after this one was opened brings the others with it; then nothing is given out, as they are returned
    /// ones.
    private Optional<JmsDelivery> pull(Duration wait) throws InterruptedException {
        Instant deadline = scene.timer().instant().plus(wait).plus(scene.limit());
        Timer.Task guard = scene.timer().at(deadline, link::cut);
        try {
            @Nullable
            Message message =
                    wait.isPositive() ? consumer.receive(Math.max(1, wait.toMillis())) : consumer.receiveNoWait();
            if (message == null) {
                return Optional.empty();
            }
            if (ordersLost && message.getJMSRedelivered()) {
                gather(new ArrayList<>(List.of(message)), 0);
                return Optional.empty();
            }
            return Optional.of(handOut(message));
        } catch (JMSException e) {
            if (JmsFailures.isInterruption(e)) {
                throw (InterruptedException) new InterruptedException("interrupted while receiving").initCause(e);
            }
            link.cut();
            throw scene.broker().failure(Category.UNAVAILABLE, "receive", JmsFailures.reason(e), e);
        } finally {
            guard.cancel();
        }
    }

    private JmsDelivery handOut(Message message) {
        Delivery.Received received = scene.reader().read(message);
        lock.lock();
        try {
            held++;
            return new JmsDelivery(this, nextSequence++, message, received);
        } finally {
            lock.unlock();
        }
    }

    private void notHeld() {
        lock.lock();
        try {
            held--;
        } finally {
            lock.unlock();
        }
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
