// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException.Category;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a store says about an engine whose disk is full, that nothing is lost then, and that it works when there is
/// room again.
public abstract class FullDiskContract extends StoreTestBed {

    /// MariaDB 10.11 aborts itself when it has no room to take back a row that is larger than its pages.
    private static final int BYTES = 5_000;

    /// More of them than the files of a new engine have room for.
    private static final int TOO_MANY = 500;

    /// So many append at the same time.
    private static final int CALLERS = 20;

    private final AppendRecord record = new AppendRecord();

    /// From now on the disk of the engine has no room.
    protected abstract void fillDisk();

    /// From now on it has room again, and the engine runs; whether or not it was full.
    protected abstract void makeRoom();

    /// What is known about a message for which there is no room.
    protected Category whenFull() {
        return Category.FULL;
    }

    /// What people are told then, as a regular expression.
    protected abstract String full();

    @AfterEach
    void leaveRoom() {
        makeRoom();
    }

    @Test
    void a_full_disk_refuses_messages_and_says_so_and_none_is_lost() throws Exception {
        assertThat(appendOne()).isEmpty();
        fillDisk();
        assertThat(appendUntilItFails()).hasValueSatisfying(e -> {
            assertThat(e.category()).as(e.getMessage()).isEqualTo(whenFull());
            assertThat(e).message().containsPattern(full());
        });
        assertThat(appendOne()).isPresent();
        eventually(this::appendWithRoom);
        Queue<StoredMessage> received = receiveAll();
        eventually(() -> assertThat(received).containsAll(record.confirmed()));
        record.verify(List.copyOf(received));
    }

    @Test
    void whoever_waits_for_messages_while_the_disk_is_full_gets_them_when_there_is_room() throws Exception {
        Queue<StoredMessage> received = receiveAll();
        assertThat(appendOne()).isEmpty();
        eventually(() -> assertThat(received).containsAll(record.confirmed()));
        fillDisk();
        assertThat(appendUntilItFails()).isPresent();
        eventually(this::appendWithRoom);
        eventually(() -> assertThat(received).containsAll(record.confirmed()));
        // Without room there may be none for an acknowledgement.
        record.verify(List.copyOf(new HashSet<>(received)));
    }

    @Test
    void of_what_many_append_while_the_disk_becomes_full_nothing_confirmed_is_lost_and_nothing_refused_is_there()
            throws Exception {
        assertThat(appendOne()).isEmpty();
        fillDisk();
        inParallel(Collections.nCopies(
                CALLERS, () -> assertThat(appendUntilItFails()).isPresent()));
        eventually(this::appendWithRoom);
        Queue<StoredMessage> received = receiveAll();
        eventually(() -> assertThat(received).containsAll(record.confirmed()));
        record.verify(List.copyOf(received));
    }

    /// An engine that ends when it has no room may do so late.
    private void appendWithRoom() {
        makeRoom();
        assertThat(appendOne()).isEmpty();
    }

    private Optional<StoreException> appendUntilItFails() {
        Optional<StoreException> failure = Optional.empty();
        for (int i = 0; i < TOO_MANY && failure.isEmpty(); i++) {
            failure = appendOne();
        }
        return failure;
    }

    private Optional<StoreException> appendOne() {
        return record.attempt(store(), List.of(SampleMessages.ofSize(BYTES)));
    }

    /// Takes out what comes until the store is closed, as a processor does: with a new consumer when one has failed.
    ///
    /// @return what has come so far
    private Queue<StoredMessage> receiveAll() {
        Queue<StoredMessage> received = new ConcurrentLinkedQueue<>();
        Thread.ofVirtual().start(() -> {
            while (receiveFrom(store(), received) != Category.CLOSED) {
                pause();
            }
        });
        return received;
    }

    /// @return what ended the consumer
    private static Category receiveFrom(MessageStore store, Queue<StoredMessage> received) {
        try (StoreConsumer consumer = store.openConsumer(5)) {
            while (true) {
                Optional<Delivery> delivery = consumer.receive(PATIENCE);
                if (delivery.isPresent()) {
                    received.add(message(delivery.get()));
                    delivery.get().acknowledge();
                }
            }
        } catch (StoreException e) {
            return e.category();
        } catch (InterruptedException _) {
            return Category.CLOSED;
        }
    }
}
