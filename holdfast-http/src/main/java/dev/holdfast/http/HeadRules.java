// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.http.RequestHead.Framing;
import dev.holdfast.http.RequestHead.Protocol;
import dev.holdfast.http.RequestHead.Version;
import dev.holdfast.message.Headers;
import java.util.List;

/// What the header fields of a request mean for the connection. Pure.
final class HeadRules {

    private static final int LONGEST_LENGTH = 18;

    private final Version version;
    private final Headers headers;

    HeadRules(Version version, Headers headers) {
        this.version = version;
        this.headers = headers;
    }

    /// How the body is delimited. Whoever could be read in two ways is refused (RFC 9112, section 6.3).
    Framing framing() throws RefusedException {
        List<String> codings = HopByHop.tokens(headers, HopByHop.TRANSFER_ENCODING);
        List<String> lengths = values(HopByHop.CONTENT_LENGTH);
        boolean coded = !codings.isEmpty() || headers.contains(HopByHop.TRANSFER_ENCODING);
        if (lengths.size() > 1 || (coded && (!lengths.isEmpty() || version == Version.HTTP_1_0))) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        if (coded) {
            return chunked(codings);
        }
        if (lengths.isEmpty()) {
            return new Framing.None();
        }
        long length = length(lengths.getFirst());
        return length == 0 ? new Framing.None() : new Framing.Counted(length);
    }

    /// What is asked of the connection.
    Protocol protocol() throws RefusedException {
        requireHost();
        List<String> options = HopByHop.tokens(headers, HopByHop.CONNECTION);
        boolean persistent = switch (version) {
            case HTTP_1_0 -> contains(options, "keep-alive");
            case HTTP_1_1 -> !contains(options, "close");
        };
        return new Protocol(version, persistent, expectsContinue());
    }

    private void requireHost() throws RefusedException {
        int hosts = values("Host").size();
        if (hosts > 1 || (hosts == 0 && version == Version.HTTP_1_1)) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    private boolean expectsContinue() throws RefusedException {
        List<String> expectations = HopByHop.tokens(headers, "Expect");
        if (expectations.isEmpty() || version == Version.HTTP_1_0) {
            return false;
        }
        for (String expectation : expectations) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw new RefusedException(Refusal.UNKNOWN_EXPECTATION);
            }
        }
        return true;
    }

    private static Framing chunked(List<String> codings) throws RefusedException {
        if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            throw new RefusedException(Refusal.UNKNOWN_CODING);
        }
        return new Framing.Chunked();
    }

    private static long length(String value) throws RefusedException {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw new RefusedException(Refusal.MALFORMED);
            }
        }
        if (value.isEmpty()) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        if (value.length() > LONGEST_LENGTH) {
            throw new RefusedException(Refusal.BODY_TOO_LARGE);
        }
        return Long.parseLong(value);
    }

    /// Like [Headers#all], but nothing is made when the field does not occur.
    private List<String> values(String name) {
        return headers.contains(name) ? headers.all(name) : List.of();
    }

    private static boolean contains(List<String> options, String option) {
        for (String candidate : options) {
            if (candidate.equalsIgnoreCase(option)) {
                return true;
            }
        }
        return false;
    }
}
