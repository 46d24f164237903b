// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// The order of the indexes. It goes on behind what it has found last; a row can appear before that, as numbers
/// are given before commits and consumers give back what they held, so that from time to time, and whenever there
/// is nothing behind, it looks from the head.
final class QueueSelection implements Selection {

    private static final Duration FROM_THE_HEAD = Duration.ofSeconds(1);
    private static final int LEAST_PAGE = 64;

    private final Table table;
    private final InstantSource clock;
    private long cursor = Long.MIN_VALUE;
    private Instant lookedFromHead = Instant.MIN;

    QueueSelection(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public List<Long> next(Connection connection, Claims claims, int want, Set<Long> held) throws SQLException {
        // Who becomes the owner in the middle of a look would pass over what it was refused before.
        if (claims.proves() && claims.turn() == 0) {
            return List.of();
        }
        Instant now = clock.instant();
        boolean fromHead = now.isAfter(lookedFromHead.plus(FROM_THE_HEAD));
        List<Long> found = fromHead ? List.of() : behind(cursor, connection, claims, want, held);
        if (found.isEmpty()) {
            lookedFromHead = now;
            found = behind(Long.MIN_VALUE, connection, claims, want, held);
        }
        return found;
    }

    @Override
    public void settled(Connection connection, Collection<Long> places) {
        // The rows themselves are all there is to know.
    }

    private List<Long> behind(long start, Connection connection, Claims claims, int want, Set<Long> held)
            throws SQLException {
        NavigableSet<Long> found = new TreeSet<>();
        List<Long> refused = new ArrayList<>();
        int pageSize = Math.max(want, LEAST_PAGE);
        long position = start;
        boolean more = true;
        while (more && found.size() < want) {
            List<Long> page = page(connection, position, pageSize);
            more = page.size() == pageSize;
            List<Long> free = page.stream().filter(row -> !held.contains(row)).toList();
            int tried = 0;
            while (tried < free.size() && found.size() < want) {
                List<Long> some = free.subList(tried, Math.min(free.size(), tried + want - found.size()));
                found.addAll(claims.claim(some));
                some.stream().filter(row -> !found.contains(row)).forEach(refused::add);
                tried += some.size();
            }
            if (tried < free.size()) {
                position = free.get(tried - 1);
            } else if (!page.isEmpty()) {
                position = page.getLast();
            }
        }
        cursor = takeWhatBecameFree(claims, found, refused, want) ? found.getLast() : position;
        return List.copyOf(found);
    }

    /// Whoever holds rows may end in the middle of a look, so that those that were refused are free when later ones
    /// are taken: they come first.
    ///
    /// @return whether there were such
    private static boolean takeWhatBecameFree(Claims claims, NavigableSet<Long> found, List<Long> refused, int want)
            throws SQLException {
        boolean any = false;
        List<Long> passed = before(found, refused);
        while (!passed.isEmpty()) {
            List<Long> freed = claims.claim(passed);
            any |= !freed.isEmpty();
            refused.removeAll(freed);
            found.addAll(freed);
            passed = freed.isEmpty() ? List.of() : before(found, refused);
        }
        if (found.size() > want) {
            List<Long> tooMany = found.stream().skip(want).toList();
            claims.release(tooMany);
            tooMany.forEach(found::remove);
        }
        return any;
    }

    private static List<Long> before(NavigableSet<Long> found, List<Long> refused) {
        return found.isEmpty()
                ? List.of()
                : refused.stream().filter(row -> row < found.getLast()).toList();
    }

    private List<Long> page(Connection connection, long position, int size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.indexes())) {
            statement.setLong(1, position);
            statement.setInt(2, size);
            List<Long> page = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(rows.getLong(1));
                }
            }
            return page;
        }
    }
}
