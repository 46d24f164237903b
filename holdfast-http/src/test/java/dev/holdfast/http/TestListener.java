// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A listener on a free port that remembers what its handler has seen.
final class TestListener implements AutoCloseable {

    private final List<InboundRequest> seen = new CopyOnWriteArrayList<>();
    private final HttpListener listener;

    private TestListener(UnaryOperator<ListenerSettings> change, RequestHandler handler) {
        ListenerSettings settings = ListenerSettings.of(ListenerSettings.Socket.http("http.port", "127.0.0.1", 0));
        this.listener = HttpListener.start(change.apply(settings), remember(handler), TestTime.TIMER);
    }

    private RequestHandler remember(RequestHandler handler) {
        return request -> {
            seen.add(request);
            return handler.handle(request);
        };
    }

    /// Answers 202 to everything.
    static TestListener accepting() {
        return with(settings -> settings, request -> Response.of(202));
    }

    static TestListener answering(RequestHandler handler) {
        return with(settings -> settings, handler);
    }

    static TestListener with(UnaryOperator<ListenerSettings> change, RequestHandler handler) {
        return new TestListener(change, handler);
    }

    HttpListener listener() {
        return listener;
    }

    int port() {
        return listener.ports().getFirst();
    }

    RawClient connect() throws IOException {
        return RawClient.connect(port());
    }

    /// What the handler was given, in order.
    List<InboundRequest> seen() {
        return seen;
    }

    long refused(Refusal refusal) {
        return listener.counts().refused().getOrDefault(refusal, 0L);
    }

    @Override
    public void close() {
        listener.close();
    }
}
