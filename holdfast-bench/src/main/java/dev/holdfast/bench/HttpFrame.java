// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The borders of one HTTP/1.1 message at the start of a buffer. It knows what the drivers need and no more: a
/// content length or chunks, and whether the connection ends behind it.
///
/// @param headLength bytes up to and with the empty line
/// @param length bytes of the whole message
/// @param chunked whether its body comes in chunks
/// @param last whether the sender closes the connection behind it
record HttpFrame(int headLength, int length, boolean chunked, boolean last) {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.US_ASCII);

    /// The message at the start, when all of it is there.
    static Optional<HttpFrame> read(byte[] bytes, int count) {
        int contentLength = 0;
        boolean chunked = false;
        boolean last = false;
        int line = lineEnd(bytes, 0, count);
        while (line >= 0) {
            int next = lineEnd(bytes, line, count);
            if (next == line + 2) {
                return body(bytes, count, new HttpFrame(next, contentLength, chunked, last));
            }
            if (startsWith(bytes, line, next, CONTENT_LENGTH)) {
                contentLength = number(bytes, line + CONTENT_LENGTH.length, 10);
            }
            chunked |= startsWith(bytes, line, next, CHUNKED);
            last |= startsWith(bytes, line, next, CLOSE);
            line = next;
        }
        return Optional.empty();
    }

    /// The status of a response.
    static int status(byte[] bytes) {
        return number(bytes, "HTTP/1.1 ".length(), 10);
    }

    /// The target of a request, when its method is GET.
    static Optional<String> getTarget(byte[] bytes) {
        if (bytes[0] != 'G') {
            return Optional.empty();
        }
        int end = 4;
        while (bytes[end] != ' ') {
            end++;
        }
        return Optional.of(new String(bytes, 4, end - 4, StandardCharsets.US_ASCII));
    }

    /// The id in the body.
    long id(byte[] bytes) {
        if (!chunked) {
            return MessageIds.find(bytes, headLength, length);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        int at = headLength;
        for (int size = number(bytes, at, 16); size > 0; size = number(bytes, at, 16)) {
            at = lineEnd(bytes, at, length);
            body.write(bytes, at, size);
            at += size + 2;
        }
        return MessageIds.find(body.toByteArray(), 0, body.size());
    }

    private static Optional<HttpFrame> body(byte[] bytes, int count, HttpFrame head) {
        int end = head.chunked ? chunksEnd(bytes, head.headLength, count) : head.headLength + head.length;
        return end < 0 || end > count
                ? Optional.empty()
                : Optional.of(new HttpFrame(head.headLength, end, head.chunked, head.last));
    }

    /// Behind the last chunk and the empty line after it; trailers are not expected.
    private static int chunksEnd(byte[] bytes, int from, int count) {
        int at = from;
        while (true) {
            int data = lineEnd(bytes, at, count);
            if (data < 0) {
                return -1;
            }
            int size = number(bytes, at, 16);
            at = data + size + 2;
            if (size == 0 || at > count) {
                return at;
            }
        }
    }

    /// Behind the line that starts at a place, or -1 when its end is not there yet.
    private static int lineEnd(byte[] bytes, int from, int count) {
        for (int at = from; at < count; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] lowerCase) {
        if (to - from < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (Character.toLowerCase((char) bytes[from + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int radix) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        for (int digit = Character.digit(bytes[at], radix); digit >= 0; digit = Character.digit(bytes[at], radix)) {
            number = number * radix + digit;
            at++;
        }
        return number;
    }
}
