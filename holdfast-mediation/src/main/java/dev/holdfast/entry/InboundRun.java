// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.Services;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.ListenException;
import dev.holdfast.transport.Listeners;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// An inbound endpoint that listens, or tries to. Thread-safe.
final class InboundRun implements FlowSource.Running {

    private static final Logger LOGGER = System.getLogger(InboundEndpoint.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final InboundEndpoint endpoint;
    private final Supplier<Services> services;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Listeners.Listening> listening = Optional.empty();
    private Optional<Timer.Task> retry = Optional.empty();
    private boolean stopped;

    InboundRun(InboundEndpoint endpoint, Supplier<Services> services) {
        this.endpoint = endpoint;
        this.services = services;
        this.timer = services.get().timer();
    }

    void start() {
        listen(Level.ERROR);
    }

    @Override
    public void stop(Duration within) {
        Optional<Listeners.Listening> last;
        lock.lock();
        try {
            stopped = true;
            retry.ifPresent(Timer.Task::cancel);
            last = listening;
            listening = Optional.empty();
        } finally {
            lock.unlock();
        }
        last.ifPresent(open -> open.stop(within));
    }

    /// @param level at which a failure is told: that it goes on is no news
    private void listen(Level level) {
        lock.lock();
        try {
            if (stopped) {
                return;
            }
            Listeners.Listening open =
                    services.get().listeners().open(endpoint.place(), new InboundDispatcher(endpoint, services));
            listening = Optional.of(open);
            LOGGER.log(
                    Level.INFO,
                    "Inbound endpoint {0} listens for {1} on port {2}",
                    endpoint.name(),
                    endpoint.protocol(),
                    Integer.toString(open.port()));
        } catch (ListenException e) {
            LOGGER.log(
                    level,
                    "Inbound endpoint {0} does not listen: {1}; it tries again every {2} s",
                    endpoint.name(),
                    e.getMessage(),
                    AFTER_FAILURE.toSeconds());
            retry = Optional.of(timer.at(timer.instant().plus(AFTER_FAILURE), () -> listen(Level.DEBUG)));
        } finally {
            lock.unlock();
        }
    }
}
