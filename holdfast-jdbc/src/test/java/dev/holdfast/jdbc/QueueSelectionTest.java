// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which rows are taken while another process holds some, and while that ends. The clock stands still, so that
/// looks go on behind what was found last.
final class QueueSelectionTest {

    private final Competition claims = new Competition();
    private Instant now = Instant.EPOCH;
    private Connection connection;
    private QueueSelection selection;

    /// Locks beside those of another process, which ends after some attempts to take what it has.
    private static final class Competition implements Claims {
        private final Set<Long> others = new HashSet<>();
        private final Set<Long> ours = new HashSet<>();
        private int othersEndAfter = Integer.MAX_VALUE;

        @Override
        public List<Long> claim(List<Long> rows) {
            List<Long> taken = rows.stream()
                    .filter(row -> !others.contains(row) && !ours.contains(row))
                    .toList();
            ours.addAll(taken);
            othersEndAfter--;
            if (othersEndAfter == 0) {
                others.clear();
            }
            return taken;
        }

        @Override
        public void release(Collection<Long> rows) {
            ours.removeAll(rows);
        }

        @Override
        public long turn() {
            return 1;
        }

        @Override
        public boolean proves() {
            return false;
        }

        @Override
        public void prove() {}

        @Override
        public void end() {}
    }

    @BeforeEach
    void makeRows() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE queue (indexId BIGINT AUTO_INCREMENT PRIMARY KEY, msg_id VARCHAR(200),"
                    + " message BLOB)");
            statement.execute("INSERT INTO queue (msg_id, message) SELECT 'm', X'00' FROM SYSTEM_RANGE(1, 200)");
        }
        Table table = new TableInspector(new TableName("queue"), false, false).inspect(connection);
        selection = new QueueSelection(table, () -> now);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void what_others_hold_is_passed_over() throws SQLException {
        claims.others.addAll(rows(1, 100));
        assertThat(next(2)).containsExactly(101L, 102L);
        assertThat(next(2)).containsExactly(103L, 104L);
        assertThat(claims.ours).containsExactlyInAnyOrderElementsOf(rows(101, 104));
    }

    @Test
    void what_others_held_who_end_in_the_middle_of_a_look_comes_first() throws SQLException {
        claims.others.addAll(rows(1, 10));
        claims.othersEndAfter = 3;
        assertThat(next(2)).containsExactly(1L, 2L);
        assertThat(claims.ours).containsExactlyInAnyOrder(1L, 2L);
        assertThat(next(3)).containsExactly(3L, 4L, 5L);
        assertThat(next(60)).containsExactlyElementsOf(rows(6, 65));
    }

    @Test
    void what_others_held_comes_all_together_after_the_next_look_at_the_head() throws SQLException {
        claims.others.addAll(rows(1, 10));
        assertThat(next(2)).containsExactly(11L, 12L);
        claims.others.clear();
        assertThat(next(1)).containsExactly(13L);
        now = now.plus(Duration.ofSeconds(2));
        for (long row : rows(1, 10)) {
            assertThat(next(1)).containsExactly(row);
        }
        assertThat(next(1)).containsExactly(14L);
    }

    private List<Long> next(int want) throws SQLException {
        return selection.next(connection, claims, want, Set.copyOf(claims.ours));
    }

    private static List<Long> rows(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
