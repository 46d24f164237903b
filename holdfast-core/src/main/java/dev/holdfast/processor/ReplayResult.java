// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.AppendId;

/// What has become of a message that was to be replayed.
public sealed interface ReplayResult {

    /// It is on its way.
    ///
    /// @param id of the copy
    /// @param target the store that has it
    record Replayed(AppendId id, String target) implements ReplayResult {}

    /// It had come to its end before, and only the engine did not know.
    record Settled() implements ReplayResult {}

    /// It stays where it is.
    ///
    /// @param reason why
    record Left(String reason) implements ReplayResult {}
}
