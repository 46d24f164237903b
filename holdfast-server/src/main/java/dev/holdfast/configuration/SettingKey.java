// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every setting of the program: its name in `holdfast.toml`, its type, its default, and what it means. The
/// reference
/// page is made from this list.
public enum SettingKey {
    OFFSET(
            "server.offset",
            Kind.INTEGER,
            "0",
            "Added to every port that is not 0, so that several run on one machine."),
    INBOUND_OFFSET(
            "inbound.port-offset",
            Kind.BOOLEAN,
            "false",
            "Whether server.offset is added to the ports of inbound endpoints too."),
    SERVER_NAME("server.name", Kind.TEXT, "localhost", "What pinnedServers of proxies name."),
    STOP_WITHIN(
            "server.stop-within", Kind.DURATION, "30s", "How long a stop waits for requests and messages in flight."),

    HOT_DEPLOYMENT("deployment.hot", Kind.BOOLEAN, "true", "Whether changes of artifacts are deployed while it runs."),
    SCAN_INTERVAL(
            "deployment.scan-interval",
            Kind.PERIOD,
            "2s",
            "How often the files of artifacts are looked at for changes; a change counts when two looks agree."),

    HTTP_ENABLED("http.enabled", Kind.BOOLEAN, "true", "Whether to listen for HTTP."),
    HTTP_ADDRESS("http.address", Kind.TEXT, "0.0.0.0", "Address to listen at, for HTTP and HTTPS."),
    HTTP_PORT("http.port", Kind.PORT, "8290", "Port for HTTP."),
    HTTPS_ENABLED("https.enabled", Kind.BOOLEAN, "true", "Whether to listen for HTTPS."),
    HTTPS_PORT("https.port", Kind.PORT, "8253", "Port for HTTPS."),
    RETRY_AFTER(
            "http.retry-after", Kind.PERIOD, "5s", "What a client is told to wait whose message could not be stored."),
    KEY_STORE(
            "https.key-store",
            Kind.PATH,
            "",
            "PKCS12 key store for HTTPS and the management API. Empty: one with a"
                    + " self-signed certificate is made at the first start."),
    KEY_STORE_PASSWORD("https.key-store-password", Kind.SECRET, "", "Its password."),

    BODY_LIMIT("limits.body", Kind.BYTES, "16MiB", "Largest body that is accepted; beyond: 413."),
    HEADER_LIMIT("limits.headers", Kind.BYTES, "32KiB", "Largest header section that is accepted; beyond: 431."),
    IN_FLIGHT_LIMIT(
            "limits.bodies-in-flight",
            Kind.BYTES,
            "0",
            "Bytes of request bodies in memory at once; beyond: 503"
                    + " before a body is read. 0: a quarter of the heap."),
    IN_DELIVERY_LIMIT(
            "limits.bodies-in-delivery",
            Kind.BYTES,
            "0",
            "Bytes of large bodies (above 32 KiB) in memory at once while processors send them; the others wait"
                    + " in their store. One body alone is let through in any case. 0: an eighth of the heap."),
    IN_WORK_LIMIT(
            "limits.bodies-in-work",
            Kind.BYTES,
            "0",
            "Bytes of what is made of bodies, and of answers of back ends, in memory at once, as estimated: who needs"
                    + " more waits. One alone is let through up to half of the heap. 0: a quarter of the heap."),
    REQUEST_LIMIT("limits.requests", Kind.COUNT, "2000", "Requests that are handled at once; beyond: 503."),
    BRANCH_LIMIT(
            "limits.branches",
            Kind.COUNT,
            "10000",
            "Messages that one request may become (clone, iterate and their like); beyond: a fault."),
    CONNECTION_LIMIT("limits.connections", Kind.COUNT, "4096", "Connections of clients at once."),
    IDLE_TIMEOUT("limits.idle", Kind.PERIOD, "60s", "How long a connection of a client may be silent."),
    RESPONSE_LIMIT("limits.response", Kind.BYTES, "16MiB", "Largest body of an answer of a back end that is read."),

    DATA("data.folder", Kind.PATH, ".holdfast", "Where messages, books, keys and stand-ins are kept."),
    RESERVE(
            "data.reserve",
            Kind.BYTES,
            "0",
            "Free space below which nothing more is accepted. 0: 1 GiB or 5 % of the" + " disk, whichever is smaller."),
    STORE_COUNT_LIMIT(
            "data.store-messages", Kind.INTEGER, "0", "Messages that an embedded store holds at most. 0: no limit."),
    DATABASE_MEMORY(
            "data.memory", Kind.BYTES, "64MiB", "Memory outside the heap for the embedded database; from 24 MiB."),
    LEDGER_AGE("ledger.age", Kind.PERIOD, "7d", "How long the history of a message is kept."),
    LEDGER_SIZE("ledger.size", Kind.BYTES, "2GiB", "How much history is kept; the oldest goes first."),

