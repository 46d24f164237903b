// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The archive of an application, read where it is: nothing is unpacked to the disk, so that no entry can be written
/// anywhere and a link in it is but a text. What is not plausible is refused before it is read.
final class CarFile implements AutoCloseable {

    /// The most entries of an archive.
    static final int MOST_ENTRIES = 10_000;
    /// The most bytes of all entries together, unpacked.
    static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final int HIGHEST_RATIO = 200;
    private static final int SMALL = 1024 * 1024;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private final Path path;
    private final ZipFile zip;
    private final TreeMap<String, ZipEntry> entries = new TreeMap<>();
    private long bytesRead;

    private CarFile(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /// Opens it and looks at its directory.
    ///
    /// @throws IOException when it is no archive, or one of which an entry leads out or is out of all proportion
    static CarFile open(Path path) throws IOException {
        CarFile car = new CarFile(path, new ZipFile(path.toFile()));
        boolean checked = false;
        try {
            car.check();
            checked = true;
            return car;
        } finally {
            if (!checked) {
                car.close();
            }
        }
    }

    /// Its entries that are files, by name.
    List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /// How an entry is called in messages.
    String nameOf(String entry) {
        return path + "!/" + entry;
    }

    /// What is in the entry, if it is there.
    ///
    /// @throws IOException when it is damaged or too large
    Optional<byte[]> read(String entry) throws IOException {
        ZipEntry found = entries.get(entry);
        if (found == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(found)) {
            byte[] bytes = in.readNBytes(XmlSource.MAX_SIZE + 1);
            bytesRead += bytes.length;
            if (bytes.length > XmlSource.MAX_SIZE) {
                throw new IOException("entry " + entry + " has more than " + XmlSource.MAX_SIZE + " bytes");
            }
            if (bytesRead > MOST_BYTES) {
                throw new IOException("its entries have more than " + MOST_BYTES + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    private void check() throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw new IOException("it has " + zip.size() + " entries; at most " + MOST_ENTRIES + " are allowed");
        }
        long total = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            checkName(entry.getName());
            checkSize(entry);
            total += Math.max(0, entry.getSize());
            boolean meta = entry.getName().startsWith("META-INF/");
            if (!entry.isDirectory() && !meta && entries.put(entry.getName(), entry) != null) {
                throw new IOException("entry " + entry.getName() + " is in it twice");
            }
        }
        if (total > MOST_BYTES) {
            throw new IOException("its entries have " + total + " bytes; at most " + MOST_BYTES + " are allowed");
        }
    }

    private static void checkName(String name) throws IOException {
        boolean climbs = List.of(name.split("/", -1)).contains("..");
        if (climbs
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || DRIVE.matcher(name).matches()) {
            throw new IOException("entry " + name + " leads out of the archive");
        }
    }

    private static void checkSize(ZipEntry entry) throws IOException {
        long packed = Math.max(1, entry.getCompressedSize());
        if (entry.getSize() > SMALL && entry.getSize() / packed > HIGHEST_RATIO) {
            throw new IOException("entry " + entry.getName() + " has " + entry.getSize() + " bytes out of " + packed
                    + "; that is out of all proportion");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
