// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.Serial;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/// Looks names up within the time that a request has. The system's lookup can neither be bounded nor broken
/// off, so it runs on threads of its own, a few, and once per name at a time: a name server that is silent
/// holds a thread for each of its names and nobody else's. Thread-safe.
final class NameLookup implements DnsResolver, AutoCloseable {

    /// The deadline of the request that the current thread sends.
    static final ScopedValue<Deadlines.Deadline> DEADLINE = ScopedValue.newInstance();

    private static final int THREADS = 8;
    private static final int WAITING = 256;
    private static final long THREAD_KEEP_ALIVE_SECONDS = 30;

    private final SystemLookup system;
    private final ThreadPoolExecutor threads;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    /// What is bounded here.
    interface SystemLookup {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    NameLookup(SystemLookup system) {
        this.system = system;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                THREAD_KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("http-lookup-", 1).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /// The time was over before there was an address.
    static final class LookupTimeoutException extends UnknownHostException {

        @Serial
        private static final long serialVersionUID = 1L;

        LookupTimeoutException(String host) {
            super("no address for " + host + " in time");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Optional<InetAddress> literal = literal(host);
        return literal.isPresent() ? new InetAddress[] {literal.get()} : await(host, lookUp(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// Ends the threads that wait for work; a lookup under way ends by itself.
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private CompletableFuture<InetAddress[]> lookUp(String host) throws UnknownHostException {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> first = underWay.putIfAbsent(host, mine);
        if (first != null) {
            return first;
        }
        try {
            threads.execute(() -> complete(mine, host));
            return mine;
        } catch (RejectedExecutionException e) {
            underWay.remove(host);
            UnknownHostException failure = new UnknownHostException(host + " (too many lookups under way)");
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    /// Whoever comes after the lookup is over makes a new one, so it is taken off the list before it is
    /// answered.
    private void complete(CompletableFuture<InetAddress[]> lookup, String host) {
        InetAddress[] found = {};
        UnknownHostException failure = new UnknownHostException(host);
        try {
            found = system.addressesOf(host);
        } catch (UnknownHostException e) {
            failure = e;
        } finally {
            underWay.remove(host);
            if (found.length > 0) {
                lookup.complete(found);
            } else {
                lookup.completeExceptionally(failure);
            }
        }
    }

    private static InetAddress[] await(String host, CompletableFuture<InetAddress[]> lookup)
            throws UnknownHostException {
        Duration limit = DEADLINE.get().remaining();
        try {
            return lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupTimeoutException(host);
        } catch (TimeoutException e) {
            throw new LookupTimeoutException(host);
        } catch (ExecutionException e) {
            UnknownHostException unknown = new UnknownHostException(
                    e.getCause() == null ? host : e.getCause().getMessage());
            unknown.initCause(e.getCause());
            throw unknown;
        }
    }

    /// Numeric addresses need no lookup.
    private static Optional<InetAddress> literal(String host) {
        boolean mayBe = host.indexOf(':') >= 0 || Character.digit(host.charAt(0), 10) >= 0;
        if (!mayBe) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
