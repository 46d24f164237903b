// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Journal;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
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

    private final Base base;
    private final ReadThreads threads;
    private final Registry registry;
    private final MessageReader messages;
    private final Writer writer;
    private final RocksDbJournal journal;
    private final Retention retention;
    private final Timer timer;

    private RocksDbDatabase(Base base, RocksDbSettings settings, Room room, Timer timer) {
        this.base = base;
        this.threads = base.threads;
        Columns columns = base.columns;
        this.timer = timer;
        BookReader books = new BookReader(columns, threads, timer);
        Contents contents = Contents.read(books, columns);
        this.registry = contents.registry(columns);
        this.messages = new MessageReader(columns, threads);
        CountLimit limit = new CountLimit(registry, settings.limits().messagesPerStore());
        this.writer = new Writer(columns, registry, limit, messages, timer);
        this.journal = new RocksDbJournal(
                writer, registry, new RocksDbJournal.Readers(books, messages), room, contents.states());
        this.retention = new Retention(columns, threads, settings.retention(), timer);
    }

    /// What has to be closed when nothing comes of opening.
    private record Base(FolderLock lock, Columns columns, ReadThreads threads) {
        void close() {
            threads.close();
            columns.close();
            lock.close();
        }
    }

    /// Opens the database, and makes it when it is missing.
    ///
    /// When this returns, everything is there that was ever confirmed and not settled.
    ///
    /// @throws DatabaseException when what is in the folder is damaged, in use, or cannot be read, or the folder
    ///     or the native library cannot be used
    public static RocksDbDatabase open(RocksDbSettings settings, Timer timer) {
        NativeLibrary.load(settings.nativeFolder());
        try {
            Files.createDirectories(settings.folder());
            return open(FolderLock.take(settings.folder()), settings, timer);
        } catch (IOException e) {
            throw new DatabaseException("the folder " + settings.folder() + " cannot be used: " + e, e);
        }
    }

    private static RocksDbDatabase open(FolderLock lock, RocksDbSettings settings, Timer timer) throws IOException {
        boolean opened = false;
        try {
            LogCheck.check(settings.folder());
            Base base = new Base(lock, new Columns(settings), new ReadThreads());
            RocksDbDatabase database = open(base, settings, timer);
            opened = true;
            return database;
        } catch (RocksDBException e) {
            throw RocksDbFailures.ofOpen(settings, e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static RocksDbDatabase open(Base base, RocksDbSettings settings, Timer timer) throws IOException {
        try {
            FileStore disk = Files.getFileStore(settings.folder());
            return new RocksDbDatabase(base, settings, new Room(settings, disk, timer), timer);
        } catch (StoreException | MessageFormatException e) {
            base.close();
            throw new DatabaseException("the data in " + settings.folder() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The journal.
    public Journal journal() {
        return journal;
    }

    /// The store of that name, made when it is missing. To be opened once at a time.
    public MessageStore openStore(String name) {
        StoreQueue queue = threads.read("store " + name, () -> registry.queue(name));
        return new RocksDbMessageStore(queue, new QueueConsumer.Engine(journal, messages, timer));
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
        registry.wakeAll();
        base.close();
    }
}
