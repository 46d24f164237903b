// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.naming.NamingException;

/// Opens the connections of one store. Thread-safe.
final class Links {

    /// Connections that are open or not yet closed; each processor member has one.
    private static final int LIMIT = 64;

    private static final Logger LOGGER = System.getLogger(Links.class.getName());

    private final JmsSettings settings;
    private final NamingService naming;
    private final Timer timer;
    private final Duration limit;
    private final Semaphore places = new Semaphore(LIMIT);
    private final Set<Link> open = ConcurrentHashMap.newKeySet();

    /// @param limit for each answer of the broker
    Links(JmsSettings settings, NamingService naming, Timer timer, Duration limit) {
        this.settings = settings;
        this.naming = naming;
        this.timer = timer;
        this.limit = limit;
    }

    /// Connects. May block as long as the client does; see [TimeLimit].
    ///
    /// @throws StoreException *unavailable* when too many connections are open
    Link open() throws JMSException, NamingException {
        try {
            return openOnce();
        } catch (JMSException e) {
            // A broker of ActiveMQ may close a connection that it refuses before it has said why.
            if (!JmsFailures.isEndOfStream(e)) {
                throw e;
            }
            LOGGER.log(Level.DEBUG, "closed by the broker at once, and tried again: {0}", e.getMessage());
            return openOnce();
        }
    }

    private Link openOnce() throws JMSException, NamingException {
        if (!places.tryAcquire()) {
            throw new StoreException(
                    Category.UNAVAILABLE, LIMIT + " connections to " + settings.place() + " are open, the limit");
        }
        Link link = null;
        try {
            ConnectionFactory factory = naming.connectionFactory();
            ActiveMqClassic.prepare(factory, limit);
            ArtemisClient.prepare(factory, limit);
            link = register(connect(factory), acknowledgeMode(factory));
            ActiveMqClassic.endWhenInterrupted(link.connection());
            link.start();
            return link;
        } catch (JMSException | NamingException | RuntimeException e) {
            if (link == null) {
                places.release();
            } else {
                link.cut();
            }
            throw e;
        }
    }

    /// Ends all connections in peace; may wait for the broker.
    void close() {
        open.forEach(Link::close);
    }

    /// Ends all connections without waiting for the broker.
    void cut() {
        open.forEach(Link::cut);
    }

    private Link register(Connection connection, int acknowledgeMode) {
        // The link is needed to forget it, so the forgetting is bound late.
        Link[] made = new Link[1];
        made[0] = new Link(connection, acknowledgeMode, timer, () -> {
            open.remove(made[0]);
            places.release();
        });
        open.add(made[0]);
        return made[0];
    }

    private Connection connect(ConnectionFactory factory) throws JMSException {
        if (settings.credentials().isEmpty()) {
            return factory.createConnection();
        }
        JmsSettings.Credentials credentials = settings.credentials().get();
        return factory.createConnection(credentials.user(), credentials.password());
    }

    private static int acknowledgeMode(ConnectionFactory factory) {
        if (ActiveMqClassic.made(factory)) {
            return ActiveMqClassic.INDIVIDUAL_ACKNOWLEDGE;
        }
        return ArtemisClient.made(factory) ? ArtemisClient.INDIVIDUAL_ACKNOWLEDGE : Session.CLIENT_ACKNOWLEDGE;
    }
}
