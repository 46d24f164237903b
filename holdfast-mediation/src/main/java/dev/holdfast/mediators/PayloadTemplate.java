// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import java.util.List;

/// The format of a payloadFactory, compiled. Thread-safe.
interface PayloadTemplate {

    /// The longest text that is made.
    int MOST_CHARACTERS = 16 * 1_024 * 1_024;

    /// The text that it makes for a message.
    ///
    /// @param arguments `$1` and so on, in their order
    /// @throws dev.holdfast.mediation.MediationException when it cannot
    String text(Exchange exchange, List<Argument> arguments);

    /// An argument for one message.
    ///
    /// @param value what it came to
    /// @param literal whether it is put in as it is
    record Argument(Value value, boolean literal) {}
}
