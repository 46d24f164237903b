// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Journal;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Set;
import org.rocksdb.RocksDBException;

/// The embedded database of a node: its durable stores and its journal. There is one per folder and process.
///
/// When a commit that was to be flushed returns, it is on stable storage, as far as the disk tells the truth
/// about it (see [StorageCheck]). After an error of the disk nothing is taken any more until the database has
/// been opened again. Thread-safe.
public final class RocksDbDatabase implements AutoCloseable {

    private final Columns columns;
    private final ReadThreads threads = new ReadThreads();
    private final Registry registry;
    private final MessageReader messages;
    private final Writer writer;
    private final RocksDbJournal journal;
    private final Retention retention;
    private final Timer timer;

    private RocksDbDatabase(Columns columns, RocksDbSettings settings, FileStore disk, Timer timer) {
        this.columns = columns;
        this.timer = timer;
        BookReader books = new BookReader(columns, threads, timer);
        Contents contents = Contents.read(books, columns);
        this.registry = contents.registry(columns);
        this.messages = new MessageReader(columns, threads);
        this.writer = new Writer(columns, registry);
        Room room = new Room(settings.limits(), disk, registry, timer);
        this.journal = new RocksDbJournal(
                writer, registry, new RocksDbJournal.Readers(books, messages), room, contents.states());
        this.retention = new Retention(columns, threads, settings.retention(), timer);
    }

    /// Opens the database, and makes it when it is missing.
    ///
    /// When this returns, everything is there that was ever confirmed and not settled.
    ///
    /// @throws DatabaseException when what is in the folder is damaged, in use, or cannot be read
    public static RocksDbDatabase open(RocksDbSettings settings, Timer timer) {
        try {
            Files.createDirectories(settings.folder());
            NativeLibrary.load(settings.nativeFolder());
            FileStore disk = Files.getFileStore(settings.folder());
            return new RocksDbDatabase(new Columns(settings), settings, disk, timer);
        } catch (IOException e) {
            throw new DatabaseException("the folder " + settings.folder() + " cannot be used: " + e.getMessage(), e);
        } catch (RocksDBException e) {
            throw RocksDbFailures.ofOpen(settings, e);
        }
    }

    /// The journal.
    public Journal journal() {
        return journal;
    }

    /// The store of that name, made when it is missing. To be opened once at a time.
    public MessageStore openStore(String name) {
        try {
            return new RocksDbMessageStore(registry.queue(name), journal, messages, timer);
        } catch (RocksDBException e) {
            throw RocksDbFailures.ofRead("store " + name + " cannot be opened", e);
        }
    }

    /// The names of all stores in this database that hold messages, open or not.
    public Set<String> storesWithMessages() {
        return registry.withMessages();
    }

    /// Writes and flushes what waits, and closes the database. Nothing of it may be used afterwards.
    @Override
    public void close() {
        retention.close();
        writer.close();
        threads.close();
        columns.close();
    }
}
