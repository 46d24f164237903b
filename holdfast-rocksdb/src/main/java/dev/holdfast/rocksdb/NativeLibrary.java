// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// The native part of RocksDB: unpacked once into a folder and loaded from there. The library's own loader
/// would unpack it at every start.
final class NativeLibrary {

    private NativeLibrary() {}

    /// Loads the library; again has no effect.
    ///
    /// @param folder where it is kept, a sub-folder for each version of it
    static void load(Path folder) {
        String resource = Environment.getJniLibraryFileName("rocksdb");
        try {
            URL packed = RocksDB.class.getClassLoader().getResource(resource);
            if (packed == null) {
                throw new DatabaseException("there is no native library " + resource
                        + " on the class path: this distribution was built for another system");
            }
            long size = packed.openConnection().getContentLengthLong();
            Path version = Files.createDirectories(folder.resolve("rocksdb-" + size));
            Path library = version.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
            if (!Files.exists(library)) {
                unpack(packed, library);
            }
            RocksDB.loadLibrary(List.of(version.toAbsolutePath().toString()));
        } catch (IOException e) {
            throw new DatabaseException("the native library of RocksDB cannot be unpacked to " + folder + ": " + e, e);
        } catch (UnsatisfiedLinkError e) {
            throw new DatabaseException(
                    "the native library of RocksDB cannot be loaded from " + folder + " (" + e.getMessage()
                            + "). Delete that folder if its content is damaged, or choose another one if its disk does"
                            + " not allow programs (noexec)",
                    e);
        }
    }

    private static void unpack(URL packed, Path library) throws IOException {
        try (InputStream bytes = packed.openStream()) {
            Path unfinished = Files.createTempFile(library.getParent(), "rocksdb", ".new");
            Files.copy(bytes, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, library, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
