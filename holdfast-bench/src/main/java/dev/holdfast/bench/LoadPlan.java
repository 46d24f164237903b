// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/// What a [Load] does.
///
/// @param target where it posts to, with host, port and path
/// @param connections how many, kept open
/// @param rate requests a second, whatever the answers (open loop); 0: each connection posts its next request
///     when
///     the last is answered (closed loop)
/// @param duration how long it posts
/// @param count how many it posts at most
/// @param firstId id of the first request; the others follow it
/// @param bodyBytes size of each body
public record LoadPlan(
        URI target, int connections, double rate, Duration duration, long count, long firstId, int bodyBytes) {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int KIBIBYTE = 1024;

    /// Refuses values that mean nothing.
    public LoadPlan {
        if (target.getHost() == null || target.getPort() < 1) {
            throw new IllegalArgumentException("target is " + target + "; expected http://HOST:PORT/PATH");
        }
        if (connections < 1 || rate < 0 || count < 0 || firstId < 0) {
            throw new IllegalArgumentException("connections must be positive, rate, count and firstId not negative");
        }
    }

    /// A closed loop until it is stopped, with bodies of 1 KiB.
    ///
    /// @param path such as `/services/Orders`
    public static LoadPlan to(int port, String path) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        return new LoadPlan(
                URI.create("http://" + host + ":" + port + path), 64, 0, FOR_EVER, Long.MAX_VALUE, 0, KIBIBYTE);
    }

    /// With a number of connections.
    public LoadPlan withConnections(int number) {
        return new LoadPlan(target, number, rate, duration, count, firstId, bodyBytes);
    }

    /// With requests a second.
    public LoadPlan withRate(double perSecond) {
        return new LoadPlan(target, connections, perSecond, duration, count, firstId, bodyBytes);
    }

    /// For a time.
    public LoadPlan during(Duration time) {
        return new LoadPlan(target, connections, rate, time, count, firstId, bodyBytes);
    }

    /// At most so many.
    public LoadPlan atMost(long requests) {
        return new LoadPlan(target, connections, rate, duration, requests, firstId, bodyBytes);
    }

    /// With ids from here on.
    public LoadPlan from(long id) {
        return new LoadPlan(target, connections, rate, duration, count, id, bodyBytes);
    }

    /// With bodies of that size.
    public LoadPlan withBodyBytes(int bytes) {
        return new LoadPlan(target, connections, rate, duration, count, firstId, bytes);
    }
}
