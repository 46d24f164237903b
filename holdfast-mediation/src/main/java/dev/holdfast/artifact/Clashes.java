// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.entry.Api;
import dev.holdfast.entry.InboundEndpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds artifacts that want the same place: only the first of them can have it.
final class Clashes {

    private final Map<String, Artifact> owners = new HashMap<>();

    private Clashes() {}

    /// Reports each artifact whose place another has already.
    static void report(Map<Artifact, Defined<?>> definitions) {
        Clashes clashes = new Clashes();
        definitions.forEach(
                (artifact, defined) -> placeOf(defined.definition()).ifPresent(place -> clashes.take(place, artifact)));
    }

    private void take(String place, Artifact artifact) {
        Artifact owner = owners.putIfAbsent(place, artifact);
        if (owner != null && owner != artifact) {
            artifact.problems()
                    .error(
                            artifact.location(),
                            place + " is that of the " + owner.kind().kind().text() + " '" + owner.name()
                                    + "' already, in " + owner.location().file() + ":"
                                    + owner.location().line());
        }
    }

    private static Optional<String> placeOf(Object definition) {
        return switch (definition) {
            case Api api -> Optional.of("the context " + api.context().base());
            case InboundEndpoint endpoint
            when endpoint.state() == InboundEndpoint.State.LISTENING ->
                Optional.of("the port " + endpoint.place().port());
            default -> Optional.empty();
        };
    }
}
