// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A file that may hold artifacts.
///
/// @param name for people: its path, or `app.car!/folder/file.xml`
/// @param content what is in it
/// @param owner what its artifacts belong to
record SourceFile(String name, Content content, Owner owner) {

    /// Gives the bytes of a file.
    interface Content {

        /// All of them.
        ///
        /// @throws IOException when it cannot be read, or is too large
        byte[] bytes() throws IOException;
    }

    static SourceFile of(Path file) {
        return of(file, new Owner.OfFile());
    }

    static SourceFile of(Path file, Owner owner) {
        return new SourceFile(file.toString(), () -> read(file), owner);
    }

    /// A file whose bytes have been read.
    static SourceFile of(String name, byte[] bytes, Owner owner) {
        return new SourceFile(name, () -> bytes, owner);
    }

    /// The same with its content in memory.
    SourceFile loaded() {
        try {
            byte[] bytes = content.bytes();
            return new SourceFile(name, () -> bytes, owner);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            return new SourceFile(
                    name,
                    () -> {
                        throw new IOException(reason);
                    },
                    owner);
        }
    }

    /// Whether both hold the same bytes.
    boolean hasSameContent(SourceFile other) {
        try {
            return Arrays.equals(content.bytes(), other.content.bytes());
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > XmlSource.MAX_SIZE) {
            throw new IOException("it has more than " + XmlSource.MAX_SIZE + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
