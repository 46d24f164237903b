// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.message.NoRoomException;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.FirstLine;

/// What went wrong in a flow.
///
/// @param code for ERROR_CODE
/// @param message for ERROR_MESSAGE: one line
/// @param detail for ERROR_DETAIL: the causes, one a line
/// @param kind what a client is told
public record Fault(int code, String message, String detail, Kind kind) {

    private static final int MOST_CAUSES = 10;

    /// What a client is told when nothing else answers it.
    public enum Kind {
        /// The body is not what it is said to be: the client's to repair.
        UNREADABLE,
        /// A store that may take it later did not take the message: the client is to come again.
        STORE,
        /// There is no room in memory for it at the moment: the client is to come again.
        BUSY,
        /// Anything else.
        OTHER
    }

    /// What an exception of a mediator says.
    static Fault of(RuntimeException exception) {
        String message = firstLine(exception);
        return switch (exception) {
            case MediationException known -> new Fault(known.code(), message, causes(known), known.kind());
            case UnreadableBodyException unreadable ->
                new Fault(ErrorCodes.UNREADABLE_BODY, message, causes(unreadable), Kind.UNREADABLE);
            case NoRoomException noRoom ->
                new Fault(ErrorCodes.GENERIC, message, causes(noRoom), kind(noRoom.reason()));
            default -> new Fault(ErrorCodes.GENERIC, message, causes(exception), Kind.OTHER);
        };
    }

    private static Kind kind(NoRoomException.Reason reason) {
        return switch (reason) {
            case BUSY -> Kind.BUSY;
            case TOO_LARGE, ANSWER -> Kind.OTHER;
        };
    }

    private static String firstLine(Throwable exception) {
        return FirstLine.of(exception.getMessage(), exception.getClass().getSimpleName());
    }

    private static String causes(Throwable exception) {
        StringBuilder text = new StringBuilder();
        Throwable cause = exception;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            text.append(i == 0 ? "" : "\ncaused by ").append(cause.getClass().getName());
            text.append(": ").append(firstLine(cause));
            cause = cause.getCause();
        }
        return text.toString();
    }
}
