// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.reading;

/// The kinds of artifacts that refer to each other by name.
public enum Kind {
    /// `sequence`
    SEQUENCE("sequence"),
    /// `endpoint`
    ENDPOINT("endpoint"),
    /// `template`
    TEMPLATE("template"),
    /// `messageStore`
    MESSAGE_STORE("message store"),
    /// A local entry, or a resource of the registry.
    RESOURCE("local entry or registry resource"),
    /// `localEntry`
    LOCAL_ENTRY("local entry"),
    /// `proxy`
    PROXY("proxy"),
    /// `messageProcessor`
    MESSAGE_PROCESSOR("message processor");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /// As it stands in a sentence.
    public String text() {
        return text;
    }
}
