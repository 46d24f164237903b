// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How long a token is worth something.
class TokensTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Tokens tokens = new Tokens(() -> now);

    @Test
    void a_token_is_valid_for_an_hour() {
        String token = tokens.issue();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(tokens.isValid(token)).isTrue();

        now = now.plus(Duration.ofMinutes(1));
        assertThat(tokens.isValid(token)).isFalse();
    }

    @Test
    void a_revoked_token_is_not_valid() {
        String token = tokens.issue();
        tokens.revoke(token);

        assertThat(tokens.isValid(token)).isFalse();
    }

    @Test
    void a_made_up_token_is_not_valid() {
        tokens.issue();

        assertThat(tokens.isValid("")).isFalse();
    }

    @Test
    void the_oldest_goes_when_there_are_too_many() {
        String oldest = tokens.issue();
        for (int i = 0; i < 1_000; i++) {
            tokens.issue();
        }

        assertThat(tokens.isValid(oldest)).isFalse();
    }
}
