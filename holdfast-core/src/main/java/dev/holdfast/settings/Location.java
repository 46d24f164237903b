// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

/// A place in a text that people write.
///
/// @param file as the user named it; `(built in)` for what no file says
/// @param line from 1; 0 when it is not known
/// @param element what stands there, such as `parameter name="interval"`; empty for the file as a whole
public record Location(String file, int line, String element) {

    /// The file as a whole.
    public static Location of(String file) {
        return new Location(file, 0, "");
    }

    /// `file:line: <element>`, as far as known.
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return element.isEmpty() ? place : place + ": <" + element + ">";
    }
}
