// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written, read as typed values; what does not fit, with its place.
class ParametersTest {

    private static final Location OWNER = new Location("orders.xml", 1, "messageStore");
    private static final Location PLACE = new Location("orders.xml", 3, "parameter name=\"p\"");

    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource(textBlock = """
                    0,          0
                    ' 1500 ',   1500
                    86400000,   86400000
                    '',         7
                    '  ',       7
                    """)
    void milliseconds_are_read(String written, long expected) {
        assertThat(with(written).millis("p", Duration.ofMillis(7))).isEqualTo(Duration.ofMillis(expected));
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1s", "99999999999999999999"})
    void what_is_no_number_of_milliseconds_is_an_error_and_the_default_counts(String written) {
        assertThat(with(written).millis("p", Duration.ofMillis(7))).isEqualTo(Duration.ofMillis(7));
        assertError("parameter 'p' is '" + written + "'; expected milliseconds, 0 or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{wso2:vault-lookup('db')}", "user=u password={wso2:vault-lookup('db')};"})
    void a_secret_from_the_vault_is_an_error_with_its_name_and_the_way_out(String written) {
        with(written).refuseVault("p");
        assertError("parameter 'p' takes a secret from the vault of the old server, which is not there; expected text,"
                + " or $SYSTEM:NAME or $FILE:NAME");
    }

    @Test
    void any_other_secret_is_fine_and_so_is_none() {
        with("{vault}").refuseVault("p");
        with("secret").refuseVault("q");
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    1,          1
                    2147483647, 2147483647
                    '',         9
                    """)
    void a_count_is_read(String written, int expected) {
        assertThat(with(written).count("p", 9, 1)).isEqualTo(expected);
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "2147483648", "many", "1e3"})
    void what_is_no_count_is_an_error(String written) {
        assertThat(with(written).count("p", 9, 1)).isEqualTo(9);
        assertError("parameter 'p' is '" + written + "'; expected a whole number of at least 1");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    -2147483648, -2147483648, 0
                    4,           4,           0
                    -2147483649, 9,           1
                    2147483648,  9,           1
                    0x10,        9,           1
                    """)
    void an_integer_has_any_sign(String written, int expected, int errors) {
        assertThat(with(written).integer("p", 9)).isEqualTo(expected);
        assertThat(problems.all()).hasSize(errors);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    1,        1,   0
                    2.5,      2.5, 0
                    0.99,     9,   1
                    NaN,      9,   1
                    Infinity, 9,   1
                    '1,5',    9,   1
                    '',       9,   0
                    """)
    void a_decimal_is_finite_and_at_least_the_minimum(String written, double expected, int errors) {
        assertThat(with(written).decimal("p", 9, 1)).isEqualTo(expected);
        assertThat(problems.all()).hasSize(errors);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    true,     true,  0
                    ' TRUE ', true,  0
                    False,    false, 0
                    '',       true,  0
                    yes,      true,  1
                    0,        true,  1
                    """)
    void a_flag_is_true_or_false_in_any_case(String written, boolean expected, int errors) {
        assertThat(with(written).flag("p", true)).isEqualTo(expected);
        assertThat(problems.all()).hasSize(errors);
    }

    @Test
    void a_port_is_optional_and_in_range() {
        assertThat(with("").port("p")).isEmpty();
        assertThat(with("65535").port("p")).isEqualTo(OptionalInt.of(65_535));
        assertThat(problems.all()).isEmpty();
        with("65536").port("p");
        assertError("parameter 'p' is '65536'; expected a port, 1 to 65535");
    }

    @Test
    void what_is_missing_is_reported_at_the_artifact() {
        assertThat(with("x").requiredText("address")).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        Problem.Severity.ERROR, OWNER, "parameter 'address' is missing; it is required here"));
    }

    @Test
    void a_name_that_nobody_asked_for_is_warned_of_with_the_nearest_known_one() {
        Map<String, Parameter> values = new LinkedHashMap<>();
        for (String name : List.of("interval", "intervall", "description", "colour")) {
            values.put(name, Parameter.of(name, "1", PLACE));
        }
        Parameters parameters = new Parameters(OWNER, values, problems);
        parameters.count("interval", 1, 0);
        parameters.warnOfUnknown(List.of("description"));
        assertThat(problems.hasErrors()).isFalse();
        assertThat(problems.all())
                .extracting(Problem::text)
                .containsExactly(
                        "unknown parameter 'intervall' has no effect; did you mean 'interval'?",
                        "unknown parameter 'colour' has no effect");
    }

    @Test
    void an_inert_name_is_warned_of_with_the_reason_and_is_not_unknown() {
        Parameters parameters = with("1");
        parameters.inert("p", "virtual threads need no pool");
        parameters.inert("absent", "never seen");
        parameters.warnOfUnknown(List.of());
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly("orders.xml:3: <parameter name=\"p\">: warning: parameter 'p' has no effect:"
                        + " virtual threads need no pool");
    }

    private Parameters with(String written) {
        return new Parameters(OWNER, Map.of("p", Parameter.of("p", written, PLACE)), problems);
    }

    private void assertError(String text) {
        assertThat(problems.all()).containsExactly(new Problem(Problem.Severity.ERROR, PLACE, text));
    }
}
