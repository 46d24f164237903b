// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.rabbitmq.RabbitMqSettings.Destination;
import dev.holdfast.rabbitmq.RabbitMqSettings.QueueType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The queue of a store, its exchange and what binds them. What exists is used as it is; what does not is made
/// as upstream makes it. Thread-safe.
final class Topology {

    private static final Logger LOGGER = System.getLogger(Topology.class.getName());
    private static final String RESERVED = "amq.";

    private final String store;
    private final Destination destination;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile boolean seen;

    /// @param store its name
    Topology(String store, Destination destination) {
        this.store = store;
        this.destination = destination;
    }

    String queue() {
        return destination.queue(store);
    }

    /// Empty: the default exchange.
    String exchange() {
        return destination.exchange();
    }

    String routingKey() {
        return destination.routingKey(store);
    }

    /// Where messages go, for people.
    String text() {
        String exchange = exchange().isEmpty() ? "the default exchange" : "exchange '" + exchange() + "'";
        return exchange + " with routing key '" + routingKey() + "'";
    }

    /// Sees that all of it is there.
    ///
    /// @throws IOException when the broker does not let it be
    void prepare(Link link) throws IOException {
        if (!exchange().isEmpty()) {
            prepareExchange(link);
        }
        prepareQueue(link);
        if (!exchange().isEmpty()) {
            bind(link);
        }
    }

    /// Whether the queue is there, and its process answers.
    boolean isQueueThere(Link link) throws IOException {
        return exists(link, channel -> channel.queueDeclarePassive(queue()));
    }

    private void prepareExchange(Link link) throws IOException {
        boolean exists = exists(link, channel -> channel.exchangeDeclarePassive(exchange()));
        if (!exists && !exchange().startsWith(RESERVED)) {
            ask(link, channel -> channel.exchangeDeclare(exchange(), BuiltinExchangeType.DIRECT, true));
        }
    }

    private void prepareQueue(Link link) throws IOException {
        Map<String, Object> arguments = arguments(link.capabilities());
        if (!isQueueThere(link)) {
            if (seen) {
                LOGGER.log(
                        Level.ERROR,
                        "store {0}: queue ''{1}'' was there and is gone, with all that was in it; it is made anew",
                        store,
                        queue());
            }
            ask(link, channel -> declare(channel, arguments));
            seen = true;
            return;
        }
        seen = true;
        try {
            ask(link, channel -> declare(channel, arguments));
        } catch (IOException e) {
            switch (RabbitMqFailures.replyCode(e)) {
                case RabbitMqFailures.PRECONDITION_FAILED ->
                    tell("queue '" + queue() + "' exists with other arguments than asked for and is used as it is; "
                            + "one that drops, expires or moves messages loses them unseen: "
                            + RabbitMqFailures.reason(e));
                case RabbitMqFailures.ACCESS_REFUSED ->
                    LOGGER.log(Level.DEBUG, "its arguments cannot be compared: {0}", RabbitMqFailures.reason(e));
                default -> throw e;
            }
        }
    }

    private AMQP.Queue.DeclareOk declare(Channel channel, Map<String, Object> arguments) throws IOException {
        return channel.queueDeclare(queue(), true, false, false, arguments);
    }

    private Map<String, Object> arguments(Capabilities capabilities) {
        Map<String, Object> arguments = new HashMap<>();
        if (destination.type() == QueueType.QUORUM) {
            arguments.put("x-queue-type", QueueType.QUORUM.text());
            if (capabilities.limitsDeliveries()) {
                arguments.put("x-delivery-limit", -1);
            }
        }
        if (destination.singleActiveConsumer()) {
            arguments.put("x-single-active-consumer", true);
        }
        return arguments;
    }

    private void bind(Link link) throws IOException {
        try {
            ask(link, channel -> channel.queueBind(queue(), exchange(), routingKey()));
        } catch (IOException e) {
            if (RabbitMqFailures.replyCode(e) != RabbitMqFailures.ACCESS_REFUSED) {
                throw e;
            }
            tell("queue '" + queue() + "' cannot be bound to " + text() + ", it must be already: "
                    + RabbitMqFailures.reason(e));
        }
    }

    /// Once for each text.
    private void tell(String text) {
        if (told.add(text)) {
            LOGGER.log(Level.WARNING, "store {0}: {1}", store, text);
        }
    }

    private static boolean exists(Link link, Asking question) throws IOException {
        try {
            ask(link, question);
            return true;
        } catch (IOException e) {
            if (RabbitMqFailures.replyCode(e) == RabbitMqFailures.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /// A question to the broker, which closes the channel when it says no.
    private interface Asking {

        /// Asks it.
        Object on(Channel channel) throws IOException;
    }

    private static void ask(Link link, Asking question) throws IOException {
        Channel channel = link.openChannel();
        question.on(channel);
        try {
            channel.abort();
        } catch (ShutdownSignalException e) {
            LOGGER.log(Level.DEBUG, "while a channel was closed", e);
        }
    }
}
