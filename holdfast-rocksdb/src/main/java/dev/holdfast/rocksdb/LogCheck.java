// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Looks through the write-ahead log before RocksDB does. RocksDB does not say where a log is damaged, takes a
/// damaged length near the end for the end, and for some damaged lengths reads in a circle for ever.
///
/// What is not whole at the very end of the newest file is what a power cut leaves of a write that nobody was
/// told of. It is set aside. Anything else is damage, and the start is refused: what follows it would be lost
/// in silence otherwise.
final class LogCheck {

    private static final Logger LOGGER = System.getLogger(LogCheck.class.getName());

    private LogCheck() {}

    /// Checks the log of the database in the folder, which nobody may be using.
    ///
    /// @throws DatabaseException when the log is damaged
    static void check(Path folder) throws IOException {
        List<Path> files = logs(folder);
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            LogScan scan = LogScan.of(file);
            if (!scan.isWhole()) {
                if (scan.goesOn() || hasContent(files.subList(i + 1, files.size()))) {
                    throw damaged(file, scan);
                }
                setTailAside(file, scan);
            }
        }
    }

    private static DatabaseException damaged(Path file, LogScan scan) {
        return new DatabaseException(
                "the log file %s is damaged at byte %d of %d, and whole records follow. Nothing was changed, and nothing"
                                .formatted(file, scan.whole(), scan.size())
                        + " is opened: what follows the damage would be lost in silence. Put the folder aside, restore"
                        + " it from a backup, or start with another one");
    }

    /// Keeps the bytes in a file beside, and cuts them off.
    private static void setTailAside(Path file, LogScan scan) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".torn");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer tail = ByteBuffer.allocate((int) (scan.size() - scan.whole()));
            channel.read(tail, scan.whole());
            Path unfinished = Files.write(file.resolveSibling(file.getFileName() + ".torn.tmp"), tail.array());
            Files.move(unfinished, aside, StandardCopyOption.REPLACE_EXISTING);
            channel.truncate(scan.whole());
            channel.force(true);
        }
        LOGGER.log(
                Level.WARNING,
                "The log ended in the middle of a write that was never confirmed, as after a power cut: {0} bytes from"
                        + " byte {1} of {2} are set aside in {3}",
                Long.toString(scan.size() - scan.whole()),
                Long.toString(scan.whole()),
                file,
                aside.getFileName());
    }

    private static boolean hasContent(List<Path> files) throws IOException {
        for (Path file : files) {
            if (Files.size(file) > 0) {
                return true;
            }
        }
        return false;
    }

    /// The files of the log, oldest first.
    private static List<Path> logs(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[0-9]*.log")) {
            found.forEach(files::add);
        }
        files.sort(Comparator.comparingLong(LogCheck::number));
        return files;
    }

    private static long number(Path log) {
        String name = log.getFileName().toString();
        return Long.parseLong(name, 0, name.indexOf('.'), 10);
    }
}
