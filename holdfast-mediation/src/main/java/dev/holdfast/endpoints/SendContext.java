// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.expression.View;
import java.util.Optional;

/// From where a message is sent.
///
/// @param flow that sends it; empty for a processor
/// @param depth through how many groups and references it has come
public record SendContext(Optional<View> flow, int depth) {

    private static final int DEEPEST = 16;

    /// That of a processor.
    public static SendContext ofProcessor() {
        return new SendContext(Optional.empty(), 0);
    }

    /// That of a flow.
    public static SendContext of(View flow) {
        return new SendContext(Optional.of(flow), 0);
    }

    /// One group or reference further.
    ///
    /// @throws EndpointException when endpoints refer to each other without end
    SendContext deeper(String name) {
        if (depth >= DEEPEST) {
            throw new EndpointException(
                    "endpoint " + name + ": endpoints refer to each other, more than " + DEEPEST + " deep");
        }
        return new SendContext(flow, depth + 1);
    }
}
