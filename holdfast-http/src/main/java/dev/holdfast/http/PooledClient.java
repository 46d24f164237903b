// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.time.Timer;
import dev.holdfast.transport.TransportResult.Answered;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The HTTP client with everything that it would do by itself switched off, and its connections, those unused
/// for long being closed from time to time. Thread-safe.
final class PooledClient implements AutoCloseable {

    private static final int BLANK_LINES = 2;
    private static final TimeValue CHECK_WHEN_UNUSED_FOR = TimeValue.ofMilliseconds(250);
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);
    private static final Timeout LONGER_THAN_ANY_REQUEST = Timeout.ofDays(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;
    private final Duration keepAlive;
    private final Timer timer;
    private volatile boolean closed;

    private PooledClient(PoolingHttpClientConnectionManager connections, TransportSettings settings, Timer timer) {
        this.connections = connections;
        this.client = client(connections, settings);
        this.keepAlive = settings.connections().keepAlive();
        this.timer = timer;
    }

    static PooledClient open(TransportSettings settings, NameLookup lookup, Timer timer) {
        PooledClient client = new PooledClient(connections(settings, lookup), settings, timer);
        client.scheduleCare();
        return client;
    }

    Answered execute(Outgoing outgoing, HttpClientContext context, ResponseReader reader) throws IOException {
        return client.execute(outgoing.place(), outgoing.message(), context, reader);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        client.close();
    }

    private void scheduleCare() {
        Duration pause = keepAlive.compareTo(LONGEST_PAUSE) < 0 ? keepAlive : LONGEST_PAUSE;
        Instant next = timer.instant().plus(pause);
        timer.at(next, () -> Barrier.run("closing unused connections", this::care));
    }

    private void care() {
        if (!closed) {
            scheduleCare();
            connections.closeExpired();
            connections.closeIdle(millis(keepAlive));
        }
    }

    /// Times are kept by our own deadlines, which hold in every phase; the only one of the client's that is
    /// left is that for one address to take a connection, so that the next address gets its turn.
    private static PoolingHttpClientConnectionManager connections(TransportSettings settings, NameLookup lookup) {
        TransportSettings.Connections limits = settings.connections();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1(settings.answer()))
                        .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(ContentEntity.SLICE_BYTES))
                        .build())
                .setMaxConnPerRoute(limits.perRoute())
                .setMaxConnTotal(limits.total())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(Timeout.DISABLED)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(
                                Timeout.of(millis(limits.connectTimeout()).getDuration(), TimeUnit.MILLISECONDS))
                        .setValidateAfterInactivity(CHECK_WHEN_UNUSED_FOR)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(Tls.clientContext(settings.trust())))
                .setDnsResolver(lookup)
                .build();
    }

    /// What each of the client's own habits would cost is in `docs/decisions/0005-http.md`.
    private static CloseableHttpClient client(
            PoolingHttpClientConnectionManager connections, TransportSettings settings) {
        TimeValue longest = millis(settings.connections().keepAlive());
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRequestExecutor(new TracingExecutor(http1(settings.answer())))
                .setKeepAliveStrategy((response, context) -> {
                    TimeValue said =
                            DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
                    return said.compareTo(longest) < 0 ? said : longest;
                })
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setExpectContinueEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setRedirectsEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(LONGER_THAN_ANY_REQUEST)
                        .build())
                .build();
    }

    private static Http1Config http1(TransportSettings.Answer limits) {
        return Http1Config.custom()
                .setMaxLineLength(limits.lineBytes())
                .setMaxHeaderCount(limits.headerFields())
                .setMaxEmptyLineCount(BLANK_LINES)
                .build();
    }

    private static TimeValue millis(Duration duration) {
        return TimeValue.ofMilliseconds(duration.toMillis());
    }
}
