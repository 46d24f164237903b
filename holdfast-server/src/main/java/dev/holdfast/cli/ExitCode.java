// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.server.StartException;

/// How the program says, to other programs, how it ended.
enum ExitCode {
    /// It did what it was asked.
    OK(0),
    /// Settings or artifacts have errors.
    PROBLEMS(1),
    /// The command line is wrong.
    USAGE(2),
    /// A port is taken, or an address is none of this machine's.
    NETWORK(3),
    /// The data folder cannot be written to, or another Holdfast has it.
    DATA_FOLDER(4),
    /// What is in the data folder is damaged.
    DAMAGED_DATA(5),
    /// A key store cannot be made or read.
    KEY_STORE(6),
    /// Something that nobody foresaw.
    BUG(70);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    static ExitCode of(StartException.Reason reason) {
        return switch (reason) {
            case SETTINGS -> PROBLEMS;
            case NETWORK -> NETWORK;
            case DATA_FOLDER -> DATA_FOLDER;
            case DAMAGED_DATA -> DAMAGED_DATA;
            case KEY_STORE -> KEY_STORE;
        };
    }
}
