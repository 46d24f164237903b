// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many messages stores hold, by the metrics of a node.
final class StoreDepths {

    private final URI metrics;

    StoreDepths(int port) {
        metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /// The number of messages, or what is wrong with the name.
    String of(String store) {
        Matcher line = Pattern.compile(
                        "(?m)^holdfast_store_messages\\{store=\"" + Pattern.quote(store) + "\"} (\\d+)(?:\\.0)?$")
                .matcher(page());
        return line.find() ? line.group(1) : "there is no store of this name";
    }

    private String page() {
        try (var in = metrics.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
