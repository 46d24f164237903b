// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.WorkRoom;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.RequestHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes HTTP/1.0 and HTTP/1.1 requests on one or more sockets and has each answered by the handler, on a
/// virtual thread.
///
/// A handler sees whole requests only: path, query, header fields and body as they were sent. What is beyond a
/// limit, late, or no HTTP is answered here, with an empty body, and its connection is closed. Answers carry
/// what the handler says, Date and framing, and nothing else. Thread-safe.
public final class HttpListener implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(HttpListener.class.getName());
    private static final Duration TICK = Duration.ofMillis(100);

    private final Service service;
    private final List<Acceptor> acceptors;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Timer.Waiter ended;
    private volatile boolean draining;

    /// A request that got no answer, or not all of it, because the listener was stopped.
    ///
    /// @param stage how far it came
    /// @param method of the request; empty when its head had not come yet
    /// @param path of the request; empty when its head had not come yet
    public record CutOff(Stage stage, String method, String path) {

        /// How far a request came.
        public enum Stage {
            /// It was coming in; no handler has seen it.
            RECEIVED,
            /// Its handler was at work; what it does still happens.
            HANDLED,
            /// Its answer was going out.
            ANSWERED
        }
    }

    private HttpListener(Service service, List<Acceptor> acceptors) {
        this.service = service;
        this.acceptors = acceptors;
        this.ended = service.timer().newWaiter();
    }

    /// Starts to listen, with a room of its own for the work of handlers.
    ///
    /// @param timer gives time and threads
    /// @throws HttpSetupException when one of the sockets cannot be had; then none is left open
    public static HttpListener start(ListenerSettings settings, RequestHandler handler, Timer timer) {
        return start(settings, handler, timer, WorkRoom.of(0, timer));
    }

    /// Starts to listen. When this returns, all sockets take connections.
    ///
    /// @param timer gives time and threads
    /// @param work the room in memory for what handlers make of bodies, until their answers are written
    /// @throws HttpSetupException when one of the sockets cannot be had; then none is left open
    public static HttpListener start(ListenerSettings settings, RequestHandler handler, Timer timer, WorkRoom work) {
        List<Acceptor> acceptors = bindAll(settings.sockets());
        Traffic traffic = new Traffic(settings.limits());
        Service service = new Service(
                settings,
                handler,
                traffic,
                Deadlines.start(timer, "http-listener-deadlines", TICK),
                new OverloadLog(traffic, timer),
                new DateField(),
                timer,
                work);
        HttpListener listener = new HttpListener(service, acceptors);
        for (Acceptor acceptor : acceptors) {
            timer.start("http-listener-" + acceptor.port(), () -> listener.accept(acceptor));
        }
        return listener;
    }

    /// The ports of the sockets, in the order of the settings.
    public List<Integer> ports() {
        return acceptors.stream().map(Acceptor::port).toList();
    }

    /// What was counted until now.
    public ListenerCounts counts() {
        return service.traffic().counts();
    }

    /// Stops: takes no more connections, ends those that wait for a request, lets requests that have begun be
    /// finished within the limit and tells their clients that the connection ends, then cuts off the rest.
    ///
    /// Handlers are never interrupted. One that is at work beyond the limit goes on, and its answer is lost; an
    /// interrupt of the caller brings the limit forward.
    ///
    /// @return the requests that were cut off
    public List<CutOff> stop(Duration limit) {
        draining = true;
        // First, so that whoever finds the port closed knows that every answer says so from now on.
        connections.forEach(HttpConnection::drain);
        acceptors.forEach(Acceptor::close);
        awaitEnd(service.timer().instant().plus(limit));
        List<CutOff> cut = new ArrayList<>();
        for (HttpConnection connection : connections) {
            connection.cut().ifPresent(cut::add);
        }
        service.deadlines().close();
        return cut;
    }

    /// Stops at once.
    @Override
    public void close() {
        List<CutOff> cut = stop(Duration.ZERO);
        if (!cut.isEmpty()) {
            LOGGER.log(Level.WARNING, "{0} requests were cut off: {1}", cut.size(), cut);
        }
    }

    private static List<Acceptor> bindAll(List<ListenerSettings.Socket> sockets) {
        List<Acceptor> bound = new ArrayList<>();
        try {
            for (ListenerSettings.Socket socket : sockets) {
                bound.add(Acceptor.bind(socket));
            }
            return List.copyOf(bound);
        } catch (HttpSetupException e) {
            bound.forEach(Acceptor::close);
            throw e;
        }
    }

    private void accept(Acceptor acceptor) {
        acceptor.run(service, (socket, tls) -> {
            if (service.traffic().opened()) {
                serve(socket, tls);
            } else {
                service.traffic().closed();
                service.traffic().refused(Refusal.TOO_MANY_CONNECTIONS);
                service.overload().report(Refusal.TOO_MANY_CONNECTIONS);
                acceptor.turnAway(socket, service);
            }
        });
    }

    private void serve(Socket socket, Optional<ServerTls> tls) {
        HttpConnection connection = new HttpConnection(service, socket, tls);
        connections.add(connection);
        service.timer().start("http-connection-" + socket.getPort(), () -> {
            try {
                Barrier.run("a connection", connection::run);
            } finally {
                connections.remove(connection);
                service.traffic().closed();
                if (draining) {
                    ended.signal();
                }
            }
        });
        if (draining) {
            connection.drain();
        }
    }

    private void awaitEnd(Instant limit) {
        try {
            while (!connections.isEmpty()) {
                if (!ended.await(limit)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
