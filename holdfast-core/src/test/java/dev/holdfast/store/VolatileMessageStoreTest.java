// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.time.SystemTimer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The store in memory keeps the contract of stores, durability aside.
class VolatileMessageStoreTest extends MessageStoreContract
        implements CountableContract, BrowsableContract, OrderedReleaseContract {

    private static SystemTimer timer;

    @BeforeAll
    static void startTimer() {
        timer = new SystemTimer();
    }

    @AfterAll
    static void closeTimer() {
        timer.close();
    }

    @Override
    protected MessageStore open() {
        return new VolatileMessageStore(NAME, timer, 1_000);
    }

    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(20);
    }

    @Override
    public MessageStore countableStore() {
        return store();
    }

    @Override
    public MessageStore browsableStore() {
        return store();
    }

    @Override
    public MessageStore orderedStore() {
        return store();
    }

    @Test
    void a_full_store_takes_all_of_an_append_or_nothing() {
        store().append(SampleMessages.numbered("m", 998));
        assertThatThrownBy(() -> store().append(SampleMessages.numbered("n", 3)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(StoreException.Category.FULL));
        assertThat(((Countable) store()).count()).hasValue(998);
        store().append(SampleMessages.numbered("n", 2));
        assertThat(((Countable) store()).count()).hasValue(1_000);
    }
}
