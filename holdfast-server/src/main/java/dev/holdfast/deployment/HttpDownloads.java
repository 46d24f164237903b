// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.Downloads;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.Transport;
import dev.holdfast.transport.TransportResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Loads local entries by HTTP: once, without redirects, within ten seconds, up to the size of answers that the
/// settings allow.
public final class HttpDownloads implements Downloads {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Transport transport;

    /// @param transport limits the size
    public HttpDownloads(Transport transport) {
        this.transport = transport;
    }

    @Override
    public byte[] load(URI source) throws IOException {
        TransportResult result =
                transport.exchange(new Request("GET", source, Headers.empty(), Content.empty(), TIMEOUT));
        return switch (result) {
            case TransportResult.Answered(Response response, var lost) -> {
                if (lost.isPresent()) {
                    throw new IOException(lost.get().message());
                }
                if (response.status() != 200) {
                    throw new IOException("the answer is " + response.status() + "; expected 200");
                }
                yield response.content().toByteArray();
            }
            case TransportResult.NotSent(TransportResult.Failure failure) -> throw new IOException(failure.message());
            case TransportResult.InDoubt(TransportResult.Failure failure) -> throw new IOException(failure.message());
        };
    }
}
