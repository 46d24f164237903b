// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.time.Timer;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Transport;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.NotSent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/// Sends over HTTP/1.1 and HTTPS. It does nothing on its own: one request goes out as it was given, with Host,
/// framing and Connection, and one answer comes back as it was sent.
///
/// A failure is [TransportResult.NotSent] only where it is certain that nothing left. Times are kept to within
/// about 40 ms, and a request is never ended early. Made for virtual threads: an interrupt of a platform thread
/// that already waits for the network is noticed only when the time of the request is over. Thread-safe; one
/// for the whole process is enough.
public final class HttpTransport implements Transport, AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private final PooledClient client;
    private final NameLookup lookup;
    private final Deadlines deadlines;
    private final int answerBytes;

    private HttpTransport(PooledClient client, NameLookup lookup, Deadlines deadlines, int answerBytes) {
        this.client = client;
        this.lookup = lookup;
        this.deadlines = deadlines;
        this.answerBytes = answerBytes;
    }

    /// Opens it; nothing is connected yet.
    ///
    /// @param timer gives time and threads
    /// @throws HttpSetupException when the trust store cannot be used
    public static HttpTransport open(TransportSettings settings, Timer timer) {
        return open(settings, timer, InetAddress::getAllByName);
    }

    static HttpTransport open(TransportSettings settings, Timer timer, NameLookup.SystemLookup names) {
        NameLookup lookup = new NameLookup(names);
        return new HttpTransport(
                PooledClient.open(settings, lookup, timer),
                lookup,
                Deadlines.start(timer, "http-transport-deadlines", TICK),
                settings.answer().bodyBytes());
    }

    @Override
    public TransportResult exchange(Request request) {
        String target = Outgoing.nameOf(request.target());
        Optional<String> flaw = Outgoing.flawOf(request);
        if (flaw.isPresent()) {
            return new NotSent(SenderError.SENDING.failure(target, flaw.get()));
        }
        if (Thread.currentThread().isInterrupted()) {
            return new NotSent(SenderError.CONNECT_CANCELLED.failure(target, ""));
        }
        return send(Outgoing.of(request), target, request.timeout());
    }

    /// Closes all connections and ends all threads. Requests that are under way fail, and no more are sent.
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("connections did not close", e);
        } finally {
            lookup.close();
            deadlines.close();
        }
    }

    private TransportResult send(Outgoing outgoing, String target, Duration timeout) {
        Exchange exchange = outgoing.exchange();
        HttpClientContext context = HttpClientContext.create();
        TracingExecutor.attach(exchange, context);
        ResponseReader reader = new ResponseReader(exchange, answerBytes, target);
        try (Deadlines.Deadline deadline = deadlines.watch(exchange::expire)) {
            deadline.startIn(timeout);
            return ScopedValue.where(NameLookup.DEADLINE, deadline)
                    .call(() -> client.execute(outgoing, context, reader));
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            // The client has no other exceptions. An answer whose status has come is one, whatever came then.
            boolean interrupted = Thread.currentThread().isInterrupted();
            Optional<TransportResult> answer = exchange.answer().map(answered -> answered);
            return answer.orElseGet(() -> Diagnosis.of(exchange, e, interrupted, target));
        }
    }
}
