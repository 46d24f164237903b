// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.util.Map;

/// What a listener has done since it started and what it is doing, at one moment. Counts only grow.
///
/// @param answers by class of status: 2 for 2xx, and so on; refusals are among them
/// @param unanswered answers that their clients did not take whole
/// @param refused by reason
/// @param requests being received, handled or answered
/// @param bodyBytes of requests whose handler has not ended
/// @param connections open
public record ListenerCounts(
        Map<Integer, Long> answers,
        long unanswered,
        Map<Refusal, Long> refused,
        int requests,
        long bodyBytes,
        int connections) {

    /// Copies the maps.
    public ListenerCounts {
        answers = Map.copyOf(answers);
        refused = Map.copyOf(refused);
    }
}
