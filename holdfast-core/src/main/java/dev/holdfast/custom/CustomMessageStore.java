// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Countable;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The store of a user, as the others see it. It is opened when it is needed first, and again when that failed.
/// Thread-safe.
final class CustomMessageStore implements MessageStore, Countable {

    private final Setting setting;
    private final CustomStore store;
    private final Map<String, String> parameters;
    private final Barrier barrier;
    private final CustomForm form;
    private final Set<CustomStoreConsumer> consumers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile boolean opened;
    private volatile boolean closed;

    CustomMessageStore(Setting setting, CustomStore store, Map<String, String> parameters, Ways ways) {
        this.setting = setting;
        this.store = store;
        this.parameters = parameters;
        this.barrier = new Barrier(setting.name(), setting.timer(), ways.timeout);
        this.form = new CustomForm(setting, ways.format);
    }

    /// How the store is used.
    ///
    /// @param timeout for each call but a receive
    /// @param format of what is written
    record Ways(Duration timeout, dev.holdfast.upstream.WireFormat format) {}

    @Override
    public String name() {
        return setting.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        requireOpen();
        List<CustomMessage> written = messages.stream().map(form::write).toList();
        barrier.call("append", Category.UNKNOWN, () -> {
            store.append(written);
            return true;
        });
    }

    @Override
    public StoreConsumer openConsumer(int window) {
        requireOpen();
        CustomStore.CustomConsumer consumer =
                barrier.call("openConsumer", Category.UNAVAILABLE, () -> store.openConsumer(window));
        CustomStoreConsumer made = new CustomStoreConsumer(
                consumer, new CustomStoreConsumer.Scene(barrier, form, consumers::remove), window);
        consumers.add(made);
        return made;
    }

    @Override
    public void probe() {
        requireOpen();
        barrier.call("probe", Category.UNAVAILABLE, () -> {
            store.probe();
            return true;
        });
    }

    @Override
    public OptionalLong count() {
        try {
            requireOpen();
            return barrier.call("count", Category.UNAVAILABLE, store::count);
        } catch (StoreException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            opening.unlock();
        }
        List.copyOf(consumers).forEach(CustomStoreConsumer::close);
        if (opened) {
            barrier.quietly("close", store::close);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "store " + name() + " is closed");
        }
        if (opened) {
            return;
        }
        opening.lock();
        try {
            if (!opened) {
                barrier.call("open", Category.UNAVAILABLE, () -> {
                    store.open(name(), parameters);
                    return true;
                });
                opened = true;
            }
        } finally {
            opening.unlock();
        }
    }
}
