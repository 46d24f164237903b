// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.Doubt;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.time.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// Reads the books, on the threads that are there for reading.
final class BookReader {

    /// A message counts as settled today when it was settled today or on one of so many days before.
    static final int SETTLED_DAYS = 2;

    private final Columns columns;
    private final ReadThreads threads;
    private final Timer timer;

    BookReader(Columns columns, ReadThreads threads, Timer timer) {
        this.columns = columns;
        this.threads = threads;
        this.timer = timer;
    }

    List<AttemptState> attempts() {
        List<AttemptState> found = new ArrayList<>();
        scan(columns.dedupe(), new byte[] {Keys.ATTEMPTS}, (key, value) -> found.add(BookCodec.attempts(value)));
        return found;
    }

    List<Doubt> doubts() {
        List<Doubt> found = new ArrayList<>();
        scan(columns.dedupe(), new byte[] {Keys.DOUBT}, (key, value) -> found.add(BookCodec.doubt(value)));
        return found;
    }

    List<LedgerEntry> history(FlowId flow) {
        List<LedgerEntry> found = new ArrayList<>();
        scan(columns.ledger(), Keys.historyFrom(flow), (key, value) -> found.add(BookCodec.entry(value)));
        return found;
    }

    boolean isSettled(AppendId id, int store) {
        int today = Keys.dayOf(timer.instant());
        return threads.read("what was settled", () -> {
            for (int day = today; day >= today - SETTLED_DAYS; day--) {
                if (columns.database().get(columns.dedupe(), Keys.settled(id, store, day)) != null) {
                    return true;
                }
            }
            return false;
        });
    }

    /// Walks over all that is in a column family under a prefix.
    void scan(ColumnFamilyHandle family, byte[] prefix, BiConsumer<byte[], byte[]> each) {
        threads.read("the books", () -> {
            try (RocksIterator iterator = columns.database().newIterator(family)) {
                for (iterator.seek(prefix); iterator.isValid() && startsWith(iterator.key(), prefix); iterator.next()) {
                    each.accept(iterator.key(), iterator.value());
                }
                checkEnd(iterator);
            }
            return true;
        });
    }

    private static void checkEnd(RocksIterator iterator) throws RocksDBException {
        iterator.status();
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
