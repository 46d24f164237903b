// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.store.MessageStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not as they were left.
class DamageTest {

    private static final int MESSAGES = 200;
    private static final int BLOCK = 32 << 10;

    @TempDir
    private static Path written;

    @TempDir
    private Path folder;

    private Path data;
    private Path log;

    /// Copies a database in the middle of its work, as a kill would leave it.
    @BeforeAll
    static void write(@TempDir Path living) throws IOException {
        try (RocksDbDatabase database = TestDatabase.open(living)) {
            MessageStore store = database.openStore("orders");
            for (int i = 0; i < MESSAGES; i++) {
                store.append(TestMessages.messages(number(i) + " ".repeat(i % 7 == 0 ? 2_000 : 200)));
            }
            copy(living, written);
        }
    }

    @BeforeEach
    void copyLog() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        copy(written, data);
        log = onlyLog();
        assertThat(Files.size(log)).isGreaterThan(2 * BLOCK);
    }

    @RepeatedTest(20)
    void a_flipped_bit_anywhere_but_in_the_last_record_refuses_the_start() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Integer> records = records();
        checkRefused(random.nextInt(records.getLast() - 7), 1 << random.nextInt(8));
    }

    @RepeatedTest(20)
    void a_damaged_length_refuses_the_start_too() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Integer> records = records();
        int record = records.get(random.nextInt(records.size() - 1));
        checkRefused(record + 4 + random.nextInt(2), 1 << random.nextInt(8));
    }

    @RepeatedTest(20)
    void a_torn_tail_is_set_aside_and_everything_before_it_is_there() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long cut = random.nextLong(BLOCK, Files.size(log));
        long whole = records().stream().filter(record -> record < cut).count() - 1;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(cut);
            if (random.nextBoolean()) {
                file.setLength(cut + random.nextInt(3 * BLOCK));
            }
        }
        try (RocksDbDatabase database = TestDatabase.open(data)) {
            List<String> found = TestDatabase.drain(database.openStore("orders"));
            assertThat(found).isEqualTo(numbers(found.size()));
            // Few records are no messages: the number of the store, and parts of a message between two blocks.
            assertThat(found).hasSizeBetween((int) whole - 2 - (int) (cut / BLOCK), (int) whole);
        }
        try (RocksDbDatabase database = TestDatabase.open(data)) {
            database.openStore("orders").append(TestMessages.messages("<after>"));
            assertThat(TestDatabase.drain(database.openStore("orders"))).endsWith("<after>");
        }
    }

    @Test
    void an_end_in_the_middle_of_older_files_is_damage() throws IOException {
        Path next = log.resolveSibling("000123.log");
        Files.copy(log, next);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> TestDatabase.open(data))
                .withMessageContaining(log.toString());
    }

    @Test
    void a_damaged_list_of_files_refuses_the_start() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "MANIFEST-*")) {
            for (Path file : files) {
                flip(file, 40, 1);
            }
        }
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> TestDatabase.open(data))
                .withMessageContaining("the data in " + data + " is damaged")
                .withMessageContaining("restore it from a backup");
    }

    @Test
    void a_damaged_table_is_named_when_it_is_read() throws IOException, InterruptedException {
        TestDatabase.open(data).close();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "*.sst")) {
            for (Path file : files) {
                flip(file, 100, 1);
            }
        }
        assertThatThrownBy(() -> {
                    try (RocksDbDatabase database = TestDatabase.open(data)) {
                        TestDatabase.drain(database.openStore("orders"));
                    }
                })
                .hasMessageContaining("Corruption")
                .hasMessageContaining(".sst");
    }

    private void checkRefused(int at, int bit) throws IOException {
        byte[] before = flip(log, at, bit);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> TestDatabase.open(data))
                .withMessageContaining("the log file " + log + " is damaged at byte ")
                .withMessageContaining("restore it from a backup");
        assertThat(Files.readAllBytes(log)).as("nothing was changed").isEqualTo(before);
    }

    private static byte[] flip(Path file, int at, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= (byte) bit;
        Files.write(file, bytes);
        return bytes;
    }

    /// Where the records of the log begin.
    private List<Integer> records() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> records = new ArrayList<>();
        int position = 0;
        while (position < bytes.limit()) {
            int left = BLOCK - position % BLOCK;
            if (left < 7) {
                position += left;
            } else {
                records.add(position);
                position += 7 + Short.toUnsignedInt(bytes.getShort(position + 4));
            }
        }
        return records;
    }

    private Path onlyLog() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "*.log")) {
            List<Path> logs = new ArrayList<>();
            files.forEach(logs::add);
            assertThat(logs).hasSize(1);
            return logs.getFirst();
        }
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number(i));
        }
        return numbers;
    }

    private static String number(int i) {
        return "<" + i + ">";
    }

    private static void copy(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
