// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import java.io.Serial;

/// Something is not XML, or not XML that may be read.
public final class XmlSyntaxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    /// @param line from 1; 0 when it is not known
    /// @param reason in one line
    public XmlSyntaxException(int line, String reason, Throwable cause) {
        super(line > 0 ? "line " + line + ": " + reason : reason, cause);
        this.line = line;
    }

    /// The line where it was noticed, from 1; 0 when it is not known.
    public int line() {
        return line;
    }
}
