// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// The one place where exceptions of RocksDB become ours.
final class RocksDbFailures {

    private RocksDbFailures() {}

    /// A write or a flush has failed: what it held may be there after a restart.
    static StoreException ofWrite(String what, RocksDBException e) {
        return new StoreException(Category.UNKNOWN, what + ": " + describe(e), e);
    }

    /// Something could not be read.
    static StoreException ofRead(String what, RocksDBException e) {
        return new StoreException(Category.UNAVAILABLE, what + ": " + describe(e), e);
    }

    /// The database could not be opened.
    static DatabaseException ofOpen(RocksDbSettings settings, RocksDBException e) {
        Status status = e.getStatus();
        String folder = settings.folder().toString();
        if (status != null && status.getCode() == Status.Code.Corruption) {
            return new DatabaseException(
                    "the data in " + folder + " is damaged (" + describe(e) + "). Nothing was changed, and nothing is"
                            + " opened: what follows the damage would be lost in silence. Put the folder aside, restore"
                            + " it from a backup, or start with another one",
                    e);
        }
        String text = String.valueOf(e.getMessage());
        if (text.contains("LOCK: Resource temporarily unavailable") || text.contains("lock hold by current process")) {
            return new DatabaseException(
                    "the data in " + folder + " is in use by another process, or by this one twice (" + describe(e)
                            + "). Stop the other one, or give each a folder of its own",
                    e);
        }
        return new DatabaseException("the data in " + folder + " cannot be opened: " + describe(e), e);
    }

    private static String describe(RocksDBException e) {
        Status status = e.getStatus();
        if (status == null) {
            return String.valueOf(e.getMessage());
        }
        String sub = status.getSubCode() == Status.SubCode.None ? "" : "/" + status.getSubCode();
        return status.getCode() + sub + ": " + e.getMessage();
    }
}
