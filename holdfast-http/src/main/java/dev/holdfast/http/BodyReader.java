// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.http.RequestHead.Framing;
import dev.holdfast.message.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;

/// Reads bodies, whole, within the limits of one body and of all. Used by one thread.
final class BodyReader {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Wire wire;
    private final int limit;
    private final Http1Config chunkLimits;

    BodyReader(Wire wire, ListenerSettings.Limits limits) {
        this.wire = wire;
        this.limit = limits.bodyBytes();
        this.chunkLimits = Http1Config.custom()
                .setMaxLineLength(RequestHeadReader.longestLine(limits.head()))
                .setMaxHeaderCount(limits.head().headerFields())
                .build();
    }

    /// Reads the body that the head announces. A client that waits for a 100 gets it only now that the body is
    /// going to be read.
    ///
    /// @param room that the body takes; taken before anything is read, as far as the length is known
    /// @throws RefusedException when the body is beyond a limit, or not delimited as announced
    /// @throws IOException when the connection ends before
    Content read(RequestHead head, Traffic.Room room) throws IOException, RefusedException {
        byte[] bytes = switch (head.framing()) {
            case Framing.None() -> new byte[0];
            case Framing.Counted(long length) -> readCounted(length, head, room);
            case Framing.Chunked() -> readChunked(head, room);
        };
        return head.headers()
                .first("Content-Type")
                .map(type -> Content.of(bytes, type))
                .orElseGet(() -> Content.of(bytes));
    }

    private byte[] readCounted(long length, RequestHead head, Traffic.Room room) throws IOException, RefusedException {
        if (length > limit) {
            throw new RefusedException(Refusal.BODY_TOO_LARGE);
        }
        room.resizeTo(length);
        invite(head);
        byte[] bytes = new byte[(int) length];
        int size = 0;
        while (size < bytes.length) {
            int read = wire.buffer().read(bytes, size, bytes.length - size, wire.in());
            if (read < 0) {
                throw new EOFException("the client closed the connection within the body of a request");
            }
            size += read;
        }
        return bytes;
    }

    private byte[] readChunked(RequestHead head, Traffic.Room room) throws IOException, RefusedException {
        room.resizeTo(1);
        invite(head);
        InputStream chunks = new ChunkedInputStream(wire.buffer(), wire.in(), chunkLimits);
        try {
            return UnsizedBody.read(chunks, limit, room::resizeTo)
                    .orElseThrow(() -> new RefusedException(Refusal.BODY_TOO_LARGE));
        } catch (TruncatedChunkException e) {
            throw e;
        } catch (MalformedChunkCodingException e) {
            throw new RefusedException(Refusal.MALFORMED);
        } catch (MessageConstraintException e) {
            throw new RefusedException(Refusal.HEADERS_TOO_LARGE);
        }
    }

    private void invite(RequestHead head) throws IOException {
        if (head.protocol().expectsContinue()) {
            wire.out().write(CONTINUE);
            wire.out().flush();
        }
    }
}
