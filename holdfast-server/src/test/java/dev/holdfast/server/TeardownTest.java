// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a node ends.
class TeardownTest {

    private final List<String> ended = new ArrayList<>();
    private final Teardown teardown = new Teardown();

    @Test
    void the_latest_ends_first_and_each_once() {
        teardown.add("first", () -> ended.add("first"));
        teardown.add("second", () -> ended.add("second"));
        teardown.run();
        teardown.run();

        assertThat(ended).containsExactly("second", "first");
    }

    @Test
    void a_step_that_fails_does_not_keep_the_others_from_ending() {
        teardown.add("first", () -> ended.add("first"));
        teardown.add("second", () -> {
            throw new IllegalStateException("no");
        });
        teardown.run();

        assertThat(ended).containsExactly("first");
    }
}
