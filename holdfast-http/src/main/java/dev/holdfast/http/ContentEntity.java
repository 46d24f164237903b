// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/// The body of a request. Large ones are written in slices, between which the client looks whether the receiver
/// has answered already, as one does that refuses a body for its size.
final class ContentEntity extends AbstractHttpEntity {

    static final int SLICE_BYTES = 64 << 10;

    private final Content content;
    private final Exchange exchange;

    ContentEntity(Content content, Exchange exchange) {
        super((String) null, null);
        this.content = content;
        this.exchange = exchange;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (content.size() <= SLICE_BYTES) {
            content.writeTo(out);
        } else {
            writeSlices(out);
        }
        exchange.bodyWritten();
    }

    @Override
    public InputStream getContent() {
        return content.open();
    }

    @Override
    public long getContentLength() {
        return content.size();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public void close() {
        // there is nothing to close: the bytes are in memory
    }

    private void writeSlices(OutputStream out) throws IOException {
        ByteBuffer rest = content.buffer();
        byte[] slice = new byte[SLICE_BYTES];
        while (rest.hasRemaining()) {
            int size = Math.min(slice.length, rest.remaining());
            rest.get(slice, 0, size);
            out.write(slice, 0, size);
        }
    }
}
