// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.rabbitmq.SendDecision.End;
import dev.holdfast.rabbitmq.WireForm.Outgoing;
import dev.holdfast.store.StoreException.Category;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A channel on which the broker confirms each message. One thread sends at a time; any number of messages may
/// be under way.
final class ConfirmChannel {

    /// After so long without a word of the broker it is asked before something is sent.
    private static final Duration QUIET = Duration.ofSeconds(1);

    /// No queue can have this name, so that a message for it is not kept by anybody.
    private static final String NOWHERE = "amq.holdfast.nowhere";

    private static final Outgoing REHEARSAL =
            new Outgoing(new AMQP.BasicProperties.Builder().messageId(NOWHERE).build(), new byte[0]);

    private final Link link;
    private final Channel channel;
    private final ConcurrentNavigableMap<Long, Ticket> pending = new ConcurrentSkipListMap<>();
    private volatile Instant lastAnswerAt = Instant.MIN;
    private volatile OptionalInt refusedBytes = OptionalInt.empty();

    /// One message under way.
    private static final class Ticket {

        private final Confirmation confirmation;
        private final Outgoing message;
        private final AtomicBoolean returned = new AtomicBoolean();

        Ticket(Confirmation confirmation, Outgoing message) {
            this.confirmation = confirmation;
            this.message = message;
        }
    }

    private ConfirmChannel(Link link, Channel channel) {
        this.link = link;
        this.channel = channel;
    }

    static ConfirmChannel open(Link link) throws IOException {
        Channel channel = link.openChannel();
        ConfirmChannel made = new ConfirmChannel(link, channel);
        channel.addConfirmListener(made.new Answers());
        channel.addReturnListener(made::returned);
        channel.addShutdownListener(made::closed);
        channel.confirmSelect();
        return made;
    }

    boolean isOpen() {
        return channel.isOpen() && !link.isEnded();
    }

    /// Whether the broker has not said anything for a while.
    boolean isQuiet() {
        return lastAnswerAt.plus(QUIET).isBefore(link.timer().instant());
    }

    /// Whether the broker has answered to something that was sent since then.
    boolean hasAnsweredSince(Instant time) {
        return lastAnswerAt.isAfter(time);
    }

    /// A size, in bytes, that seems to be too large for the broker.
    OptionalInt refusedBytes() {
        return refusedBytes;
    }

    /// Sends something that nobody keeps: the answer says that the broker takes messages.
    Confirmation rehearse() throws IOException {
        return send(new Route("", NOWHERE), List.of(REHEARSAL), true);
    }

    /// Where messages go.
    record Route(String exchange, String routingKey) {}

    /// Sends messages.
    ///
    /// @throws dev.holdfast.store.StoreException *unavailable* when none was sent
    Confirmation send(Route route, List<Outgoing> messages) {
        return send(route, messages, false);
    }

    private Confirmation send(Route route, List<Outgoing> messages, boolean rehearsal) {
        Confirmation confirmation =
                new Confirmation(messages.size(), rehearsal, link.timer().newWaiter());
        boolean first = true;
        for (Outgoing message : messages) {
            try {
                pending.put(channel.getNextPublishSeqNo(), new Ticket(confirmation, message));
                channel.basicPublish(route.exchange, route.routingKey, true, message.properties(), message.body());
            } catch (IOException | ShutdownSignalException e) {
                if (first && RabbitMqFailures.wasClosedBefore(e)) {
                    throw link.origin().failure(Category.UNAVAILABLE, "append", RabbitMqFailures.reason(e));
                }
                confirmation.closed(new End.Closed(0, false), RabbitMqFailures.reason(e));
                return confirmation;
            }
            first = false;
        }
        return confirmation;
    }

    void close() {
        try {
            channel.abort();
        } catch (IOException | ShutdownSignalException e) {
            link.cut();
        }
    }

    /// The broker sends a message back before it confirms it.
    private void returned(Return message) {
        String id = message.getProperties().getMessageId();
        for (Ticket ticket : pending.values()) {
            if (ticket.message.id().equals(id) && ticket.returned.compareAndSet(false, true)) {
                return;
            }
        }
    }

    private void closed(ShutdownSignalException cause) {
        int replyCode = cause.isHardError() ? 0 : RabbitMqFailures.replyCode(cause);
        long parties = pending.values().stream()
                .map(ticket -> ticket.confirmation)
                .distinct()
                .limit(2)
                .count();
        if (RabbitMqFailures.isAboutSize(replyCode)) {
            refusedBytes = pending.values().stream()
                    .mapToInt(ticket -> ticket.message.body().length)
                    .max();
        }
        String reason = RabbitMqFailures.reason(cause);
        pending.values().forEach(ticket -> ticket.confirmation.closed(new End.Closed(replyCode, parties == 1), reason));
    }

    private final class Answers implements ConfirmListener {

        @Override
        public void handleAck(long deliveryTag, boolean multiple) {
            lastAnswerAt = link.timer().instant();
            if (multiple) {
                ConcurrentNavigableMap<Long, Ticket> confirmed = pending.headMap(deliveryTag, true);
                confirmed.values().forEach(this::acknowledged);
                confirmed.clear();
            } else {
                Ticket ticket = pending.remove(deliveryTag);
                if (ticket != null) {
                    acknowledged(ticket);
                }
            }
        }

        @Override
        public void handleNack(long deliveryTag, boolean multiple) {
            lastAnswerAt = link.timer().instant();
            ConcurrentNavigableMap<Long, Ticket> refused =
                    pending.subMap(multiple ? 0 : deliveryTag, true, deliveryTag, true);
            refused.values().forEach(ticket -> ticket.confirmation.refused());
            refused.clear();
        }

        private void acknowledged(Ticket ticket) {
            if (ticket.returned.get()) {
                ticket.confirmation.returned();
            } else {
                ticket.confirmation.stored();
            }
        }
    }
}
