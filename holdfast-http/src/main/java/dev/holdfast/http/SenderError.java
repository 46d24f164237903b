// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.TransportResult.Failure;

/// What goes wrong when a request is sent, with the codes of Synapse's senders that artifacts match.
enum SenderError {
    /// Writing the request broke off.
    SENDING(101500, "sending the request broke off"),
    /// Reading the answer broke off.
    RECEIVING(101501, "the connection broke off before the answer"),
    /// No connection.
    CONNECT(101503, "cannot connect"),
    /// No answer in time.
    TIMEOUT(101504, "no answer in time"),
    /// The receiver closed the connection instead of answering.
    CLOSED(101505, "the connection was closed without an answer"),
    /// What came back is no answer.
    PROTOCOL(101506, "what came back is not an HTTP answer within the limits"),
    /// Given up before there was a connection.
    CONNECT_CANCELLED(101507, "interrupted before there was a connection"),
    /// No connection in time.
    CONNECT_TIMEOUT(101508, "no connection in time"),
    /// Given up after the request had begun to leave.
    ABORTED(101509, "interrupted while waiting for the answer"),
    /// The answer came without its body.
    RESPONSE(101510, "the body of the answer is lost");

    private final int code;
    private final String text;

    SenderError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The failure as the port tells it.
    ///
    /// @param target scheme, host and port; never a path, which may hold secrets
    /// @param detail what else is known; empty for nothing
    Failure failure(String target, String detail) {
        String message = target + ": " + text;
        return new Failure(code, detail.isEmpty() ? message : message + " (" + oneLine(detail) + ")");
    }

    private static String oneLine(String detail) {
        int end = 0;
        while (end < detail.length() && !Character.isISOControl(detail.charAt(end))) {
            end++;
        }
        return detail.substring(0, end).strip();
    }
}
