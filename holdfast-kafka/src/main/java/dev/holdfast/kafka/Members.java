// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// The open consumers of a store on this node, by numbers from 0 on, so that one after a restart has the number
/// of one before. Thread-safe.
final class Members {

    private final ReentrantLock lock = new ReentrantLock();
    private final SortedMap<Integer, Optional<TopicConsumer>> members = new TreeMap<>();

    /// The lowest number that is free; taken from now on.
    int take() {
        lock.lock();
        try {
            int number = 0;
            while (members.containsKey(number)) {
                number++;
            }
            members.put(number, Optional.empty());
            return number;
        } finally {
            lock.unlock();
        }
    }

    /// The consumer has that number, unless it has left already.
    void enter(int number, TopicConsumer consumer) {
        lock.lock();
        try {
            members.computeIfPresent(number, (_, _) -> Optional.of(consumer));
        } finally {
            lock.unlock();
        }
    }

    /// The number is free.
    void leave(int number) {
        lock.lock();
        try {
            members.remove(number);
        } finally {
            lock.unlock();
        }
    }

    /// Those that are open.
    List<TopicConsumer> all() {
        lock.lock();
        try {
            List<TopicConsumer> all = new ArrayList<>();
            members.values().forEach(member -> member.ifPresent(all::add));
            return all;
        } finally {
            lock.unlock();
        }
    }
}
