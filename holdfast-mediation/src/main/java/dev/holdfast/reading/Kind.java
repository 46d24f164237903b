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
    MESSAGE_PROCESSOR("message processor"),
    /// `api`
    API("API"),
    /// `task`
    TASK("task"),
    /// `inboundEndpoint`
    INBOUND_ENDPOINT("inbound endpoint");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /// As it stands in a sentence.
    public String text() {
        return text;
    }

    /// As it stands in a sentence that speaks of one for the first time.
    public String withArticle() {
        return ("aeiouA".indexOf(text.charAt(0)) < 0 ? "a " : "an ") + text;
    }
}
