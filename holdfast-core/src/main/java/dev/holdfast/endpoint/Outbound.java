// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Message;

/// A message on its way out, once.
///
/// @param message what to send
/// @param id the append id that the receiver is told, the same at every attempt
/// @param attempt from 1, counted over restarts
/// @param suspension what a suspended endpoint does with it
public record Outbound(Message message, AppendId id, int attempt, SuspensionRule suspension) {

    /// The header field, unless a setting names another, with the append id of a message.
    public static final String APPEND_ID = "Holdfast-Append-Id";

    /// The header field, unless a setting names another, with the number of the attempt.
    public static final String ATTEMPT = "Holdfast-Attempt";

    /// What a suspended endpoint does with a message.
    public enum SuspensionRule {
        /// Any suspension answers [SendResult.Suspended].
        RESPECT,
        /// A suspension that the artifact asks for answers [SendResult.Suspended]; the default one, which
        /// nobody asked for, is tried through. Processors send like this: their attempts are real, and their
        /// retry interval paces them.
        TRY_THROUGH_DEFAULT
    }

    /// @throws IllegalArgumentException when the attempt is less than 1
    public Outbound {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1, not " + attempt);
        }
    }
}
