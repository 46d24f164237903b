// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.Transport;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/// A transport that answers as a test says, 200 when it says nothing, and remembers what it was given. Thread-safe.
public final class ScriptedTransport implements Transport {

    private final Deque<TransportResult> script = new ConcurrentLinkedDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /// The next answer.
    public ScriptedTransport answers(Response response) {
        script.add(new TransportResult.Answered(response));
        return this;
    }

    /// Next, nothing is sent.
    public ScriptedTransport refusesConnection() {
        script.add(new TransportResult.NotSent(new Failure(101_503, "Error connecting to the back end")));
        return this;
    }

    /// Next, no answer comes in time.
    public ScriptedTransport timesOut() {
        script.add(new TransportResult.InDoubt(new Failure(ErrorCodes.TIMEOUT, "Send timeout")));
        return this;
    }

    /// What it was given.
    public List<Request> requests() {
        return requests;
    }

    @Override
    public TransportResult exchange(Request request) {
        requests.add(request);
        TransportResult next = script.poll();
        return next == null ? new TransportResult.Answered(Response.of(200)) : next;
    }
}
