// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When the next message may be taken.
class PacerTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void an_interval_of_a_second_or_more_gives_one_message_per_interval() {
        Pacer pacer = pacer(Duration.ofSeconds(2), Optional.empty());
        pacer.took(START);
        pacer.finished(START.plusMillis(300));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(2));
        pacer.took(START.plusMillis(2_100));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void after_an_idle_time_nothing_is_made_up_for() {
        Pacer pacer = pacer(Duration.ofSeconds(1), Optional.empty());
        pacer.took(START.plusSeconds(100));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(101));
    }

    @Test
    void an_interval_below_a_second_passes_between_an_end_and_the_next_start() {
        Pacer pacer = pacer(Duration.ofMillis(200), Optional.empty());
        pacer.took(START);
        pacer.finished(START.plusMillis(700));
        assertThat(pacer.nextAt()).isEqualTo(START.plusMillis(900));
    }

    @Test
    void without_an_interval_the_next_may_be_taken_at_once() {
        Pacer pacer = pacer(Duration.ZERO, Optional.empty());
        pacer.took(START.plusSeconds(1));
        pacer.finished(START.plusSeconds(2));
        assertThat(pacer.nextAt()).isEqualTo(START);
    }

    @Test
    void a_cron_expression_opens_at_its_times_until_nothing_is_there() {
        CronSchedule everyMinute = CronSchedule.parse("0 * * * * ?", ZoneOffset.UTC);
        Pacer pacer = pacer(Duration.ofMillis(500), Optional.of(everyMinute));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(60));
        pacer.took(START.plusSeconds(60));
        pacer.finished(START.plusMillis(60_100));
        assertThat(pacer.nextAt()).isEqualTo(START.plusMillis(60_600));
        pacer.foundEmpty(START.plusMillis(60_700));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void a_sampling_processor_takes_so_many_each_time_and_makes_up_for_nothing() {
        Pacer pacer = new SamplingPacer(Duration.ofSeconds(2), Optional.empty(), 2, START);
        pacer.took(START);
        assertThat(pacer.nextAt()).isEqualTo(START);
        pacer.took(START);
        pacer.finished(START.plusMillis(10));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(2));
        pacer.took(START.plusSeconds(2));
        pacer.foundEmpty(START.plusMillis(2_250));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(4));
        pacer.took(START.plusSeconds(100));
        pacer.took(START.plusSeconds(100));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(102));
    }

    @Test
    void at_each_time_of_its_cron_expression_a_sampling_processor_takes_no_more_than_so_many() {
        CronSchedule everyTwoSeconds = CronSchedule.parse("0/2 * * * * ?", ZoneOffset.UTC);
        Pacer pacer = new SamplingPacer(Duration.ofSeconds(1), Optional.of(everyTwoSeconds), 1, START);
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(2));
        pacer.took(START.plusSeconds(2));
        assertThat(pacer.nextAt()).isEqualTo(START.plusSeconds(4));
    }

    private static Pacer pacer(Duration interval, Optional<CronSchedule> cron) {
        return new ForwardingPacer(new Pace(interval, cron, 1), START);
    }
}
