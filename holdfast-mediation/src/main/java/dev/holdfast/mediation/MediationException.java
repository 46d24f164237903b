// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.io.Serial;

/// A step of a flow failed; a handler of faults takes over.
public final class MediationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;
    private final Fault.Kind kind;

    /// @param code as in [ErrorCodes]
    /// @param message for ERROR_MESSAGE: one line
    public MediationException(int code, String message) {
        super(message);
        this.code = code;
        this.kind = Fault.Kind.OTHER;
    }

    /// @param code as in [ErrorCodes]
    /// @param message for ERROR_MESSAGE: one line
    /// @param kind what a client is told
    /// @param cause what was found on the way
    public MediationException(int code, String message, Fault.Kind kind, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.kind = kind;
    }

    /// For ERROR_CODE.
    public int code() {
        return code;
    }

    /// What a client is told.
    public Fault.Kind kind() {
        return kind;
    }
}
