// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyNamesTest {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{Alpha}_]\\w*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "X-Order.Id",
                "Accept",
                "7-up",
                "a_x002D_b",
                "_x005F_",
                "!#$%&'*+-.^_`|~",
                "_",
                "x_x00"
            })
    void an_encoded_name_is_an_identifier_and_comes_back(String name) {
        assertThat(PropertyNames.encode(name)).matches(IDENTIFIER);
        assertThat(PropertyNames.decode(PropertyNames.encode(name))).isEqualTo(name);
    }
}
