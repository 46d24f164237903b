// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.rabbitmq.ConfirmChannel.Route;
import dev.holdfast.rabbitmq.SendDecision.End;
import dev.holdfast.rabbitmq.SendDecision.Outcome;
import dev.holdfast.rabbitmq.SendDecision.Tally;
import dev.holdfast.rabbitmq.WireForm.Outgoing;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The connection over which appends go, with a few channels that they share. Thread-safe.
final class PublishingLink {

    private static final int LANES = 4;

    private static final Logger LOGGER = System.getLogger(PublishingLink.class.getName());

    private final Link link;
    private final Topology topology;
    private final List<Lane> lanes;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean doubtful;
    private volatile boolean maySendNowhere = true;
    private volatile int tooLarge = Integer.MAX_VALUE;

    PublishingLink(Link link, Topology topology) {
        this.link = link;
        this.topology = topology;
        this.lanes = IntStream.range(0, LANES).mapToObj(_ -> new Lane(this)).toList();
    }

    Link link() {
        return link;
    }

    /// Whether queue, exchange or binding seem to have gone.
    boolean isDoubtful() {
        return doubtful;
    }

    /// They are there.
    void prepared() {
        doubtful = false;
    }

    /// A size that the broker has refused; everything when none.
    int tooLarge() {
        return tooLarge;
    }

    boolean maySendNowhere() {
        return maySendNowhere;
    }

    /// The user of this store has no right to send what nobody keeps: it cannot be found out without a message.
    void mayNotSendNowhere() {
        maySendNowhere = false;
    }

    /// @throws StoreException *full* when the broker has said that it takes no messages
    void requireRoom() {
        link.blocked().ifPresent(reason -> {
            throw failure(Category.FULL, "the broker takes no messages: " + reason);
        });
    }

    StoreException failure(Category category, String reason) {
        return link.origin().failure(category, "append", reason);
    }

    /// Sends the messages, in their order, and waits until they are confirmed.
    void send(List<Outgoing> messages, Instant until) throws InterruptedException, IOException {
        Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), LANES));
        lane.send(route(), messages, until);
    }

    /// Sends one message over a channel of its own, or several in one transaction: what the broker has against
    /// one of them harms nobody else, and none of them is stored then.
    void sendApart(List<Outgoing> messages, Instant until) throws IOException {
        requireRoom();
        Instant start = link.timer().instant();
        if (messages.size() > 1) {
            sendTogether(messages, until);
            return;
        }
        ConfirmChannel channel = ConfirmChannel.open(link);
        try {
            Confirmation confirmation = link.within(until, () -> channel.send(route(), messages));
            conclude(outcome(confirmation, until), confirmation, channel, start, until);
        } finally {
            channel.close();
        }
    }

    /// Finds out whether the broker takes messages.
    void rehearse(Instant until) throws InterruptedException, IOException {
        lanes.getFirst().rehearse(until);
    }

    /// Waits until messages that were sent are confirmed.
    Outcome outcome(Confirmation confirmation, Instant until) {
        try {
            return confirmation.await(until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Category.UNKNOWN, link.origin().text("append") + " failed: interrupted", e);
        }
    }

    /// @param start when the sending began
    /// @param until when to give up
    /// @throws StoreException unless all messages are stored
    void conclude(Outcome outcome, Confirmation confirmation, ConfirmChannel channel, Instant start, Instant until) {
        if (!(outcome instanceof Outcome.Failed(Category category))) {
            return;
        }
        if (category == Category.FULL && !isQueueInOrder(until)) {
            throw failure(Category.UNKNOWN, "the queue does not answer" + RabbitMqFailures.LOG_SAYS_WHY);
        }
        doubtful |= category == Category.UNAVAILABLE;
        tooLarge = Math.min(tooLarge, channel.refusedBytes().orElse(tooLarge));
        if (category == Category.UNKNOWN && channel.isOpen() && !channel.hasAnsweredSince(start)) {
            // Otherwise the broker is slow and not silent, and the connection belongs to others too.
            cutUnlessBlocked();
        }
        throw failure(category, confirmation.reason(topology.text()));
    }

    /// Whether the queue answers. A broker refuses a message in the same way when its queue has broken down, which may
    /// have written the message: when its disk is full, for example.
    private boolean isQueueInOrder(Instant until) {
        try {
            return link.within(until, () -> topology.isQueueThere(link));
        } catch (IOException | ShutdownSignalException e) {
            LOGGER.log(Level.DEBUG, "after a message was refused", e);
            return false;
        }
    }

    private void cutUnlessBlocked() {
        if (link.blocked().isEmpty()) {
            link.cut();
        }
    }

    private Route route() {
        return new Route(topology.exchange(), topology.routingKey());
    }

    private void sendTogether(List<Outgoing> messages, Instant until) throws IOException {
        AtomicInteger returned = new AtomicInteger();
        AtomicInteger committing = new AtomicInteger();
        Channel channel = link.openChannel();
        channel.addReturnListener(_ -> returned.incrementAndGet());
        try {
            link.within(until, () -> {
                channel.txSelect();
                for (Outgoing message : messages) {
                    channel.basicPublish(
                            topology.exchange(), topology.routingKey(), true, message.properties(), message.body());
                }
                committing.incrementAndGet();
                return channel.txCommit();
            });
            channel.abort();
        } catch (IOException | ShutdownSignalException e) {
            throw failure(categoryOfTransaction(e, committing.get() > 0), RabbitMqFailures.reason(e));
        }
        Tally tally = new Tally(messages.size(), messages.size() - returned.get(), 0, returned.get());
        if (SendDecision.decide(tally, new End.Answered()) instanceof Outcome.Failed(Category category)) {
            doubtful = true;
            throw failure(category, "no queue takes it: " + topology.text());
        }
    }

    /// When the broker has closed the channel it has stored none of them.
    private static Category categoryOfTransaction(Throwable failure, boolean committing) {
        int replyCode = RabbitMqFailures.replyCode(failure);
        if (RabbitMqFailures.isAboutSize(replyCode) || replyCode == RabbitMqFailures.ACCESS_REFUSED) {
            return Category.REJECTED;
        }
        return committing && replyCode != RabbitMqFailures.NOT_FOUND ? Category.UNKNOWN : Category.UNAVAILABLE;
    }
}
