// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/// One connection of an event loop: what has come in, and what waits to go out. Only for the thread of the
/// loop.
final class Wire {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Queue<ByteBuffer> out = new ArrayDeque<>();
    private byte[] in = new byte[16 * 1024];
    private int count;

    Wire(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /// Begins to connect; the key says when it is done.
    void connect(InetSocketAddress address) throws IOException {
        channel.connect(address);
    }

    /// Reads what is there.
    ///
    /// @throws EOFException when the other side has closed
    void fill() throws IOException {
        if (count == in.length) {
            in = Arrays.copyOf(in, in.length * 2);
        }
        int read = channel.read(ByteBuffer.wrap(in, count, in.length - count));
        if (read < 0) {
            throw new EOFException();
        }
        count += read;
    }

    /// The message at the head of what has come in, if it is complete.
    Optional<HttpFrame> next() {
        return count == 0 ? Optional.empty() : HttpFrame.read(in, count);
    }

    /// What has come in; good until [#fill] or [#consume].
    byte[] bytes() {
        return in;
    }

    /// Forgets the message at the head.
    void consume(HttpFrame frame) {
        count -= frame.length();
        System.arraycopy(in, frame.length(), in, 0, count);
    }

    /// Sends, now or when there is room.
    void send(ByteBuffer bytes) throws IOException {
        out.add(bytes);
        flush();
    }

    /// Sends what waits.
    void flush() throws IOException {
        while (!out.isEmpty()) {
            channel.write(out.element());
            if (out.element().hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            out.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A connection that cannot be closed is of no use either way.
            key.cancel();
        }
    }
}
