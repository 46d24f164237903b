// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.IdSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the books forget, and when.
class RetentionTest {

    private final WatchedTimer timer = new WatchedTimer();
    private final Random random = new Random(1);
    private final IdSource ids = new IdSource(timer, random);

    @Test
    void history_is_forgotten_at_its_age_and_not_before(@TempDir Path folder) {
        try (RocksDbDatabase database = open(folder, new RocksDbSettings.Retention(Duration.ofDays(7), 1L << 40))) {
            Journal journal = database.journal();
            AppendId old = note(journal, "old");
            timer.advance(Duration.ofDays(1));
            AppendId young = note(journal, "young");
            timer.advance(Duration.ofDays(6).minusHours(1));
            assertThat(journal.history(old.flow())).hasSize(1);
            timer.advance(Duration.ofHours(2));
            assertThat(journal.history(old.flow())).isEmpty();
            assertThat(journal.history(young.flow())).hasSize(1);
        }
    }

    @Test
    void the_oldest_history_goes_first_when_there_is_too_much(@TempDir Path folder) {
        long most = 2L << 20;
        try (RocksDbDatabase database = open(folder, new RocksDbSettings.Retention(Duration.ofDays(700), most))) {
            Journal journal = database.journal();
            List<AppendId> ids = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                ids.add(note(journal, noise(2_000)));
                timer.advance(Duration.ofMinutes(1));
            }
            long kept = ids.stream()
                    .filter(id -> !journal.history(id.flow()).isEmpty())
                    .count();
            // Sizes are those of files: how much more goes than must depends on what the database has merged by then.
            assertThat(kept).isBetween(100L, 3_000L);
            assertThat(journal.history(ids.getFirst().flow())).isEmpty();
            assertThat(journal.history(ids.getLast().flow())).hasSize(1);
        }
    }

    @Test
    void what_was_settled_elsewhere_is_known_for_two_days_and_forgotten_after_four(@TempDir Path folder) {
        try (RocksDbDatabase database = open(folder, new RocksDbSettings.Retention(Duration.ofDays(7), 1L << 40))) {
            Journal journal = database.journal();
            AppendId id = ids.newAppend(ids.newFlow());
            journal.commit(List.of(new Change.SetSettled(id, "queue", timer.instant())), Sync.FLUSHED);
            timer.advance(Duration.ofDays(1));
            timer.advance(Duration.ofDays(1));
            assertThat(journal.isSettled(id, "queue")).isTrue();
            assertThat(journal.isSettled(id, "another")).isFalse();
            timer.advance(Duration.ofDays(2));
            assertThat(journal.isSettled(id, "queue")).isFalse();
        }
    }

    private RocksDbDatabase open(Path folder, RocksDbSettings.Retention retention) {
        RocksDbSettings usual = TestDatabase.settings(folder);
        RocksDbSettings settings = new RocksDbSettings(usual.folder(), usual.nativeFolder(), usual.limits(), retention);
        return RocksDbDatabase.open(settings, timer);
    }

    private AppendId note(Journal journal, String text) {
        AppendId id = ids.newAppend(ids.newFlow());
        LedgerEntry entry =
                new LedgerEntry(id, timer.instant(), Event.ATTEMPTED, "orders", Detail.of("endpoint", text));
        journal.commit(List.of(new Change.Note(entry)), Sync.KILL_SAFE);
        return id;
    }

    private String noise(int characters) {
        byte[] bytes = new byte[characters / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
