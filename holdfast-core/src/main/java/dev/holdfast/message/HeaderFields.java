// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Puts what others wrote into a header section, where that can be done. Stateless and thread-safe.
public final class HeaderFields {

    private static final Logger LOGGER = System.getLogger(HeaderFields.class.getName());

    private HeaderFields() {}

    /// The headers with the field, or without it when it cannot stand there.
    public static Headers plus(Headers headers, String name, String value) {
        try {
            return headers.plus(name, value);
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.DEBUG, "a property is left out: {0}", e.getMessage());
            return headers;
        }
    }
}
