// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// One connection to the broker, until something goes wrong with it: then it is cut off and never used again.
/// Thread-safe.
final class Link {

    private static final Logger LOGGER = System.getLogger(Link.class.getName());
    private static final int MILLIS_TO_SAY_GOODBYE = 1000;

    private final Connection connection;
    private final Socket socket;
    private final Origin origin;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Runnable> onBlocked = new CopyOnWriteArrayList<>();
    private volatile Optional<String> blocked = Optional.empty();
    private volatile String failure = "it was cut off";

    /// Where a connection comes from.
    ///
    /// @param store its name
    /// @param place where the broker is
    /// @param timer for limits
    record Origin(String store, String place, Timer timer) {

        /// A failure in the words of the store.
        StoreException failure(Category category, String what, String reason) {
            return new StoreException(category, text(what) + " failed: " + reason);
        }

        /// What is done, for messages to people.
        String text(String what) {
            return "store " + store + ": " + what + " at " + place;
        }
    }

    /// A call to the broker.
    interface Call<T> {

        /// Makes it.
        T run() throws IOException;
    }

    /// That somebody is called back.
    interface Registration extends AutoCloseable {

        /// Ends it.
        @Override
        void close();
    }

    /// @param socket of the connection
    Link(Connection connection, Socket socket, Origin origin) {
        this.connection = connection;
        this.socket = socket;
        this.origin = origin;
        connection.addBlockedListener(new Blocks());
        connection.addShutdownListener(this::shutDown);
    }

    /// Calls back, once, when the connection has ended.
    void onEnd(Runnable listener) {
        connection.addShutdownListener(_ -> listener.run());
    }

    /// Calls back when the broker says that it takes no messages, or has said so.
    Registration onBlocked(Runnable listener) {
        onBlocked.add(listener);
        if (blocked.isPresent()) {
            listener.run();
        }
        return () -> onBlocked.remove(listener);
    }

    Origin origin() {
        return origin;
    }

    Timer timer() {
        return origin.timer();
    }

    /// What the broker says about itself.
    Capabilities capabilities() {
        return Capabilities.of(connection.getServerProperties());
    }

    /// A new channel.
    Channel openChannel() throws IOException {
        return connection.openChannel().orElseThrow(() -> new IOException("the broker allows no more channels"));
    }

    /// Makes a call; when it takes too long, the connection is cut off, and the call fails.
    <T> T within(Instant until, Call<T> call) throws IOException {
        Timer.Task guard = timer().at(until, this::cut);
        try {
            return call.run();
        } finally {
            guard.cancel();
        }
    }

    /// Whether it was cut off, lost or closed.
    boolean isEnded() {
        return ended.get() || !connection.isOpen();
    }

    /// Why it was lost.
    String failure() {
        return failure;
    }

    /// Why the broker takes no messages over this connection at the moment, if it has said so.
    Optional<String> blocked() {
        return blocked;
    }

    /// Ends the connection without waiting for the broker. Threads that wait in it come back with an error.
    void cut() {
        if (ended.compareAndSet(false, true)) {
            timer().start("rabbitmq-cut", this::closeSocket);
        }
    }

    /// Ends the connection in peace; waits a second for the broker.
    void close() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            within(timer().instant().plusMillis(2L * MILLIS_TO_SAY_GOODBYE), () -> {
                connection.close(MILLIS_TO_SAY_GOODBYE);
                return true;
            });
        } catch (IOException | ShutdownSignalException e) {
            LOGGER.log(Level.DEBUG, "while a connection was closed", e);
        } finally {
            closeSocket();
        }
    }

    private void closeSocket() {
        try {
            // A close that has to wait for a blocked write would wait for ever.
            socket.setSoLinger(true, 1);
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "while a connection was cut off", e);
        }
    }

    private void shutDown(ShutdownSignalException cause) {
        failure = RabbitMqFailures.reason(cause);
        ended.set(true);
    }

    private final class Blocks implements BlockedListener {

        @Override
        public void handleBlocked(String reason) {
            blocked = Optional.of(reason);
            onBlocked.forEach(Runnable::run);
        }

        @Override
        public void handleUnblocked() {
            blocked = Optional.empty();
        }
    }
}
