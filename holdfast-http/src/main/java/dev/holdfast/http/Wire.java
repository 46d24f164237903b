// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.InboundRequest.Peer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;

/// The bytes of one connection of a listener, buffered both ways. Used by one thread.
final class Wire {

    private static final int BUFFER_BYTES = 8 << 10;

    private final Socket socket;
    private final Peer peer;
    private final InputStream in;
    private final OutputStream out;
    private final SessionInputBufferImpl buffer;

    private Wire(Socket socket, Peer peer, int longestLine) throws IOException {
        this.socket = socket;
        this.peer = peer;
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
        this.buffer = new SessionInputBufferImpl(BUFFER_BYTES, longestLine);
    }

    /// Opens the connection, with a TLS handshake if there is a context for one.
    ///
    /// @param longestLine that may be read as a line, in bytes
    static Wire open(Socket accepted, Optional<ServerTls> tls, int longestLine) throws IOException {
        accepted.setTcpNoDelay(true);
        Socket socket = accepted;
        if (tls.isPresent()) {
            socket = tls.get().accept(accepted);
        }
        Peer peer = new Peer(
                tls.isPresent() ? "https" : "http",
                numeric(accepted.getInetAddress()),
                numeric(accepted.getLocalAddress()));
        return new Wire(socket, peer, longestLine);
    }

    Peer peer() {
        return peer;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    SessionInputBufferImpl buffer() {
        return buffer;
    }

    /// Waits until there is something to read.
    ///
    /// @return whether there is; false when the client has closed its side
    boolean awaitInput() throws IOException {
        return buffer.hasBufferedData() || buffer.fillBuffer(in) >= 0;
    }

    /// Says that nothing more comes and waits until the client has said the same, so that it can read the last
    /// answer: closing with unread bytes would reset the connection under it.
    void finish() throws IOException {
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static String numeric(InetAddress address) {
        return address == null ? "" : address.getHostAddress();
    }
}
