// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.message.Headers;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.Transport;
import dev.holdfast.transport.TransportResult;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// Sends messages to one URL. A 2xx is a delivery, any other answer is none. Each request carries the header
/// fields and the body of the message, without Host and what belongs to the connection that the message came
/// by, and the fields `Holdfast-Append-Id` and `Holdfast-Attempt`, by which a receiver can tell a repeat.
/// Thread-safe.
public final class HttpEndpoint implements Endpoint, AutoCloseable {

    private final URI url;
    private final String method;
    private final Duration timeout;
    private final boolean idFields;
    private final Transport transport;
    private final Circuit circuit;
    private final Runnable end;

    private HttpEndpoint(Builder builder, Transport transport, InstantSource clock, Runnable end) {
        this.url = builder.url;
        this.method = builder.method;
        this.timeout = builder.timeout;
        this.idFields = builder.idFields;
        this.transport = transport;
        this.circuit = new Circuit(name(), clock);
        this.end = end;
    }

    /// POST to that URL, with 60 s for the answer and all else as by default.
    ///
    /// @throws IllegalArgumentException when it is no absolute URL of http or https
    public static HttpEndpoint post(String url) {
        return builder(url).build();
    }

    /// A builder for that URL.
    ///
    /// @throws IllegalArgumentException when it is no absolute URL of http or https
    public static Builder builder(String url) {
        URI parsed = URI.create(url);
        String scheme = String.valueOf(parsed.getScheme());
        boolean isHttp = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!isHttp || parsed.getHost() == null) {
            throw new IllegalArgumentException("'" + url + "' is no URL to send to; expected http:// or https:// with a"
                    + " host, such as http://localhost:9090/sales/save-order");
        }
        return new Builder(parsed);
    }

    /// Method and place, without what may hold secrets.
    @Override
    public String name() {
        return method + " " + Outgoing.nameOf(url) + String.valueOf(url.getPath());
    }

    @Override
    public Circuit circuit() {
        return circuit;
    }

    @Override
    public SendResult send(Outbound outbound) {
        return switch (transport.exchange(request(outbound))) {
            case TransportResult.Answered(Response response, var lostBody) ->
                response.isSuccessful()
                        ? new SendResult.Delivered(response, lostBody)
                        : new SendResult.Refused(response);
            case TransportResult.NotSent(var failure) -> new SendResult.NotSent(failure);
            case TransportResult.InDoubt(var failure) -> new SendResult.InDoubt(failure);
        };
    }

    /// Ends its connections, unless it was given a transport.
    @Override
    public void close() {
        end.run();
    }

    private Request request(Outbound outbound) {
        try {
            Headers headers = outbound.message().headers().without("Host");
            if (idFields) {
                headers = headers.with(Outbound.APPEND_ID, outbound.id().toString())
                        .with(Outbound.ATTEMPT, Integer.toString(outbound.attempt()));
            }
            return new Request(method, url, headers, outbound.message().content(), timeout);
        } catch (IllegalArgumentException e) {
            throw new EndpointException(name() + ": " + e.getMessage(), e);
        }
    }

    /// Says how to send. Not thread-safe.
    public static final class Builder {

        private final URI url;
        private String method = "POST";
        private Duration timeout = Duration.ofSeconds(60);
        private boolean idFields = true;
        private TransportSettings settings = TransportSettings.defaults();

        private Builder(URI url) {
            this.url = url;
        }

        /// The method, POST if nothing is said.
        ///
        /// @throws IllegalArgumentException when it is no token as in RFC 9110
        public Builder method(String newMethod) {
            if (!Token.isToken(newMethod)) {
                throw new IllegalArgumentException("'" + newMethod + "' is no method; expected such as POST or PUT");
            }
            method = newMethod;
            return this;
        }

        /// From connecting to the last byte of the answer, 60 s if nothing is said.
        public Builder timeout(Duration newTimeout) {
            if (!newTimeout.isPositive()) {
                throw new IllegalArgumentException("a timeout is positive, not " + newTimeout);
            }
            timeout = newTimeout;
            return this;
        }

        /// Without the fields by which a receiver can tell a repeat.
        public Builder withoutIdFields() {
            idFields = false;
            return this;
        }

        /// Connections, limits of answers, and whose certificates are trusted.
        public Builder transport(TransportSettings newSettings) {
            settings = newSettings;
            return this;
        }

        /// An endpoint with connections of its own.
        ///
        /// @throws HttpSetupException when the trust store cannot be used
        public HttpEndpoint build() {
            SystemTimer timer = new SystemTimer();
            HttpTransport transport = HttpTransport.open(settings, timer);
            return new HttpEndpoint(this, transport, timer, () -> {
                transport.close();
                timer.close();
            });
        }

        /// An endpoint that uses a transport of others, who close it.
        ///
        /// @param clock the time of that transport
        public HttpEndpoint build(Transport shared, InstantSource clock) {
            return new HttpEndpoint(this, shared, clock, () -> {});
        }
    }
}
