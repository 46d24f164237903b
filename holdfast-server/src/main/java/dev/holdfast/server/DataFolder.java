// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder in which one Holdfast keeps everything, locked as long as it runs.
public final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = "holdfast.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Makes the folder if it is missing, and locks it. The operating system gives the lock back when the
    /// process ends,
    /// however it ends.
    ///
    /// @throws StartException when it cannot be written to, or another process has it
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        FileChannel channel = lockFile(absolute);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(absolute, channel);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(absolute, channel);
        } catch (OverlappingFileLockException e) {
            throw new StartException(
                    StartException.Reason.DATA_FOLDER,
                    "data folder " + absolute + " is in use in this very process",
                    e);
        } catch (IOException e) {
            throw notWritable(absolute, e);
        }
    }

    /// The folder, absolute.
    public Path path() {
        return path;
    }

    /// A sub-folder, made if it is missing.
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FileChannel lockFile(Path folder) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    folder.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private static StartException inUse(Path folder, FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).trim();
        channel.close();
        return new StartException(
                StartException.Reason.DATA_FOLDER,
                "data folder " + folder + " is in use by another Holdfast (pid " + pid
                        + "); stop it, or name another folder with --data");
    }

    private static StartException notWritable(Path folder, IOException e) {
        return new StartException(
                StartException.Reason.DATA_FOLDER,
                "data folder " + folder + " cannot be written to ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "); name another one with --data or HOLDFAST_DATA",
                e);
    }
}
