// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.io.Serial;

/// The program cannot start. The message is for the person who started it: what is wrong, where, and what to
/// do.
public final class StartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// What keeps it from starting.
    public enum Reason {
        /// A setting, or the folder of artifacts, is not as it must be.
        SETTINGS,
        /// A port is taken, or an address is none of this machine's.
        NETWORK,
        /// The data folder cannot be written to, or another process has it.
        DATA_FOLDER,
        /// What is in the data folder is damaged.
        DAMAGED_DATA,
        /// A key store cannot be made or read.
        KEY_STORE
    }

    /// @param message one or more lines
    public StartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// @param message one or more lines
    /// @param cause what was found
    public StartException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// What keeps it from starting.
    public Reason reason() {
        return reason;
    }
}
