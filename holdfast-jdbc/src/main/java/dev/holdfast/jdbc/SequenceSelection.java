// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The order of the sequence numbers, for the one process that owns the table. How far it has come is written when
/// messages are acknowledged, in the same transaction, into the table `tbl_lastprocessid`.
final class SequenceSelection implements Selection {

    /// More rows than this are not looked at for those that nobody holds.
    private static final int AHEAD = 1024;

    private final Table table;
    private final Shared shared;
    private final InstantSource clock;

    /// What the consumers of a store share.
    ///
    /// @param store its name, under which it writes how far it has come
    /// @param sequencer knows what is next
    /// @param lock guards it
    record Shared(String store, Sequencer sequencer, ReentrantLock lock) {}

    private record Candidate(long index, long number) {}

    SequenceSelection(Table table, Shared shared, InstantSource clock) {
        this.table = table;
        this.shared = shared;
        this.clock = clock;
    }

    @Override
    public List<Long> next(Connection connection, Claims claims, int want, Set<Long> held) throws SQLException {
        shared.lock.lock();
        try {
            long turn = claims.turn();
            if (turn == 0) {
                return List.of();
            }
            if (!shared.sequencer.isOf(turn)) {
                shared.sequencer.begin(turn, lastAcknowledged(connection), clock.instant());
            }
            return due(connection, claims, want, held);
        } finally {
            shared.lock.unlock();
        }
    }

    private List<Long> due(Connection connection, Claims claims, int want, Set<Long> held) throws SQLException {
        List<Long> taken = new ArrayList<>();
        Instant now = clock.instant();
        for (Candidate candidate : candidates(connection, want + held.size() + AHEAD)) {
            boolean due = shared.sequencer.isDue(candidate.number, now);
            if (!due || taken.size() == want) {
                return taken;
            }
            if (!held.contains(candidate.index)
                    && !claims.claim(List.of(candidate.index)).isEmpty()) {
                taken.add(candidate.index);
                shared.sequencer.handedOut(candidate.number, now);
            }
        }
        return taken;
    }

    private List<Candidate> candidates(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.bySequence())) {
            statement.setInt(1, most);
            List<Candidate> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Candidate(rows.getLong(1), rows.getLong(2)));
                }
            }
            return found;
        }
    }

    private long lastAcknowledged(Connection connection) throws SQLException {
        List<String> known =
                Query.texts(connection, "SELECT seq_id FROM tbl_lastprocessid WHERE statement = ?", shared.store);
        if (!known.isEmpty()) {
            return Long.parseLong(known.getFirst());
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO tbl_lastprocessid (statement, seq_id) VALUES (?, 0)")) {
            statement.setString(1, shared.store);
            statement.executeUpdate();
        }
        return 0;
    }

    @Override
    public void settled(Connection connection, Collection<Long> numbers) throws SQLException {
        long highest = numbers.stream().mapToLong(Long::longValue).max().orElse(0);
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE tbl_lastprocessid SET seq_id = ? WHERE statement = ? AND seq_id < ?")) {
            statement.setLong(1, highest);
            statement.setString(2, shared.store);
            statement.setLong(3, highest);
            statement.executeUpdate();
        }
    }
}
