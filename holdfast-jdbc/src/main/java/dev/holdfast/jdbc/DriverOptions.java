// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/// What the drivers are told besides the URL and the login; what the artifact writes into its URL wins.
/// Stateless.
final class DriverOptions {

    private DriverOptions() {}

    /// The properties of a connection.
    static Properties of(JdbcSettings settings, Duration limit) {
        Properties properties = new Properties();
        String url = settings.url().toLowerCase(Locale.ROOT);
        long millis = limit.toMillis();
        String seconds = Long.toString(Math.max(1, (millis + 999) / 1000));
        if (url.startsWith("jdbc:postgresql:")) {
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("loginTimeout", seconds);
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("ApplicationName", "holdfast");
        } else if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            properties.setProperty("connectTimeout", Long.toString(millis));
            properties.setProperty("tcpKeepAlive", "true");
            // Bytes then travel as they are, and their number is what counts for max_allowed_packet.
            properties.setProperty("useServerPrepStmts", "true");
        }
        settings.login().ifPresent(login -> {
            properties.setProperty("user", login.user());
            properties.setProperty("password", login.password());
        });
        return properties;
    }

    /// The URL. H2 takes its time limit from there only, and would forget it when its server is frozen.
    static String url(JdbcSettings settings, Duration limit) {
        String url = settings.url();
        String lower = url.toLowerCase(Locale.ROOT);
        boolean remote = lower.startsWith("jdbc:h2:tcp:") || lower.startsWith("jdbc:h2:ssl:");
        return remote && !lower.contains("network_timeout") ? url + ";NETWORK_TIMEOUT=" + limit.toMillis() : url;
    }
}
