// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.View;
import java.time.Duration;
import java.util.Optional;

/// How long an endpoint may take, and what follows from its failures.
///
/// @param timeout for one exchange; empty for that of all endpoints
/// @param suspension when it is left alone
/// @param retry after which failures a group may try another
public record Quality(Optional<Timeout> timeout, SuspensionRules suspension, RetryCodes retry) {

    /// For one exchange.
    public sealed interface Timeout {

        /// Always the same.
        record Fixed(Duration duration) implements Timeout {}

        /// Milliseconds that an expression finds; 0 for the timeout of all endpoints.
        record Evaluated(AttributeValue millis) implements Timeout {}
    }

    /// The timeout for a message.
    ///
    /// @param global that of all endpoints
    /// @throws EndpointException when an expression gives no number
    Duration timeout(View view, Duration global) {
        return timeout.map(own -> switch (own) {
                    case Timeout.Fixed(Duration fixed) -> fixed;
                    case Timeout.Evaluated(AttributeValue millis) -> evaluated(millis.of(view), global);
                })
                .orElse(global);
    }

    private static Duration evaluated(String text, Duration global) {
        try {
            Duration found = Duration.ofMillis(Long.parseLong(text.strip()));
            return found.isPositive() ? found : global;
        } catch (NumberFormatException e) {
            throw new EndpointException("the timeout is '" + text + "'; expected milliseconds", e);
        }
    }
}
