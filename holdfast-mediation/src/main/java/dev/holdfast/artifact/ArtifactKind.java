// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kinds of artifacts that are deployed.
enum ArtifactKind {
    LOCAL_ENTRY("localEntry", "key", "LocalEntry", "local entry"),
    ENDPOINT("endpoint", "name", "Endpoint", "endpoint"),
    SEQUENCE("sequence", "name", "Sequence", "sequence"),
    PROXY("proxy", "name", "ProxyService", "proxy"),
    MESSAGE_STORE("messageStore", "name", "Message Store", "message store"),
    MESSAGE_PROCESSOR("messageProcessor", "name", "Message Processor", "message processor");

    private final String element;
    private final String identity;
    private final String label;
    private final String words;

    ArtifactKind(String element, String identity, String label, String words) {
        this.element = element;
        this.identity = identity;
        this.label = label;
        this.words = words;
    }

    /// The kind whose element has that name.
    static Optional<ArtifactKind> of(String element) {
        return Arrays.stream(values()).filter(kind -> kind.element.equals(element)).findFirst();
    }

    /// The names of all elements.
    static List<String> elements() {
        return Arrays.stream(values()).map(ArtifactKind::element).toList();
    }

    /// The name of its element.
    String element() {
        return element;
    }

    /// The attribute that holds its name.
    String identity() {
        return identity;
    }

    /// What log lines call it.
    String label() {
        return label;
    }

    /// What messages call it.
    String words() {
        return words;
    }
}
