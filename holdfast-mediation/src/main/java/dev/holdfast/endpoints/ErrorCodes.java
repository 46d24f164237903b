// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import java.util.Optional;

/// The values of ERROR_CODE that are set here; those of transports come with their failures.
public final class ErrorCodes {

    /// A mediator failed.
    public static final int GENERIC = 0;
    /// No answer came in time.
    public static final int TIMEOUT = 101_504;
    /// The connection was closed before an answer.
    public static final int CLOSED = 101_505;
    /// No endpoint of a group is ready.
    public static final int GROUP_NOT_READY = 303_000;
    /// The endpoint is suspended.
    public static final int NOT_READY = 303_001;
    /// The endpoint, whose address is that of a WSDL, is suspended.
    public static final int WSDL_NOT_READY = 303_002;
    /// There is no token for the endpoint.
    public static final int NO_TOKEN = 303_003;
    /// The endpoint to which a session belongs is suspended.
    public static final int SESSION_NOT_READY = 309_001;
    /// No endpoint has that name.
    public static final int NO_ENDPOINT = 305_100;
    /// A callout failed.
    public static final int CALLOUT_FAILED = 401_000;
    /// The back end refused what was sent without waiting for a reply, or a blocking call.
    public static final int CALL_FAILED = 401_001;
    /// The answer is a SOAP fault, and the message wants that to be an error.
    public static final int SOAP_FAULT = 500_000;

    /// A template was called without a parameter that it must have.
    public static final int MISSING_PARAMETER = 500_101;
    /// The body is not what it is said to be.
    public static final int UNREADABLE_BODY = 601_000;

    private static final int FIRST_OF_SENDERS = 101_500;
    private static final int LAST_OF_SENDERS = 101_599;
    private static final int NO_CONNECTION = 101_503;
    private static final int CONNECT_TIMEOUT = 101_508;

    private ErrorCodes() {}

    /// What upstream says in ERROR_MESSAGE of a sender's failure; empty for other codes.
    public static Optional<String> text(int code) {
        return switch (code) {
            case NO_CONNECTION, CONNECT_TIMEOUT -> Optional.of("Error connecting to the back end");
            case TIMEOUT -> Optional.of("Send timeout");
            default ->
                code >= FIRST_OF_SENDERS && code <= LAST_OF_SENDERS ? Optional.of("Error in Sender") : Optional.empty();
        };
    }
}