    GLOBAL_TIMEOUT("endpoint.timeout", Kind.PERIOD, "120s", "Timeout of endpoints that name none."),
    CONNECT_TIMEOUT("endpoint.connect-timeout", Kind.PERIOD, "5s", "How long connecting to a back end may take."),
    CONNECTIONS_PER_TARGET("endpoint.connections", Kind.COUNT, "256", "Connections to one back end at once."),
    OUT_ONLY_ERRORS(
            "endpoint.out-only-errors",
            Kind.BOOLEAN,
            "true",
            "Whether an error status after an OUT_ONLY send is a"
                    + " fault. false: it counts as sent, as upstream has it."),
    PRESERVE_USER_AGENT(
            "endpoint.preserve-user-agent",
            Kind.BOOLEAN,
            "false",
            "Whether the User-Agent of a message goes out with it."),
    MESSAGE_ID_HEADER(
            "headers.message-id",
            Kind.HEADER,
            "Holdfast-Message-Id",
            "Header of every 2xx with the id to ask the" + " ledger for."),
    APPEND_ID_HEADER(
            "headers.append-id",
            Kind.HEADER,
            "Holdfast-Append-Id",
            "Header of every send with the id of the"
                    + " message: the same at every attempt, so that a receiver can tell a repeat."),
    ATTEMPT_HEADER(
            "headers.attempt", Kind.HEADER, "Holdfast-Attempt", "Header of every send with the number of the attempt."),
    PROBE_INTERVAL(
            "store.probe-interval",
            Kind.PERIOD,
            "1s",
            "How often a store that is down is asked whether it is" + " back."),

    MANAGEMENT_ENABLED("management.enabled", Kind.BOOLEAN, "true", "Whether to offer the management API."),
    MANAGEMENT_ADDRESS("management.address", Kind.TEXT, "127.0.0.1", "Address of the management API."),
    MANAGEMENT_PORT("management.port", Kind.PORT, "9164", "Port of the management API (HTTPS)."),
    METRICS_ENABLED("metrics.enabled", Kind.BOOLEAN, "true", "Whether to offer health and metrics."),
    METRICS_ADDRESS("metrics.address", Kind.TEXT, "127.0.0.1", "Address of health and metrics."),
    METRICS_PORT("metrics.port", Kind.PORT, "9201", "Port of health and metrics (plain HTTP)."),

    LOG_LEVEL("log.level", Kind.LEVEL, "INFO", "What is logged."),
    LOGGERS(
            "log.loggers",
            Kind.LEVELS,
            "",
            "Levels of single loggers, such as org.apache.synapse=WARN,dev.holdfast.http=DEBUG.");

    private final String key;
    private final Kind kind;
    private final String defaultText;
    private final String meaning;

    /// How the value of a setting is written.
    public enum Kind {
        /// A whole number, 0 or more.
        INTEGER("whole number"),
        /// A port; 0 for any that is free.
        PORT("port"),
        /// true or false.
        BOOLEAN("true or false"),
        /// Any text.
        TEXT("text"),
        /// A text that is never shown.
        SECRET("text, never shown"),
        /// A file or folder; relative ones start at the working directory.
        PATH("path"),
        /// A number with ms, s, m, h or d; without a unit milliseconds.
        DURATION("duration, such as 500ms, 30s, 5m, 12h, 7d"),
        /// A level of the log.
        LEVEL("OFF, ERROR, WARN, INFO, DEBUG or TRACE"),
        /// Levels by the names of loggers.
        LEVELS("logger=LEVEL, several with commas between"),
        /// A whole number, 1 or more.
        COUNT("whole number, 1 or more"),
        /// A duration that is not 0.
        PERIOD("duration above 0, such as 500ms, 30s, 5m, 12h, 7d"),
        /// The name of a header field.
        HEADER("name of a header field"),
        /// A number with KiB, MiB or GiB; without a unit bytes.
        BYTES("size, such as 512KiB, 16MiB, 2GiB");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        /// How it is written, for people.
        public String form() {
            return form;
        }
    }

    SettingKey(String key, Kind kind, String defaultText, String meaning) {
        this.key = key;
        this.kind = kind;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /// Its name in `holdfast.toml`: table, dot, name.
    public String key() {
        return key;
    }

    /// Its name as an environment variable.
    public String variable() {
        return "HOLDFAST_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// How its value is written.
    public Kind kind() {
        return kind;
    }

    /// Its value when nobody sets it.
    public String defaultText() {
        return defaultText;
    }

    /// What it does.
    public String meaning() {
        return meaning;
    }

    /// The setting of that name in `holdfast.toml`.
    public static Optional<SettingKey> named(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /// All names in `holdfast.toml`.
    public static List<String> keys() {
        return Arrays.stream(values()).map(SettingKey::key).toList();
    }
}
