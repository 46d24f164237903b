// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process of its own that uses a store and says what it was told, so that it can be killed.
final class StoreProcess implements AutoCloseable {

    static final String STORE = "orders";

    /// So that the log is changed every few thousand messages. The text stands on both sides of it, as a block of
    /// the log may end in the middle of one.
    private static final String PADDING = " ".repeat(1_500);

    private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

    private final Process process;

    private StoreProcess(Process process) {
        this.process = process;
    }

    /// Starts the process.
    ///
    /// @param wrapper what comes before the command: a tracer, `env`; may be empty
    /// @param arguments of [#main]
    static StoreProcess start(List<String> wrapper, Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return new StoreProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /// The next line that it says; null when it has ended.
    @Nullable
    String readLine() throws IOException {
        return process.inputReader(UTF_8).readLine();
    }

    /// All that it says until it ends.
    List<String> readAll() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = readLine(); line != null; line = readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /// Kills it and waits for its end.
    ///
    /// @return what it had still said
    List<String> kill() throws IOException, InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        List<String> rest = readAll();
        process.waitFor();
        return rest;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// What it does, the folder of the database, a number:
    ///
    /// - `busy`: so many threads append and one settles, until it is killed;
    /// - `append`: so many messages are appended by 8 threads, then it ends;
    /// - `fail`: one message after the other is appended until that fails, at most so many; then everything
    ///   else is tried.
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[1]);
        int number = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "busy" -> runBusy(folder, number);
            case "append" -> runAppend(folder, number);
            case "fail" -> runFail(folder, number);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void runBusy(Path folder, int producers) throws InterruptedException {
        RocksDbDatabase database = TestDatabase.open(folder);
        MessageStore store = database.openStore(STORE);
        for (int producer = 0; producer < producers; producer++) {
            String name = "p" + producer;
            Thread.ofVirtual().start(() -> append(store, name, Integer.MAX_VALUE));
        }
        try (StoreConsumer consumer = store.openConsumer(1)) {
            for (int i = 0; ; i++) {
                Optional<Delivery> delivery = consumer.receive(Duration.ofSeconds(1));
                if (delivery.isPresent() && i % 4 == 0) {
                    delivery.get().acknowledge();
                    say("settled " + TestDatabase.text(delivery.get()));
                } else if (delivery.isPresent()) {
                    String text = TestDatabase.text(delivery.get());
                    database.journal().commit(List.of(new Change.Remove(delivery.get())), Sync.FLUSHED);
                    say("flushed " + text);
                }
            }
        }
    }

    private static void runAppend(Path folder, int messages) throws InterruptedException {
        try (RocksDbDatabase database = TestDatabase.open(folder)) {
            MessageStore store = database.openStore(STORE);
            say("ready");
            List<Thread> threads = new ArrayList<>();
            for (int producer = 0; producer < 8; producer++) {
                String name = "p" + producer;
                threads.add(Thread.ofPlatform().start(() -> append(store, name, messages / 8)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            say("finished");
        }
    }

    private static void append(MessageStore store, String producer, int messages) {
        for (int i = 0; i < messages; i++) {
            String text = "<" + producer + "-" + i + ">";
            store.append(TestMessages.messages(text + PADDING + text));
            say("stored " + text);
        }
    }

    private static void runFail(Path folder, int most) throws InterruptedException {
        RocksDbDatabase database = TestDatabase.open(folder);
        MessageStore store = database.openStore(STORE);
        StoreConsumer consumer = store.openConsumer(10);
        store.append(TestMessages.messages("<first>"));
        say("stored <first>");
        Delivery held = consumer.receive(Duration.ofSeconds(5)).orElseThrow();
        tryIt("append", () -> append(store, "p0", most));
        tryIt("append again", () -> store.append(TestMessages.messages("<later>")));
        tryIt("acknowledge", held::acknowledge);
        tryIt("receive", () -> receive(consumer));
        tryIt("probe", store::probe);
        tryIt("close", database::close);
    }

    private static void receive(StoreConsumer consumer) {
        try {
            consumer.receive(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tryIt(String what, Runnable action) {
        try {
            action.run();
            say(what + ": done");
        } catch (StoreException e) {
            say(what + ": " + e.category() + ", " + e.getMessage());
        }
    }

    /// One line in one system call, so that the kill leaves no half of it.
    private static void say(String line) {
        try {
            STDOUT.write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
