// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A consumer with a connection of its own. What is given back is handed out again from here; the broker would
/// count it as a failed delivery.
///
/// The broker hands out as many messages as may be held and gives them to others when the connection ends. It
/// confirms no acknowledgement, but handles one after the other what comes over a channel: so an
/// acknowledgement is followed by a question, and has arrived when that is answered.
final class RabbitMqConsumer implements StoreConsumer {

    /// What is on its way when the time is over is waited for, so often and so long each time.
    private static final int LOOKS = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /// So long is waited for the end of consumers that were lost; what looks like them may be consumers of others.
    private static final Duration FOR_LOST = Duration.ofSeconds(2);

    /// More than these are not asked for in advance, whatever the window.
    private static final int MOST_IN_ADVANCE = 256;

    private static final Logger LOGGER = System.getLogger(RabbitMqConsumer.class.getName());

    private final Scene scene;
    private final Link link;
    private final Channel channel;
    private final Inbox inbox;
    private final Acknowledger acknowledger;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// What the consumers of a store share.
    ///
    /// @param queue its name
    /// @param reader of messages
    /// @param limit for each answer of the broker
    /// @param listener what is told of ends
    record Scene(String queue, MessageReader reader, Duration limit, Listener listener) {}

    /// Who wants to know when a consumer ends.
    interface Listener {

        /// The consumer has ended.
        ///
        /// @param inPeace whether the broker has taken back what it held
        void ended(RabbitMqConsumer consumer, boolean inPeace);
    }

    private RabbitMqConsumer(Scene scene, Link link, Channel channel, int window) {
        this.scene = scene;
        this.link = link;
        this.channel = channel;
        this.inbox = new Inbox(link.origin(), window);
        this.acknowledger = new Acknowledger(link, channel, scene.limit());
    }

    /// Opens a consumer over the connection, which is its own from now on.
    ///
    /// @param others how many consumers of this process live: those that were lost are waited for, so that what
    ///     they held comes before what is younger
    static RabbitMqConsumer open(Scene scene, Link link, int window, int others)
            throws IOException, InterruptedException {
        Channel channel = link.openChannel();
        int inAdvance = Math.min(window, MOST_IN_ADVANCE);
        RabbitMqConsumer made = new RabbitMqConsumer(scene, link, channel, inAdvance);
        made.awaitEndOfLost(others);
        channel.basicQos(inAdvance);
        channel.basicConsume(scene.queue(), false, made.new Arrivals());
        return made;
    }

    private void awaitEndOfLost(int others) throws IOException, InterruptedException {
        Timer.Waiter waiter = link.timer().newWaiter();
        Duration half = scene.limit().dividedBy(2);
        Instant until = link.timer().instant().plus(half.compareTo(FOR_LOST) < 0 ? half : FOR_LOST);
        while (others >= 0
                && channel.queueDeclarePassive(scene.queue()).getConsumerCount() > others
                && link.timer().instant().isBefore(until)) {
            waiter.await(link.timer().instant().plus(BETWEEN_LOOKS));
        }
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        Instant until = link.timer().instant().plus(timeout);
        Timer.Waiter waiter = link.timer().newWaiter();
        int looks = LOOKS;
        try {
            while (true) {
                Inbox.Look look = inbox.take(waiter);
                if (!(look instanceof Inbox.Look.Nothing)) {
                    return given(look);
                }
                if (link.timer().instant().isBefore(until)) {
                    waiter.await(until);
                } else if (looks == 0) {
                    return Optional.empty();
                } else {
                    looks = isOnItsWay() ? looks - 1 : 0;
                    waiter.await(link.timer().instant().plus(looks > 0 ? BETWEEN_LOOKS : Duration.ZERO));
                }
            }
        } finally {
            inbox.leave(waiter);
        }
    }

    private Optional<Delivery> given(Inbox.Look look) {
        return switch (look) {
            case Inbox.Look.Returned(RabbitMqDelivery delivery) -> Optional.of(delivery);
            case Inbox.Look.Fresh(Inbox.Arrived message) ->
                Optional.of(new RabbitMqDelivery(this, message.tag(), message.read(scene.reader())));
            case Inbox.Look.Nothing(), Inbox.Look.Full() -> Optional.empty();
        };
    }

    /// Whether the broker has messages that only this consumer can get.
    private boolean isOnItsWay() {
        AMQP.Queue.DeclareOk queue = look("receive");
        return queue.getMessageCount() > 0 && queue.getConsumerCount() == 1;
    }

    /// What the broker says about the queue, after everything that it has handed out until then.
    AMQP.Queue.DeclareOk look(String purpose) {
        try {
            return link.within(
                    link.timer().instant().plus(scene.limit()), () -> channel.queueDeclarePassive(scene.queue()));
        } catch (IOException | ShutdownSignalException e) {
            inbox.requireOpen(purpose);
            link.cut();
            throw RabbitMqFailures.unavailable(link.origin().text(purpose), e);
        }
    }

    /// What it has at the moment.
    Inbox.Standing standing() {
        return inbox.standing();
    }

    /// Whether it can hand out messages still.
    boolean isAlive() {
        return !closed.get() && channel.isOpen() && !link.isEnded();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        inbox.end("this consumer is closed");
        boolean inPeace = giveBack();
        link.close();
        scene.listener().ended(this, inPeace);
    }

    /// Ends the connection as the death of this process would.
    void abort() {
        link.cut();
    }

    /// Tells the broker that the message is done with, and waits until that has arrived.
    void acknowledge(RabbitMqDelivery delivery) {
        inbox.settling();
        try {
            acknowledger.acknowledge(delivery.tag());
        } catch (IOException | ShutdownSignalException e) {
            link.cut();
            throw new StoreException(
                    Category.UNKNOWN, link.origin().text("acknowledge") + " failed: " + RabbitMqFailures.reason(e), e);
        }
        inbox.settled();
    }

    /// Hands it out again.
    void release(RabbitMqDelivery delivery) {
        inbox.release(delivery);
    }

    /// The broker puts back what is not acknowledged, where it was, before it answers.
    private boolean giveBack() {
        try {
            return link.within(link.timer().instant().plus(scene.limit()), () -> {
                channel.abort();
                return !link.isEnded();
            });
        } catch (IOException | ShutdownSignalException e) {
            LOGGER.log(Level.DEBUG, "cut off: {0}", RabbitMqFailures.reason(e));
            link.cut();
            return false;
        }
    }

    private void lost(String reason) {
        inbox.end("the connection is lost: " + reason);
    }

    /// What the broker hands out, told by the thread that reads from it.
    private final class Arrivals extends DefaultConsumer {

        Arrivals() {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            inbox.arrived(new Inbox.Arrived(envelope.getDeliveryTag(), properties, body));
        }

        @Override
        public void handleCancel(String tag) {
            lost("the queue '" + scene.queue() + "' was deleted or has moved");
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
            lost(RabbitMqFailures.reason(cause));
            if (RabbitMqFailures.replyCode(cause) == RabbitMqFailures.PRECONDITION_FAILED) {
                LOGGER.log(
                        Level.WARNING,
                        "store {0}: the broker has taken back what is held of queue {1}, and it comes again: {2}. A "
                                + "message may be held for as long as its setting consumer_timeout says, 30 minutes "
                                + "unless it is set",
                        link.origin().store(),
                        scene.queue(),
                        RabbitMqFailures.reason(cause));
            }
        }
    }
}
