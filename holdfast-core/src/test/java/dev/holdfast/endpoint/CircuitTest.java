// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Circuit.Admission;
import dev.holdfast.endpoint.Circuit.Blame;
import dev.holdfast.endpoint.Circuit.Sign;
import dev.holdfast.endpoint.Circuit.State;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What is known of an endpoint from what is sent to it.
class CircuitTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final ManualTimer timer = new ManualTimer();
    private final Circuit circuit = new Circuit("back-end", timer);

    @Test
    void as_long_as_it_is_up_everything_may_be_sent() {
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Admitted(false));
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Admitted(false));
    }

    @Test
    void one_sign_that_it_is_down_leaves_one_probe_in_each_interval() {
        failed(1, Sign.DOWN);
        Instant first = timer.instant().plus(INTERVAL);
        assertThat(circuit.state()).isEqualTo(new State.Down(timer.instant(), first));
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Held(first));
        timer.advance(INTERVAL);
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Admitted(true));
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Held(first.plus(INTERVAL)));
    }

    @Test
    void whatever_passes_brings_it_up() {
        failed(1, Sign.DOWN);
        circuit.passed(message(2));
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Admitted(false));
    }

    @Test
    void one_message_that_is_refused_again_and_again_does_not_bring_it_down() {
        for (int i = 0; i < 10; i++) {
            assertThat(failed(1, Sign.REFUSAL)).isEqualTo(Blame.UNKNOWN);
        }
        assertThat(circuit.state()).isEqualTo(new State.Up());
    }

    @Test
    void three_messages_that_are_refused_in_a_row_bring_it_down() {
        failed(1, Sign.REFUSAL);
        failed(2, Sign.REFUSAL);
        circuit.passed(message(9));
        failed(3, Sign.REFUSAL);
        failed(4, Sign.REFUSAL);
        assertThat(circuit.state()).isEqualTo(new State.Up());
        failed(5, Sign.REFUSAL);
        assertThat(circuit.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void a_message_is_to_blame_when_others_have_passed_between_two_of_its_failures() {
        assertThat(failed(1, Sign.REFUSAL)).isEqualTo(Blame.UNKNOWN);
        assertThat(failed(1, Sign.REFUSAL)).isEqualTo(Blame.UNKNOWN);
        circuit.passed(message(2));
        assertThat(failed(1, Sign.REFUSAL)).isEqualTo(Blame.MESSAGE);
        assertThat(failed(1, Sign.REFUSAL)).isEqualTo(Blame.UNKNOWN);
        circuit.passed(message(3));
        assertThat(failed(1, Sign.DOWN)).isEqualTo(Blame.MESSAGE);
        assertThat(circuit.state()).isEqualTo(new State.Up());
    }

    @Test
    void no_message_is_to_blame_for_an_outage_that_begins_and_ends() {
        circuit.passed(message(1));
        assertThat(failed(2, Sign.DOWN)).isEqualTo(Blame.UNKNOWN);
        timer.advance(INTERVAL);
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Admitted(true));
        assertThat(circuit.failed(message(3), Sign.DOWN, true, timer.instant())).isEqualTo(Blame.UNKNOWN);
        circuit.passed(message(4));
        assertThat(circuit.failed(message(3), Sign.DOWN, true, timer.instant()))
                .as("a probe that was under way while another one passed")
                .isEqualTo(Blame.UNKNOWN);
    }

    @Test
    void what_flows_send_tells_as_well() {
        circuit.observed(message(1), ScriptedEndpoint.refused(404));
        circuit.observed(message(2), ScriptedEndpoint.refused(500));
        circuit.observed(message(3), ScriptedEndpoint.refused(500));
        assertThat(circuit.state()).isEqualTo(new State.Up());
        circuit.observed(message(4), ScriptedEndpoint.refused(503));
        assertThat(circuit.state()).isInstanceOf(State.Down.class);
        circuit.observed(message(5), ScriptedEndpoint.delivered());
        assertThat(circuit.state()).isEqualTo(new State.Up());
        circuit.observed(message(6), ScriptedEndpoint.notSent());
        assertThat(circuit.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void a_later_time_for_the_next_probe_stands() {
        Instant later = timer.instant().plus(Duration.ofMinutes(10));
        circuit.failed(message(1), Sign.DOWN, false, later);
        failed(2, Sign.DOWN);
        assertThat(circuit.admit(INTERVAL)).isEqualTo(new Admission.Held(later));
    }

    private Blame failed(int message, Sign sign) {
        return circuit.failed(message(message), sign, false, timer.instant().plus(INTERVAL));
    }

    private static AppendId message(int serial) {
        return new AppendId(new FlowId(1, 2), serial);
    }
}
