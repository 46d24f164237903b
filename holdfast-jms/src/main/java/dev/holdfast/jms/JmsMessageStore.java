// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.grouping.GroupedAppends;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Countable;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.upstream.WireFormat;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// A store on a queue of a broker. Each append is confirmed by the broker before it returns; each message is
/// acknowledged by itself. Thread-safe.
final class JmsMessageStore implements MessageStore, Countable {

    /// Calls that send at the same time, with those that hang in a client whose broker is frozen.
    private static final int SENDERS = 64;

    private static final int OTHER_CALLS = 16;

    /// What a provider means for processors that has no acknowledgement of single messages, for people.
    private static final String ONE_AT_A_TIME = "the client of the provider is not known to acknowledge a message by"
            + " itself, so each message comes when the one before it is settled: lanes and ordering keys of a processor"
            + " have no effect, and a message that is held keeps up those behind it";

    private static final Logger LOGGER = System.getLogger(JmsMessageStore.class.getName());

    private final Setting setting;
    private final String queue;
    private final NamingService naming;
    private final Links links;
    private final GroupedAppends<StoredMessage> appends;
    private final Broker asking;
    private final JmsConsumer.Scene scene;
    private final AtomicBoolean advised = new AtomicBoolean();
    private volatile boolean closed;

    JmsMessageStore(JmsSettings settings, Setting setting) {
        this.setting = setting;
        this.queue = settings.queue(setting.name());
        this.naming = new NamingService(settings);
        Duration timeout = settings.sendTimeout().limit(setting.hasFailover());
        this.links = new Links(settings, naming, setting.timer(), timeout);
        SenderPool senders = new SenderPool(links, naming, queue, settings.format());
        Broker sending = new Broker(setting.name(), settings.place(), setting.timer(), timeout, SENDERS);
        this.appends = new GroupedAppends<>(
                new QueueWriter(senders, sending), JmsMessageStore::size, setting.timer(), timeout);
        this.asking = new Broker(setting.name(), settings.place(), setting.timer(), timeout, OTHER_CALLS);
        MessageReader reader = new MessageReader(setting.name(), queue, setting.timer(), setting.ids());
        this.scene = new JmsConsumer.Scene(asking, reader, setting.timer(), timeout);
    }

    @Override
    public String name() {
        return setting.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        requireOpen();
        appends.append(messages);
    }

    private static long size(StoredMessage message) {
        return message.message().content().size();
    }

    /// One connection for each consumer. A provider that cannot acknowledge one message by itself hands out one
    /// at a time, whatever the window, and the log says so.
    @Override
    public StoreConsumer openConsumer(int window) {
        requireOpen();
        Attempt attempt = new Attempt();
        return asking.call("receive", attempt, () -> {
            Link link = links.open();
            attempt.uses(link::cut);
            JmsConsumer consumer = JmsConsumer.open(scene, link, naming, queue, window);
            advice(link)
                    .filter(_ -> advised.compareAndSet(false, true))
                    .ifPresent(advice -> LOGGER.log(Level.WARNING, "store {0}: {1}", setting.name(), advice));
            return consumer;
        });
    }

    private static Optional<String> advice(Link link) {
        if (ArtemisBroker.isBehind(link)) {
            return Optional.of(ArtemisBroker.ADVICE);
        }
        return link.acknowledgeMode() == Session.CLIENT_ACKNOWLEDGE ? Optional.of(ONE_AT_A_TIME) : Optional.empty();
    }

    /// A fresh connection, a message sent and taken back in a transaction, and a look at the head of the queue.
    @Override
    public void probe() {
        requireOpen();
        Attempt attempt = new Attempt();
        try {
            asking.call("probe", attempt, () -> {
                try (FreshLink fresh = new FreshLink(attempt)) {
                    Sender sender = Sender.open(fresh.link, naming, queue, WireFormat.HOLDFAST);
                    sender.rehearse();
                    return BrowserCount.isEmpty(sender.session(), sender.queue());
                }
            });
        } catch (StoreException e) {
            throw new StoreException(Category.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// Exact for ActiveMQ Classic and as long as the queue fits into the page that its broker shows to a
    /// browser (400 messages, unless its configuration says otherwise); else empty. Artemis shows a browser
    /// nothing of what is held.
    @Override
    public OptionalLong count() {
        Attempt attempt = new Attempt();
        try {
            return asking.call("count", attempt, () -> {
                try (FreshLink fresh = new FreshLink(attempt)) {
                    Sender sender = Sender.open(fresh.link, naming, queue, WireFormat.HOLDFAST);
                    boolean exact = fresh.link.acknowledgeMode() == ActiveMqClassic.INDIVIDUAL_ACKNOWLEDGE
                            && !ArtemisBroker.isBehind(fresh.link);
                    return exact ? BrowserCount.count(sender.session(), sender.queue()) : OptionalLong.empty();
                }
            });
        } catch (StoreException e) {
            LOGGER.log(Level.DEBUG, "not counted: {0}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            asking.call("close", new Attempt(), () -> {
                links.close();
                return true;
            });
        } catch (StoreException e) {
            LOGGER.log(Level.DEBUG, "cut off: {0}", e.getMessage());
            links.cut();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "store " + setting.name() + " is closed");
        }
    }

    /// A connection for one question.
    private final class FreshLink implements AutoCloseable {

        final Link link;

        FreshLink(Attempt attempt) throws jakarta.jms.JMSException, javax.naming.NamingException {
            link = links.open();
            attempt.uses(link::cut);
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
