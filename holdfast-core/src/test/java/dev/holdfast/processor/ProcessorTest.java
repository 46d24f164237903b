// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.FaultyJournal;
import dev.holdfast.ledger.VolatileJournal;
import dev.holdfast.processor.ProcessorStatus.Cause;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The state of a processor, whoever changes it, and over restarts.
class ProcessorTest {

    private static final Duration REACTIVATION = Duration.ofSeconds(60);

    private final ManualTimer timer = new ManualTimer();
    private final FaultyJournal journal = new FaultyJournal(new VolatileJournal(100, 100));
    private final List<RecordingWorker> workers = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();

    @Test
    void it_starts_as_its_artifact_says_only_the_first_time() {
        Processor first = started(false);
        assertThat(workers).isEmpty();
        first.activate();
        first.stop(Duration.ZERO);
        assertThat(started(false).status().isActive()).isTrue();
        assertThat(running()).isEqualTo(1);
    }

    @Test
    void one_that_gave_up_comes_back_by_itself_with_a_new_round() {
        Processor processor = started(true);
        giveUp("exhausted");
        assertThat(processor.status().isActive()).isFalse();
        assertThat(processor.status().reason()).isEqualTo("exhausted");
        assertThat(afterwards).containsExactly("exhausted");
        assertThat(running()).isZero();
        timer.advance(REACTIVATION.minusMillis(1));
        assertThat(processor.status().isActive()).isFalse();
        timer.advance(Duration.ofMillis(1));
        assertThat(processor.status().isActive()).isTrue();
        assertThat(workers.getLast().activation).isEqualTo(2);
        assertThat(running()).isEqualTo(1);
    }

    @Test
    void a_restart_does_not_make_it_forget_when_to_come_back() {
        Processor processor = started(true);
        giveUp("exhausted");
        processor.stop(Duration.ZERO);
        timer.advance(REACTIVATION.dividedBy(2));
        Processor again = started(true);
        assertThat(again.status().isActive()).isFalse();
        timer.advance(REACTIVATION.dividedBy(2));
        assertThat(again.status().isActive()).isTrue();
    }

    @Test
    void an_operators_deactivation_is_never_undone() {
        Processor processor = started(true);
        giveUp("exhausted");
        processor.deactivate();
        timer.advance(Duration.ofDays(10));
        assertThat(processor.status().isActive()).isFalse();
        processor.stop(Duration.ZERO);
        Processor again = started(true);
        timer.advance(Duration.ofDays(10));
        assertThat(again.status().by()).isEqualTo(Cause.OPERATOR);
        assertThat(running()).isZero();
    }

    @Test
    void a_probe_that_comes_while_an_operator_deactivates_comes_too_late() {
        Processor processor = started(true);
        giveUp("exhausted");
        journal.beforeCommit(() -> timer.pause(Duration.ofSeconds(2)));
        timer.advance(REACTIVATION.minusSeconds(1));
        timer.start("operator", processor::deactivate);
        timer.advance(Duration.ofSeconds(10));
        assertThat(processor.status().by()).isEqualTo(Cause.OPERATOR);
        assertThat(processor.status().isActive()).isFalse();
    }

    @Test
    void a_worker_that_gives_up_after_its_time_changes_nothing() {
        Processor processor = started(true);
        RecordingWorker old = workers.getFirst();
        processor.deactivate();
        processor.activate();
        old.giveUp.because("late", () -> afterwards.add("late"));
        timer.settle();
        assertThat(processor.status().isActive()).isTrue();
        assertThat(afterwards).isEmpty();
    }

    @Test
    void a_stopped_processor_keeps_its_state_and_runs_nothing() {
        Processor processor = started(true);
        giveUp("exhausted");
        processor.stop(Duration.ZERO);
        timer.advance(Duration.ofDays(1));
        assertThat(processor.status().isActive()).isFalse();
        assertThat(running()).isZero();
    }

    @Test
    void starting_twice_starts_one_worker() {
        Processor processor = started(true);
        processor.start();
        assertThat(running()).isEqualTo(1);
    }

    private Processor started(boolean initially) {
        Processor processor = new Processor(
                new Processor.Identity("p", "orders"),
                new Processor.Activation(initially, REACTIVATION, Duration.ofSeconds(5)),
                journal,
                timer,
                (activation, giveUp) -> {
                    RecordingWorker worker = new RecordingWorker(activation, giveUp);
                    workers.add(worker);
                    return worker;
                });
        processor.start();
        return processor;
    }

    private void giveUp(String reason) {
        workers.getLast().giveUp.because(reason, () -> afterwards.add(reason));
        timer.settle();
    }

    private long running() {
        return workers.stream().filter(worker -> worker.running).count();
    }

    private static final class RecordingWorker implements Worker {

        private final long activation;
        private final Processor.GiveUp giveUp;
        private boolean running;

        RecordingWorker(long activation, Processor.GiveUp giveUp) {
            this.activation = activation;
            this.giveUp = giveUp;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop(Instant limit) {
            running = false;
        }
    }
}
