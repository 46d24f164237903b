// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.entry.Api;
import dev.holdfast.reading.Kind;
import dev.holdfast.xml.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the kinds of artifacts are written, in the order in which they are read: what others need comes first.
/// What each is read into stands in [Defined].
enum ArtifactKind {
    LOCAL_ENTRY(Kind.LOCAL_ENTRY, "localEntry", "key", "LocalEntry"),
    ENDPOINT(Kind.ENDPOINT, "endpoint", "name", "Endpoint"),
    TEMPLATE(Kind.TEMPLATE, "template", "name", "Template"),
    SEQUENCE(Kind.SEQUENCE, "sequence", "name", "Sequence"),
    PROXY(Kind.PROXY, "proxy", "name", "ProxyService"),
    MESSAGE_STORE(Kind.MESSAGE_STORE, "messageStore", "name", "Message Store"),
    MESSAGE_PROCESSOR(Kind.MESSAGE_PROCESSOR, "messageProcessor", "name", "Message Processor"),
    TASK(Kind.TASK, "task", "name", "StartupTask"),
    API(Kind.API, "api", "name", "API"),
    INBOUND_ENDPOINT(Kind.INBOUND_ENDPOINT, "inboundEndpoint", "name", "Inbound Endpoint");

    private final Kind kind;
    private final String element;
    private final String identity;
    private final String label;

    ArtifactKind(Kind kind, String element, String identity, String label) {
        this.kind = kind;
        this.element = element;
        this.identity = identity;
        this.label = label;
    }

    /// The kind whose element has that name.
    static Optional<ArtifactKind> of(String element) {
        return Arrays.stream(values())
                .filter(kind -> kind.element.equals(element))
                .findFirst();
    }

    /// The names of all elements.
    static List<String> elements() {
        return Arrays.stream(values()).map(kind -> kind.element).toList();
    }

    /// As others refer to it.
    Kind kind() {
        return kind;
    }

    /// The attribute that holds its name.
    String identity() {
        return identity;
    }

    /// The name by which an artifact is known: a version is part of it.
    ///
    /// @param name its attribute
    String nameOf(String name, XmlElement artifact) {
        return this == API ? Api.registeredName(name, artifact) : name;
    }

    /// What log lines call it.
    String label() {
        return label;
    }
}
