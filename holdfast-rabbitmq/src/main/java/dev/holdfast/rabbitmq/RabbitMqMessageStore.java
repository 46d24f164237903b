// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.rabbitmq.WireForm.Outgoing;
import dev.holdfast.store.Countable;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.upstream.WireFormat;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A store on a queue of a RabbitMQ. Each append is confirmed by the broker before it returns, and a message
/// that no queue takes is a failure; each message is acknowledged by itself. Thread-safe.
///
/// Not browsable: the protocol has no way to look at messages without taking them.
final class RabbitMqMessageStore implements MessageStore, Countable {

    private static final Logger LOGGER = System.getLogger(RabbitMqMessageStore.class.getName());

    private final Setting setting;
    private final WireFormat format;
    private final Duration timeout;
    private final Link.Origin origin;
    private final Topology topology;
    private final Links links;
    private final Publisher publisher;
    private final RabbitMqConsumer.Scene scene;
    private final Set<RabbitMqConsumer> consumers = ConcurrentHashMap.newKeySet();
    private volatile boolean someWereLost;
    private volatile boolean closed;

    RabbitMqMessageStore(RabbitMqSettings settings, Setting setting) {
        this.setting = setting;
        this.format = settings.format();
        this.timeout = settings.sendTimeout().limit(setting.hasFailover());
        this.origin = new Link.Origin(setting.name(), settings.access().place(), setting.timer());
        this.topology = new Topology(setting.name(), settings.destination());
        this.links = new Links(settings.access(), origin, timeout);
        this.publisher = new Publisher(links, topology, origin);
        MessageReader reader = new MessageReader(setting.name(), topology.queue(), setting.timer(), setting.ids());
        this.scene = new RabbitMqConsumer.Scene(topology.queue(), reader, timeout, this::ended);
    }

    @Override
    public String name() {
        return setting.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        requireOpen();
        Instant until = limit();
        List<Outgoing> outgoing = messages.stream()
                .map(message -> WireForm.write(message, format))
                .toList();
        publisher.send(outgoing, until);
    }

    /// One connection for each consumer.
    @Override
    public StoreConsumer openConsumer(int window) {
        requireOpen();
        Instant until = limit();
        Link link = links.open("consumer", until);
        try {
            RabbitMqConsumer consumer = link.within(until, () -> {
                topology.prepare(link);
                return open(link, window);
            });
            consumers.add(consumer);
            return consumer;
        } catch (IOException | ShutdownSignalException e) {
            link.cut();
            throw RabbitMqFailures.unavailable(origin.text("receive"), e);
        }
    }

    private RabbitMqConsumer open(Link link, int window) throws IOException {
        try {
            int others = someWereLost
                    ? (int) consumers.stream().filter(RabbitMqConsumer::isAlive).count()
                    : -1;
            RabbitMqConsumer consumer = RabbitMqConsumer.open(scene, link, window, others);
            someWereLost = false;
            return consumer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void ended(RabbitMqConsumer consumer, boolean inPeace) {
        consumers.remove(consumer);
        someWereLost |= !inPeace;
    }

    /// A fresh connection, a message for nobody that the broker confirms, and a word of the queue.
    @Override
    public void probe() {
        requireOpen();
        try {
            publisher.probe(limit());
        } catch (StoreException e) {
            throw new StoreException(Category.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// Exact while nobody but this store takes messages out of the queue; empty when others consume it too, or
    /// messages come and go just now. What others hold that they fetched one by one (`basic.get`) is missing.
    @Override
    public OptionalLong count() {
        try {
            List<RabbitMqConsumer> own = List.copyOf(consumers);
            return own.isEmpty() ? countUnused() : countUsed(own);
        } catch (IOException | ShutdownSignalException | StoreException e) {
            LOGGER.log(Level.DEBUG, "not counted: {0}", RabbitMqFailures.reason(e));
            return OptionalLong.empty();
        }
    }

    private OptionalLong countUnused() throws IOException {
        Instant until = limit();
        Link link = links.open("count", until);
        try {
            AMQP.Queue.DeclareOk queue = link.within(until, () -> {
                topology.prepare(link);
                return link.openChannel().queueDeclarePassive(topology.queue());
            });
            return queue.getConsumerCount() == 0 ? OptionalLong.of(queue.getMessageCount()) : OptionalLong.empty();
        } finally {
            link.close();
        }
    }

    private static OptionalLong countUsed(List<RabbitMqConsumer> own) {
        List<Inbox.Standing> before =
                own.stream().map(RabbitMqConsumer::standing).toList();
        List<AMQP.Queue.DeclareOk> answers =
                own.stream().map(consumer -> consumer.look("count")).toList();
        List<Inbox.Standing> after =
                own.stream().map(RabbitMqConsumer::standing).toList();
        boolean othersToo = answers.stream().anyMatch(queue -> queue.getConsumerCount() != own.size());
        boolean moving = !before.equals(after) || after.stream().anyMatch(standing -> standing.settling() > 0);
        if (othersToo || moving) {
            return OptionalLong.empty();
        }
        long held = after.stream().mapToLong(Inbox.Standing::unsettled).sum();
        return OptionalLong.of(answers.getLast().getMessageCount() + held);
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(consumers).forEach(RabbitMqConsumer::close);
        links.close();
    }

    private Instant limit() {
        return setting.timer().instant().plus(timeout);
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "store " + setting.name() + " is closed");
        }
    }
}
