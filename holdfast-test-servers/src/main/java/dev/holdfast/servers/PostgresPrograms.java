// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The programs of PostgreSQL, from the jar that the build brings. They are unpacked once on a machine. Needs
/// `tar` and `xz`.
final class PostgresPrograms {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private PostgresPrograms() {}

    /// The folder with `bin`, `lib` and `share`.
    static Path unpacked() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "holdfast-" + name());
        return Files.isDirectory(folder) ? folder : unpack(folder);
    }

    /// From the name of the jar, so that a new version has a folder of its own.
    private static String name() {
        String jar = Objects.requireNonNull(
                        PostgresPrograms.class.getClassLoader().getResource(ARCHIVE), ARCHIVE)
                .getPath();
        String file = jar.substring(0, jar.indexOf('!'));
        return file.substring(file.lastIndexOf('/') + 1).replace(".jar", "");
    }

    private static Path unpack(Path folder) {
        try {
            Path draft = Files.createTempDirectory("holdfast-postgres-programs");
            Path archive = draft.resolve(ARCHIVE);
            try (InputStream packed = PostgresPrograms.class.getClassLoader().getResourceAsStream(ARCHIVE)) {
                Files.copy(Objects.requireNonNull(packed, ARCHIVE), archive);
            }
            run(List.of("tar", "-xJf", archive.toString(), "-C", draft.toString()));
            Files.delete(archive);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            return moved(draft, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path moved(Path draft, Path folder) throws IOException {
        try {
            return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException
                | AtomicMoveNotSupportedException
                | java.nio.file.DirectoryNotEmptyException e) {
            // Another process has unpacked it meanwhile: the draft serves as well.
            return Files.isDirectory(folder) ? folder : draft;
        }
    }

    private static void run(List<String> command) {
        ChildProcess child = ChildProcess.startUnready(command, Map.of());
        if (child.awaitExit() != 0) {
            throw new IllegalStateException(command + " failed: " + child.lines());
        }
        child.close();
    }
}
