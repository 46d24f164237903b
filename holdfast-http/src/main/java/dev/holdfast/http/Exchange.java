// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.TransportResult.Answered;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/// What is known about one request on its way: whether anything of it can have left, whether it was ended, and
/// its answer once the status line is here.
///
/// A connection counts the bytes that were written to it successfully. The first write of a request is its head
/// and, if small, its body, at most 8 KiB into an empty socket buffer; a write that fails there has handed over
/// nothing. So a count that is what it was before means that nothing left, unless we ended the request
/// ourselves: then a write may have been under way that nobody counted.
final class Exchange {

    private final HttpUriRequestBase request;
    private final Duration timeout;
    private volatile @Nullable EndpointDetails connection;
    private volatile long sentBefore;
    private volatile Stage stage = Stage.CONNECTING;
    private volatile boolean expired;
    private volatile @Nullable Answered answered;

    /// How far it came.
    enum Stage {
        /// No connection yet.
        CONNECTING,
        /// The request is being written.
        WRITING,
        /// The body is written; the answer is awaited. A request without a body is never seen in this stage.
        WAITING
    }

    Exchange(HttpUriRequestBase request, Duration timeout) {
        this.request = request;
        this.timeout = timeout;
    }

    /// There is a connection, and nothing of this request was written to it yet.
    void begin(HttpClientConnection newConnection) throws IOException {
        EndpointDetails details = newConnection.getEndpointDetails();
        if (details == null) {
            throw new ConnectionClosedException("the connection was closed before it was used");
        }
        sentBefore = details.getSentBytesCount();
        connection = details;
        stage = Stage.WRITING;
    }

    void bodyWritten() {
        stage = Stage.WAITING;
    }

    void answered(Answered answer) {
        answered = answer;
    }

    /// Its time is over. Called by another thread; ends whatever it is waiting for.
    void expire() {
        expired = true;
        request.abort();
    }

    /// Drops the connection, so that nobody waits for the rest of an answer.
    void abandon() {
        request.abort();
    }

    /// How long it may take.
    Duration timeout() {
        return timeout;
    }

    Stage stage() {
        return stage;
    }

    boolean hasExpired() {
        return expired;
    }

    /// The answer, once its status line and header fields are here, whatever became of its body.
    Optional<Answered> answer() {
        return Optional.ofNullable(answered);
    }

    /// Whether certainly nothing of it left this machine.
    boolean isUnsent(boolean interrupted) {
        EndpointDetails details = connection;
        return details == null || (!expired && !interrupted && details.getSentBytesCount() == sentBefore);
    }
}
