// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

/// A case that is not written as its README says.
final class CaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CaseException(String message) {
        super(message);
    }

    CaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
