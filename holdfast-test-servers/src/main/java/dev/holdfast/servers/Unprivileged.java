// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs servers that refuse to run as root as nobody instead, in folders that nobody owns. Needs `setpriv`
/// then. Stateless.
final class Unprivileged {

    private static final String NOBODY = "nobody";
    private static final String NOBODY_ID = "65534";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private Unprivileged() {}

    /// A new folder, in the place for temporary files, which anybody can enter.
    static Path newFolder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            if (ROOT) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The command, run by somebody who is not root.
    static List<String> command(List<String> command) {
        if (!ROOT) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups"));
        all.addAll(command);
        return all;
    }

    /// Deletes the folder with all that is in it.
    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
