// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.time.Timer;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// One connection to the broker, until something goes wrong with it: then it is cut off and never used again.
/// Thread-safe.
final class Link {

    private static final Logger LOGGER = System.getLogger(Link.class.getName());

    private final Connection connection;
    private final int acknowledgeMode;
    private final Timer timer;
    private final Runnable onClosed;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile Word farewell = () -> {};
    private volatile Runnable whenEnded = () -> {};
    private volatile Predicate<JMSException> isHarmless = _ -> false;
    private volatile String failure = "";

    /// Something that is said to the broker.
    interface Word {

        /// Says it, and may wait for the broker.
        void say() throws JMSException;
    }

    /// @param acknowledgeMode for sessions that receive
    /// @param onClosed told, once, when nothing of the connection is left
    Link(Connection connection, int acknowledgeMode, Timer timer, Runnable onClosed) {
        this.connection = connection;
        this.acknowledgeMode = acknowledgeMode;
        this.timer = timer;
        this.onClosed = onClosed;
    }

    /// Lets it be used.
    void start() throws JMSException {
        connection.setExceptionListener(this::failed);
        connection.start();
    }

    Connection connection() {
        return connection;
    }

    /// The mode for sessions that receive.
    int acknowledgeMode() {
        return acknowledgeMode;
    }

    /// Has something said to the broker before the connection ends in peace.
    void beforeClose(Word last) {
        farewell = last;
    }

    /// Has somebody told, who waits for the broker, that it is of no use any more.
    void whenEnded(Runnable told) {
        whenEnded = told;
        if (isEnded()) {
            told.run();
        }
    }

    /// Whether it was cut off or closed.
    boolean isEnded() {
        return ended.get();
    }

    /// Why it was lost; empty when it was not.
    String failure() {
        return failure;
    }

    /// Has some of what the client says about the connection not taken for its end.
    void isSoundAfter(Predicate<JMSException> harmless) {
        isHarmless = harmless;
    }

    /// The client says that the connection is lost, or that something is wrong with it.
    private void failed(JMSException cause) {
        if (isHarmless.test(cause)) {
            LOGGER.log(Level.DEBUG, "refused: {0}", cause.getMessage());
        } else {
            lost(String.valueOf(cause.getMessage()));
        }
    }

    /// It is of no use any more: cuts it off, unless it is about to end.
    void lost(String reason) {
        if (!isEnded()) {
            failure = reason;
            cut();
        }
    }

    /// Ends the connection without waiting for the broker. Threads that wait in it come back with an error.
    void cut() {
        ended.set(true);
        if (!gone.get() && cutOff.compareAndSet(false, true)) {
            whenEnded.run();
            timer.start("jms-cut", () -> {
                ActiveMqClassic.cut(connection);
                closeQuietly();
            });
        }
    }

    /// Ends the connection in peace; may wait for the broker, within the limit of the client. [#cut] ends that, too.
    void close() {
        if (ended.compareAndSet(false, true)) {
            whenEnded.run();
            try {
                farewell.say();
            } catch (JMSException e) {
                LOGGER.log(Level.DEBUG, "before a connection was closed", e);
            } finally {
                closeQuietly();
            }
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (JMSException e) {
            LOGGER.log(Level.DEBUG, "while a connection was closed", e);
        } finally {
            if (gone.compareAndSet(false, true)) {
                onClosed.run();
            }
        }
    }
}
