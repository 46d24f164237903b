// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.rocksdb.DatabaseException;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.rocksdb.RocksDbSettings;
import dev.holdfast.rocksdb.StorageCheck;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Opens the embedded database as the settings say.
final class Database {

    private static final String FOLDER = "messages";
    private static final String NATIVE_FOLDER = "native";

    private Database() {}

    /// @throws StartException when it cannot be opened
    static RocksDbDatabase open(Settings settings, DataFolder data, Timer timer) {
        try {
            return RocksDbDatabase.open(of(settings, data), timer);
        } catch (DatabaseException e) {
            throw new StartException(StartException.Reason.DAMAGED_DATA, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new StartException(
                    StartException.Reason.DATA_FOLDER,
                    e.getMessage() + ": " + Objects.requireNonNull(e.getCause()).getMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    StartException.Reason.SETTINGS, "settings of the data folder: " + e.getMessage(), e);
        }
    }

    /// What is known about the disk, as a sentence.
    static String powerLoss(DataFolder data) {
        try {
            StorageCheck check = StorageCheck.of(data.path());
            return switch (check.verdict()) {
                case YES -> "What is accepted survives a power cut (" + check.reason() + ")";
                case UNKNOWN -> "Whether what is accepted survives a power cut is unknown: " + check.reason();
                case NO -> "What is accepted does NOT survive a power cut: " + check.reason();
            };
        } catch (IOException e) {
            return "Whether what is accepted survives a power cut is unknown: " + e.getMessage();
        }
    }

    private static RocksDbSettings of(Settings settings, DataFolder data) {
        Path folder = data.folder(FOLDER);
        long reserve = settings.bytes(SettingKey.RESERVE);
        return new RocksDbSettings(
                folder,
                data.folder(NATIVE_FOLDER),
                new RocksDbSettings.Limits(
                        reserve == 0 ? usualReserve(folder) : reserve,
                        settings.number(SettingKey.STORE_COUNT_LIMIT),
                        settings.bytes(SettingKey.DATABASE_MEMORY)),
                new RocksDbSettings.Retention(
                        settings.duration(SettingKey.LEDGER_AGE), settings.bytes(SettingKey.LEDGER_SIZE)));
    }

    private static long usualReserve(Path folder) {
        try {
            return RocksDbSettings.Limits.usualReserve(
                    Files.getFileStore(folder).getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("the size of the disk of " + folder + " cannot be found out", e);
        }
    }
}
