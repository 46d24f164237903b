// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.Timer;
import java.util.List;
import java.util.Optional;

/// A store that fails as a test says.
public final class TestStore implements StoreSource {

    final FaultyStore faults;
    private final Timer timer;
    private final VolatileMessageStore engine;

    /// @param name of the store
    public TestStore(String name, Timer timer) {
        this.timer = timer;
        this.engine = new VolatileMessageStore(name, timer, 10_000);
        this.faults = new FaultyStore(engine);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public MessageStore open(Setting setting) {
        return faults;
    }

    @Override
    public StoreSource sibling(String siblingName) {
        return new TestStore(siblingName, timer);
    }

    /// The bodies of all that it holds, in order.
    public List<String> bodies() {
        return SampleMessages.bodies(engine.page(Optional.empty(), 10_000));
    }
}
