// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

/// Why a listener refuses a request before a handler sees it, with the status that it answers. The connection
/// is closed afterwards.
public enum Refusal {
    /// Not HTTP, or in a form that two readers could understand in two ways.
    MALFORMED(400),
    /// The request was not whole in time.
    LATE(408),
    /// The body is larger than the limit.
    BODY_TOO_LARGE(413),
    /// The request line is longer than the limit.
    TARGET_TOO_LONG(414),
    /// The Expect field asks for something other than `100-continue`.
    UNKNOWN_EXPECTATION(417),
    /// The header section is larger than the limit, in bytes or in fields.
    HEADERS_TOO_LARGE(431),
    /// A transfer coding other than `chunked`.
    UNKNOWN_CODING(501),
    /// The bodies of all requests together have reached their limit.
    TOO_MANY_BYTES(503),
    /// As many requests as allowed are being answered.
    TOO_MANY_REQUESTS(503),
    /// As many connections as allowed are open.
    TOO_MANY_CONNECTIONS(503),
    /// A version of HTTP other than 1.0 and 1.1.
    UNKNOWN_VERSION(505);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /// What the client is answered.
    public int status() {
        return status;
    }

    /// Whether it passes by itself, so that the client may come again soon.
    boolean isOverload() {
        return switch (this) {
            case TOO_MANY_BYTES, TOO_MANY_REQUESTS, TOO_MANY_CONNECTIONS -> true;
            case MALFORMED,
                    LATE,
                    BODY_TOO_LARGE,
                    TARGET_TOO_LONG,
                    UNKNOWN_EXPECTATION,
                    HEADERS_TOO_LARGE,
                    UNKNOWN_CODING,
                    UNKNOWN_VERSION -> false;
        };
    }
}
