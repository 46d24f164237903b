// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The disk of a server, which is full when a test says so: a library, preloaded into the server, then lets no file
/// grow. It needs no right to mount anything. Needs `gcc`.
public final class FullDisk implements AutoCloseable {

    private static final String SOURCE = "full_disk.c";

    private final Path folder = Unprivileged.newFolder("holdfast-disk");
    private final Path library = folder.resolve("full_disk.so");
    private final Path full = folder.resolve("full");

    private FullDisk() {
        try (InputStream source = FullDisk.class.getResourceAsStream(SOURCE)) {
            Files.copy(Objects.requireNonNull(source, SOURCE), folder.resolve(SOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compile();
    }

    /// A disk with room.
    public static FullDisk withRoom() {
        return new FullDisk();
    }

    /// For the environment of the server.
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FULL_DISK", full.toString());
    }

    /// From now on there is no room.
    public void fill() {
        write("");
    }

    /// From now on there is no room for files in that folder: it is a disk of its own.
    public void fill(Path disk) {
        write(disk + "/");
    }

    /// From now on there is room again.
    public void makeRoom() {
        try {
            Files.deleteIfExists(full);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on there is room again, and the engine runs, which may have ended for lack of it.
    public void makeRoomFor(ProcessServer engine) {
        makeRoom();
        if (!engine.process().isAlive()) {
            engine.restart();
        }
    }

    @Override
    public void close() {
        Unprivileged.delete(folder);
    }

    private void write(String beginning) {
        try {
            Path written = Files.writeString(folder.resolve("beginning"), beginning);
            Files.move(written, full, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile() {
        List<String> command = List.of(
                "gcc",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                folder.resolve(SOURCE).toString(),
                "-ldl");
        try (ChildProcess compiler = ChildProcess.startUnready(command, Map.of())) {
            if (compiler.awaitExit() != 0) {
                throw new IllegalStateException(command + " failed: " + compiler.lines());
            }
        }
    }
}
