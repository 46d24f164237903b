// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example;

import dev.holdfast.custom.CustomMessage;
import dev.holdfast.custom.CustomStore;
import dev.holdfast.custom.CustomStoreException;
import dev.holdfast.custom.CustomStoreException.Reason;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A message store of a user: one file for each message, in the folder that the parameter `folder` names. One
/// process only.
public final class DirectoryStore implements CustomStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Path> files = new TreeMap<>();
    private final Set<Long> held = new HashSet<>();
    private Path folder = Path.of("");

    @Override
    public void open(String name, Map<String, String> parameters) throws IOException {
        folder = Files.createDirectories(Path.of(parameters.getOrDefault("folder", name)));
        try (var found = Files.list(folder)) {
            found.filter(file -> file.toString().endsWith(".message")).forEach(file -> files.put(number(file), file));
        }
    }

    @Override
    public void append(List<CustomMessage> messages) throws IOException, CustomStoreException {
        lock.lock();
        try {
            if (!Files.isDirectory(folder)) {
                throw new CustomStoreException(Reason.UNAVAILABLE, "folder " + folder + " is gone");
            }
            for (CustomMessage message : messages) {
                long number = files.isEmpty() ? 1 : files.lastKey() + 1;
                Path file = folder.resolve("%019d.message".formatted(number));
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
                    out.writeUTF(message.id());
                    out.writeInt(message.body().length);
                    out.write(message.body());
                    channel.force(true);
                }
                files.put(number, file);
            }
            try (FileChannel directory = FileChannel.open(folder)) {
                directory.force(true);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CustomConsumer openConsumer(int window) {
        return new DirectoryConsumer();
    }

    @Override
    public void probe() throws IOException {
        Files.delete(Files.createTempFile(folder, "probe", ""));
    }

    @Override
    public OptionalLong count() {
        lock.lock();
        try {
            return OptionalLong.of(files.size());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {}

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static CustomMessage read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            String id = in.readUTF();
            return new CustomMessage(id, in.readNBytes(in.readInt()), Map.of());
        }
    }

    private final class DirectoryConsumer implements CustomConsumer {

        private final Set<Long> mine = new HashSet<>();

        @Override
        public Optional<CustomDelivery> receive(Duration timeout) throws InterruptedException, IOException {
            lock.lock();
            try {
                long left = timeout.toNanos();
                Optional<Long> free = firstFree();
                while (free.isEmpty() && left > 0) {
                    left = changed.awaitNanos(left);
                    free = firstFree();
                }
                if (free.isEmpty()) {
                    return Optional.empty();
                }
                CustomMessage message = read(files.get(free.get()));
                held.add(free.get());
                mine.add(free.get());
                return Optional.of(new FileDelivery(free.get(), message));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                held.removeAll(mine);
                mine.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private Optional<Long> firstFree() {
            return files.keySet().stream()
                    .filter(number -> !held.contains(number))
                    .findFirst();
        }

        private final class FileDelivery implements CustomDelivery {

            private final long number;
            private final CustomMessage message;

            FileDelivery(long number, CustomMessage message) {
                this.number = number;
                this.message = message;
            }

            @Override
            public CustomMessage message() {
                return message;
            }

            @Override
            public void acknowledge() throws IOException {
                lock.lock();
                try {
                    if (mine.remove(number)) {
                        Files.delete(files.remove(number));
                        held.remove(number);
                    }
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void release() {
                lock.lock();
                try {
                    if (mine.remove(number)) {
                        held.remove(number);
                        changed.signalAll();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
