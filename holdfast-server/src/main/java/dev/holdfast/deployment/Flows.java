// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.entry.Dispatcher;
import dev.holdfast.mediation.Services;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Answers clients with the artifacts of the moment. A request ends with those that it began with. Thread-safe.
final class Flows implements RequestHandler {

    private final Timer timer;
    private final AtomicReference<Generation> current;

    /// What is deployed for a while, and how many requests run in it.
    private static final class Generation {

        private final Services services;
        private final Dispatcher dispatcher;
        private final Timer.Waiter ended;
        private int running;
        private boolean over;

        Generation(Services services, Timer timer) {
            this.services = services;
            this.dispatcher = new Dispatcher(() -> services);
            this.ended = timer.newWaiter();
        }

        synchronized boolean enter() {
            if (!over) {
                running++;
            }
            return !over;
        }

        synchronized void leave() {
            running--;
            if (over && running == 0) {
                ended.signal();
            }
        }

        synchronized void end() {
            over = true;
            if (running == 0) {
                ended.signal();
            }
        }
    }

    Flows(Services services, Timer timer) {
        this.timer = timer;
        this.current = new AtomicReference<>(new Generation(services, timer));
    }

    /// What is deployed now.
    Services services() {
        return current.get().services;
    }

    @Override
    public Response handle(InboundRequest request) {
        return within(request, generation -> generation.dispatcher);
    }

    /// Answers a request that another handler answers, with the artifacts of the moment: a change waits for its end.
    Response handle(InboundRequest request, RequestHandler other) {
        return within(request, _ -> other);
    }

    private Response within(InboundRequest request, Function<Generation, RequestHandler> handler) {
        Generation generation = current.get();
        while (!generation.enter()) {
            generation = current.get();
        }
        try {
            return handler.apply(generation).handle(request);
        } finally {
            generation.leave();
        }
    }

    /// Goes on with other artifacts from now on.
    ///
    /// @return those that began with the earlier ones
    Rest change(Services next) {
        Generation before = current.getAndSet(new Generation(next, timer));
        before.end();
        return patience -> {
            try {
                before.ended.await(timer.instant().plus(patience));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /// Requests that began with earlier artifacts.
    interface Rest {

        /// When this returns, they have ended, or the time is over.
        void await(Duration patience);
    }
}
