// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.endpoints.Endpoints;
import dev.holdfast.entry.Api;
import dev.holdfast.entry.InboundEndpoint;
import dev.holdfast.entry.Proxy;
import dev.holdfast.entry.Task;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceTemplate;
import dev.holdfast.reading.Syntax;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The kinds of artifacts, for those who show what there is.
public final class Artifacts {

    private static final Map<String, String> WITHOUT_EFFECT = new TreeMap<>(Map.of(
            "taskManager", "tasks are run by the node itself",
            "description", "it is for people",
            "eventSource", "events are not raised here",
            "priorityExecutor", "each request has a thread of its own"));

    private Artifacts() {}

    /// What each kind may hold, in the order in which they are read.
    public static List<Syntax> all() {
        return List.of(
                RegistryReader.SYNTAX,
                LocalEntryReader.SYNTAX,
                Endpoints.all().getFirst(),
                SequenceTemplate.SYNTAX,
                Sequence.SYNTAX,
                Proxy.SYNTAX,
                StoreReader.SYNTAX,
                ProcessorReader.SYNTAX,
                Task.SYNTAX,
                Api.SYNTAX,
                InboundEndpoint.SYNTAX);
    }

    /// Elements that are accepted, with a warning, and do nothing; and why.
    public static Map<String, String> withoutEffect() {
        return Map.copyOf(WITHOUT_EFFECT);
    }
}
