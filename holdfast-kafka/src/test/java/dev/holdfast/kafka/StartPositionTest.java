// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kafka.Progress.Commit;
import dev.holdfast.kafka.StartPosition.Start;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

final class StartPositionTest {

    @Test
    void a_group_goes_on_where_it_has_come_to() {
        String metadata = new SettledRuns(List.of(1L, 2L)).text();
        Start start = StartPosition.decide(Optional.of(new OffsetAndMetadata(7, metadata)), 3, 20);
        assertThat(start)
                .isEqualTo(new Start(new Commit(7, new SettledRuns(List.of(1L, 2L))), Optional.empty(), false));
    }

    @Test
    void a_group_without_an_offset_begins_at_the_first_message_and_says_so() {
        Start start = StartPosition.decide(Optional.empty(), 3, 20);
        assertThat(start.commit()).isEqualTo(new Commit(3, SettledRuns.none()));
        assertThat(start.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("all 17 messages", "offsets.retention.minutes"));
        assertThat(StartPosition.decide(Optional.empty(), 3, 3).complaint()).isEmpty();
    }

    @Test
    void messages_that_the_broker_deleted_unread_are_counted() {
        Start start = StartPosition.decide(Optional.of(new OffsetAndMetadata(7)), 10, 20);
        assertThat(start.loss()).isTrue();
        assertThat(start.complaint())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("deleted 3 messages", "offset 7", "retention.ms"));
        String metadata = new SettledRuns(List.of(1L, 1L)).text();
        assertThat(StartPosition.decide(Optional.of(new OffsetAndMetadata(7, metadata)), 10, 20)
                        .complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("deleted 2 messages"));
    }

    @Test
    void a_topic_that_ends_before_the_offset_has_lost_messages() {
        Start start = StartPosition.decide(Optional.of(new OffsetAndMetadata(30)), 10, 20);
        assertThat(start.commit()).isEqualTo(new Commit(10, SettledRuns.none()));
        assertThat(start.loss()).isTrue();
        assertThat(start.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("offset 30", "ends at 20"));
    }

    @Test
    void the_offset_of_another_program_counts_without_its_metadata() {
        Start start = StartPosition.decide(Optional.of(new OffsetAndMetadata(7, "reset by hand")), 3, 20);
        assertThat(start.commit()).isEqualTo(new Commit(7, SettledRuns.none()));
        assertThat(start.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("beyond offset 7"));
        assertThat(start.loss()).isFalse();
    }
}
