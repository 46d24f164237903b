// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// Tells the exchange of a request when the request is about to be written: the client comes here after name
/// lookup, connecting and the TLS handshake.
final class TracingExecutor extends HttpRequestExecutor {

    private static final String EXCHANGE = Exchange.class.getName();

    TracingExecutor(Http1Config config) {
        super(config, null, null);
    }

    /// Lets the executor find the exchange.
    static void attach(Exchange exchange, HttpContext context) {
        context.setAttribute(EXCHANGE, exchange);
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        if (context.getAttribute(EXCHANGE) instanceof Exchange exchange) {
            exchange.begin(connection);
        }
        return super.execute(request, connection, informationCallback, context);
    }
}
