// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.rabbitmq.RabbitMqSettings.Access;
import dev.holdfast.rabbitmq.RabbitMqSettings.Host;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Opens the connections of one store, to the first of its hosts that answers. Nothing recovers a connection:
/// who needs one opens another. Thread-safe.
final class Links {

    /// Connections that are open; each consumer has one.
    private static final int LIMIT = 64;

    private static final int HEARTBEAT_SECONDS = 10;
    private static final Duration SHORTEST_TRY = Duration.ofMillis(50);

    /// What comes from the broker is handled by the thread that reads it, in its order.
    private static final ExecutorService READER = new CallerExecutor();

    private final Access access;
    private final Link.Origin origin;
    private final Duration limit;
    private final Semaphore places = new Semaphore(LIMIT);
    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private volatile int preferred;

    /// @param limit for each answer of the broker
    Links(Access access, Link.Origin origin, Duration limit) {
        this.access = access;
        this.origin = origin;
        this.limit = limit;
    }

    /// Connects.
    ///
    /// @param purpose shown by the broker
    /// @param until when to give up
    /// @throws StoreException *unavailable* when that failed, or too many connections are open
    Link open(String purpose, Instant until) {
        if (!places.tryAcquire()) {
            throw failure(LIMIT + " connections are open, the limit");
        }
        Attempt attempt = new Attempt(purpose, until);
        origin.timer().start("rabbitmq-connect", attempt);
        return attempt.await();
    }

    /// Ends all connections in peace.
    void close() {
        open.forEach(Link::close);
    }

    private StoreException failure(String reason) {
        return origin.failure(Category.UNAVAILABLE, "connect", reason);
    }

    /// One attempt to connect, on a thread of its own: looking up a name can hang for minutes.
    private final class Attempt implements Runnable {

        private final String purpose;
        private final Instant until;
        private final Timer.Waiter waiter = origin.timer().newWaiter();

        private boolean abandoned;
        private @Nullable Link made;
        private @Nullable StoreException failure;

        Attempt(String purpose, Instant until) {
            this.purpose = purpose;
            this.until = until;
        }

        @Override
        public void run() {
            Link link = null;
            StoreException why = failure("the client failed unexpectedly");
            try {
                link = connect();
            } catch (StoreException e) {
                why = e;
            } finally {
                if (link == null) {
                    places.release();
                }
                end(link, why);
            }
        }

        private synchronized void end(@Nullable Link link, StoreException e) {
            made = link;
            failure = e;
            if (abandoned && link != null) {
                link.cut();
            }
            waiter.signal();
        }

        Link await() {
            try {
                waiter.await(until);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                if (made != null) {
                    return made;
                }
                if (failure != null) {
                    throw failure;
                }
                abandoned = true;
                throw failure(
                        Thread.currentThread().isInterrupted() ? "interrupted" : "no answer within the time limit");
            }
        }

        private Link connect() {
            int hosts = access.hosts().size();
            int first = preferred;
            StoreException last = failure("no time left");
            for (int i = 0; i < hosts; i++) {
                int index = (first + i) % hosts;
                Duration left =
                        Duration.between(origin.timer().instant(), until).dividedBy(hosts - i);
                if (left.compareTo(SHORTEST_TRY) < 0 && i > 0) {
                    break;
                }
                Host host = access.hosts().get(index);
                try {
                    Link link = connect(host, left.compareTo(SHORTEST_TRY) < 0 ? SHORTEST_TRY : left);
                    preferred = index;
                    return link;
                } catch (IOException | TimeoutException | ShutdownSignalException | StoreException e) {
                    last = RabbitMqFailures.unavailable(origin.text("connect") + " (" + host + ")", e);
                }
            }
            throw last;
        }

        private Link connect(Host host, Duration patience) throws IOException, TimeoutException {
            AtomicReference<Socket> socket = new AtomicReference<>();
            ConnectionFactory factory = factory(Math.toIntExact(patience.toMillis()));
            factory.setSocketConfigurator(raw -> {
                raw.setTcpNoDelay(true);
                socket.set(raw);
            });
            Connection connection = factory.newConnection(
                    READER,
                    List.of(new Address(host.name(), host.port())),
                    "holdfast, store " + origin.store() + ", " + purpose);
            Link link = new Link(connection, socket.get(), origin);
            link.capabilities().shortcoming().ifPresent(reason -> {
                link.close();
                throw failure(reason);
            });
            open.add(link);
            link.onEnd(() -> {
                if (open.remove(link)) {
                    places.release();
                }
            });
            return link;
        }
    }

    private ConnectionFactory factory(int patienceMillis) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setVirtualHost(access.virtualHost());
        factory.setUsername(access.credentials().user());
        factory.setPassword(access.credentials().password());
        factory.setConnectionTimeout(patienceMillis);
        factory.setHandshakeTimeout(patienceMillis);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setChannelRpcTimeout(Math.toIntExact(limit.toMillis()));
        factory.setShutdownTimeout(0);
        factory.setMaxInboundMessageBodySize(WireForm.MAX_BYTES);
        factory.setThreadFactory(Thread.ofPlatform()
                .daemon()
                .name("rabbitmq-" + origin.store() + "-", 0)
                .factory());
        access.tls().ifPresent(tls -> {
            factory.useSslProtocol(tls.context());
            if (tls.verifyHostName()) {
                factory.enableHostnameVerification();
            }
        });
        return factory;
    }
}
