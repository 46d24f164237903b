// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;

/// The open database with its column families. What the options are and why stands in
/// `docs/decisions/0003-embedded-store-on-rocksdb.md`. Closed in the reverse order of opening.
final class Columns implements AutoCloseable {

    private static final long MIB = 1L << 20;
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int BLOOM_BITS = 10;
    private static final int KEPT_LOG_FILES = 2;
    private static final int BACKGROUND_JOBS = 2;
    private static final long LARGEST_WRITE_BUFFER = 64 * MIB;

    private final List<RocksObject> resources = new ArrayList<>();
    private final RocksDB database;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();

    /// Opens the database, and makes it when it is missing.
    Columns(RocksDbSettings settings) throws RocksDBException {
        long memory = settings.limits().memoryBytes();
        Cache cache = keep(new LRUCache(memory / 6));
        long messageBuffer = Math.min(memory / 4, LARGEST_WRITE_BUFFER);
        List<ColumnFamilyDescriptor> families = List.of(
                family("default", options(cache, MIB)),
                family("messages", options(cache, messageBuffer)),
                family("ledger", options(cache, messageBuffer / 4).setCompressionType(CompressionType.LZ4_COMPRESSION)),
                family("dedupe", options(cache, messageBuffer / 8)),
                family("state", options(cache, MIB)));
        DBOptions options = keep(databaseOptions(messageBuffer));
        try {
            this.database = RocksDB.open(options, settings.folder().toString(), families, handles);
        } catch (RocksDBException e) {
            closeResources();
            throw e;
        }
    }

    RocksDB database() {
        return database;
    }

    ColumnFamilyHandle messages() {
        return handles.get(1);
    }

    ColumnFamilyHandle ledger() {
        return handles.get(2);
    }

    ColumnFamilyHandle dedupe() {
        return handles.get(3);
    }

    ColumnFamilyHandle state() {
        return handles.get(4);
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
        closeResources();
    }

    /// A torn record at the very end of the log is what a power cut leaves; anything else that is damaged in
    /// it, or a log that is missing or too short, refuses the start: what follows it would be lost in silence
    /// otherwise.
    private static DBOptions databaseOptions(long messageBuffer) {
        Properties onlyByName = new Properties();
        onlyByName.setProperty("track_and_verify_wals_in_manifest", "true");
        return DBOptions.getDBOptionsFromProps(onlyByName)
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(Math.max(2 * messageBuffer, 16 * MIB))
                .setBytesPerSync(MIB)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(KEPT_LOG_FILES)
                .setMaxLogFileSize(4 * MIB);
    }

    private ColumnFamilyOptions options(Cache cache, long writeBuffer) {
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setFilterPolicy(keep(new BloomFilter(BLOOM_BITS)));
        return keep(new ColumnFamilyOptions()
                .setWriteBufferSize(writeBuffer)
                .setMaxWriteBufferNumber(2)
                .setTargetFileSizeBase(64 * MIB)
                .setTableFormatConfig(tables)
                .setCompressionType(CompressionType.NO_COMPRESSION));
    }

    private static ColumnFamilyDescriptor family(String name, ColumnFamilyOptions options) {
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), options);
    }

    private <T extends RocksObject> T keep(T resource) {
        resources.add(resource);
        return resource;
    }

    private void closeResources() {
        resources.reversed().forEach(RocksObject::close);
    }
}
