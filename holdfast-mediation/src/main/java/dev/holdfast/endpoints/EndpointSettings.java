// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Outbound;
import java.time.Duration;

/// What can be set for all endpoints.
///
/// @param ids the header fields that carry ids
/// @param globalTimeout how long an endpoint may take that sets no time of its own
/// @param userAgent whose User-Agent goes out
public record EndpointSettings(IdHeaders ids, Duration globalTimeout, UserAgent userAgent) {

    /// Whose User-Agent goes out.
    public enum UserAgent {
        /// That of the transport, if it has one.
        OF_TRANSPORT,
        /// That of the message.
        OF_MESSAGE
    }

    /// The header fields that carry ids.
    ///
    /// @param flow in replies: the flow id
    /// @param append in requests to back ends: the append id, by which repeats can be told
    /// @param attempt in requests to back ends: which attempt it is, from 1
    public record IdHeaders(String flow, String append, String attempt) {

        /// Those of our own name.
        public static IdHeaders defaults() {
            return new IdHeaders("Holdfast-Message-Id", Outbound.APPEND_ID, Outbound.ATTEMPT);
        }
    }

    /// @throws IllegalArgumentException when the time is not positive
    public EndpointSettings {
        if (!globalTimeout.isPositive()) {
            throw new IllegalArgumentException("times are positive: " + globalTimeout);
        }
    }

    /// Two minutes, as upstream has it.
    public static EndpointSettings defaults() {
        return new EndpointSettings(IdHeaders.defaults(), Duration.ofMinutes(2), UserAgent.OF_TRANSPORT);
    }
}
