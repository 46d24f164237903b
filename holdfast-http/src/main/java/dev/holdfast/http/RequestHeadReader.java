// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.http.RequestHead.Framing;
import dev.holdfast.http.RequestHead.Protocol;
import dev.holdfast.message.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.util.CharArrayBuffer;

/// Reads the head of a request, as RFC 9112 writes it. Strict where leniency would let two readers of the same
/// bytes see two different requests: blanks before a colon, folded lines, two lengths, a length beside a
/// coding. Bytes beyond ASCII are read as Latin-1. Used by one thread.
final class RequestHeadReader {

    private static final int BLANK_LINES_BEFORE = 2;
    private static final int LINE_END_BYTES = 2;
    private static final int USUAL_FIELDS = 12;

    private final Wire wire;
    private final ListenerSettings.Head limits;
    private final CharArrayBuffer line = new CharArrayBuffer(128);

    RequestHeadReader(Wire wire, ListenerSettings.Head limits) {
        this.wire = wire;
        this.limits = limits;
    }

    /// The longest line that the wire has to read for a reader with these limits.
    static int longestLine(ListenerSettings.Head limits) {
        return Math.max(limits.requestLineBytes(), limits.headerBytes()) + LINE_END_BYTES + 1;
    }

    /// Reads up to the blank line after the head.
    ///
    /// @throws RefusedException when it is not the head of a request, or too large
    /// @throws IOException when the connection ends before
    RequestHead read() throws IOException, RefusedException {
        RequestLine requestLine = RequestLine.parse(readRequestLine());
        Headers headers = readHeaders();
        HeadRules rules = new HeadRules(requestLine.version(), headers);
        Framing framing = rules.framing();
        Protocol protocol = rules.protocol();
        return new RequestHead(
                requestLine.method(), requestLine.path(), requestLine.query(), headers, framing, protocol);
    }

    private String readRequestLine() throws IOException, RefusedException {
        for (int i = 0; i <= BLANK_LINES_BEFORE; i++) {
            readLine(limits.requestLineBytes(), Refusal.TARGET_TOO_LONG);
            if (!line.isEmpty()) {
                return line.toString();
            }
        }
        throw new RefusedException(Refusal.MALFORMED);
    }

    private Headers readHeaders() throws IOException, RefusedException {
        List<Headers.Field> fields = new ArrayList<>(USUAL_FIELDS);
        int left = limits.headerBytes();
        while (true) {
            readLine(Math.max(0, left - LINE_END_BYTES), Refusal.HEADERS_TOO_LARGE);
            if (line.isEmpty()) {
                return Headers.of(fields);
            }
            if (fields.size() == limits.headerFields()) {
                throw new RefusedException(Refusal.HEADERS_TOO_LARGE);
            }
            left -= line.length() + LINE_END_BYTES;
            fields.add(parseField());
        }
    }

    private Headers.Field parseField() throws RefusedException {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        try {
            return new Headers.Field(line.substring(0, colon), line.substringTrimmed(colon + 1, line.length()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    private void readLine(int limit, Refusal beyond) throws IOException, RefusedException {
        line.clear();
        int read;
        try {
            read = wire.buffer().readLine(line, wire.in());
        } catch (MessageConstraintException e) {
            throw new RefusedException(beyond);
        }
        if (read < 0) {
            throw new EOFException("the client closed the connection within the head of a request");
        }
        if (line.length() > limit) {
            throw new RefusedException(beyond);
        }
    }
}
