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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A transport that answers as a test says, 200 when it says nothing, and remembers what it was given. Thread-safe.
public final class ScriptedTransport implements Transport {

    /// Why the body of an answer is missing.
    public static final Failure LOST_BODY = new Failure(101_510, "the body of the answer is lost: it broke off");

    private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
    private final Map<String, TransportResult> byHost = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /// An answer that comes in time, or when somebody says so.
    private record Answer(TransportResult result, Optional<CountDownLatch> when) {}

    /// The next answer, which comes when the latch is open.
    public ScriptedTransport answersAfter(CountDownLatch latch, Response response) {
        script.add(new Answer(new TransportResult.Answered(response), Optional.of(latch)));
        return this;
    }

    private ScriptedTransport next(TransportResult result) {
        script.add(new Answer(result, Optional.empty()));
        return this;
    }

    /// The next answer.
    public ScriptedTransport answers(Response response) {
        return next(new TransportResult.Answered(response));
    }

    /// The next answer, whose body breaks off.
    public ScriptedTransport answersWithoutBody(Response head) {
        return next(new TransportResult.Answered(head, Optional.of(LOST_BODY)));
    }

    /// Next, nothing is sent.
    public ScriptedTransport refusesConnection() {
        return next(new TransportResult.NotSent(new Failure(101_503, "Error connecting to the back end")));
    }

    /// Next, no answer comes in time.
    public ScriptedTransport timesOut() {
        return next(new TransportResult.InDoubt(new Failure(ErrorCodes.TIMEOUT, "Send timeout")));
    }

    /// What always comes of requests to a host.
    public ScriptedTransport answersAt(String host, TransportResult result) {
        byHost.put(host, result);
        return this;
    }

    /// What it was given.
    public List<Request> requests() {
        return requests;
    }

    @Override
    public TransportResult exchange(Request request) {
        requests.add(request);
        TransportResult always = byHost.get(request.target().getHost());
        if (always != null) {
            return always;
        }
        Answer next = script.poll();
        if (next == null) {
            return new TransportResult.Answered(Response.of(200));
        }
        next.when().ifPresent(ScriptedTransport::await);
        return next.result();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
