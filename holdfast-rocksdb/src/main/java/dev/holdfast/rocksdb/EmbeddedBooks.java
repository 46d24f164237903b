// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.Books;
import dev.holdfast.StoreSource;
import dev.holdfast.ledger.Journal;
import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Books in a folder on the disk of this machine: what is remembered survives a crash. The same folder can
/// hold stores as well, see [#store]. It is used by one process at a time. Thread-safe.
public final class EmbeddedBooks implements Books {

    private static final String MESSAGES = "messages";
    private static final String NATIVE = "native";
    private static final long MEMORY = 64L << 20;
    private static final RocksDbSettings.Retention RETENTION =
            new RocksDbSettings.Retention(Duration.ofDays(7), 1L << 30);

    private final Path folder;
    private volatile @Nullable RocksDbDatabase database;

    private EmbeddedBooks(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// Books in that folder, made when it is missing. Nothing is touched yet.
    public static EmbeddedBooks in(Path folder) {
        return new EmbeddedBooks(folder);
    }

    /// A store in the same folder, for the [dev.holdfast.Holdfast] that has these books: messages wait on the
    /// disk of this machine, and message and books change in one write.
    public StoreSource store(String name) {
        return new EmbeddedStore(this, name);
    }

    /// @throws DatabaseException when what is in the folder is damaged, in use, or cannot be read
    @Override
    public Open open(Timer timer, IdSource ids) {
        RocksDbDatabase opened = RocksDbDatabase.open(settings(), timer);
        database = opened;
        return new OpenDatabase(opened, opened.openStore(ProcessorContext.INVALID_MESSAGES));
    }

    private RocksDbSettings settings() {
        try {
            Path messages = Files.createDirectories(folder.resolve(MESSAGES));
            Path library = Files.createDirectories(folder.resolve(NATIVE));
            FileStore disk = Files.getFileStore(messages);
            long reserve = RocksDbSettings.Limits.usualReserve(disk.getTotalSpace());
            return new RocksDbSettings(messages, library, new RocksDbSettings.Limits(reserve, 0, MEMORY), RETENTION);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
        }
    }

    private RocksDbDatabase opened() {
        RocksDbDatabase opened = database;
        if (opened == null) {
            throw new IllegalStateException("the books in " + folder
                    + " are not open: a store in them is for the Holdfast that was opened with them");
        }
        return opened;
    }

    /// A store of that name in these books.
    private record EmbeddedStore(EmbeddedBooks books, String name) implements StoreSource {

        @Override
        public MessageStore open(Setting setting) {
            return books.opened().openStore(name);
        }

        @Override
        public StoreSource sibling(String siblingName) {
            return new EmbeddedStore(books, siblingName);
        }

        @Override
        public String toString() {
            return name + " (in " + books.folder + ")";
        }
    }

    private record OpenDatabase(RocksDbDatabase database, MessageStore invalid) implements Open {

        @Override
        public Journal journal() {
            return database.journal();
        }

        @Override
        public Optional<MessageStore> invalidMessages() {
            return Optional.of(invalid);
        }

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
