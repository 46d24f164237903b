// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.InDoubt;
import dev.holdfast.transport.TransportResult.NotSent;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/// Tells what a failed exchange means: whether anything left this machine, and which of Synapse's codes it is.
/// The one place that knows the exceptions of the HTTP client. Decides by their types, never by their texts.
final class Diagnosis {

    private Diagnosis() {}

    /// @param interrupted whether the sending thread was interrupted
    /// @param target scheme, host and port
    static TransportResult of(Exchange exchange, Exception failure, boolean interrupted, String target) {
        if (exchange.isUnsent(interrupted)) {
            return new NotSent(unsent(exchange, failure, interrupted).failure(target, detail(exchange, failure)));
        }
        return new InDoubt(inDoubt(exchange, failure, interrupted).failure(target, detail(exchange, failure)));
    }

    private static SenderError unsent(Exchange exchange, Exception failure, boolean interrupted) {
        if (exchange.stage() != Exchange.Stage.CONNECTING) {
            return SenderError.SENDING;
        }
        if (interrupted) {
            return SenderError.CONNECT_CANCELLED;
        }
        if (exchange.hasExpired()
                || failure instanceof ConnectTimeoutException
                || failure instanceof NameLookup.LookupTimeoutException) {
            return SenderError.CONNECT_TIMEOUT;
        }
        return failure instanceof IOException ? SenderError.CONNECT : SenderError.SENDING;
    }

    private static SenderError inDoubt(Exchange exchange, Exception failure, boolean interrupted) {
        if (exchange.hasExpired()) {
            return SenderError.TIMEOUT;
        }
        if (interrupted) {
            return SenderError.ABORTED;
        }
        return switch (failure) {
            case SocketTimeoutException _ -> SenderError.TIMEOUT;
            case MessageConstraintException _, ClientProtocolException _ -> SenderError.PROTOCOL;
            case NoHttpResponseException _, ConnectionClosedException _ -> SenderError.CLOSED;
            default -> exchange.stage() == Exchange.Stage.WAITING ? SenderError.RECEIVING : SenderError.SENDING;
        };
    }

    private static String detail(Exchange exchange, Exception failure) {
        if (exchange.hasExpired()) {
            return "its time is " + exchange.timeout().toMillis() + " ms";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
