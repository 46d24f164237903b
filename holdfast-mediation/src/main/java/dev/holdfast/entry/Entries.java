// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.reading.Syntax;
import java.util.List;

/// The elements that bring messages in.
public final class Entries {

    private static final List<Syntax> ALL = List.of(
            Proxy.SYNTAX,
            Target.SYNTAX,
            PublishedWsdl.SYNTAX,
            Api.SYNTAX,
            ApiResource.SYNTAX,
            Task.SYNTAX,
            TriggerReader.SYNTAX,
            InboundEndpoint.SYNTAX);

    private Entries() {}

    /// All of them, those that hold others first.
    public static List<Syntax> all() {
        return ALL;
    }
}
