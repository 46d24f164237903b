// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.PoisonContract;
import dev.holdfast.store.StoreConsumer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(SharedServer.class)
@Execution(ExecutionMode.SAME_THREAD)
final class RabbitMqStoreContractTest extends DurableMessageStoreContract
        implements CountableContract, OrderedReleaseContract, PoisonContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private int test;

    /// A queue of its own for each test.
    @Override
    protected MessageStore open() {
        if (test == 0) {
            test = TESTS.incrementAndGet();
        }
        return RabbitMqFixture.store(
                SharedServer.running().server().port(), NAME, "store.rabbitmq.queue.name", queue());
    }

    private String queue() {
        return "contract-" + test;
    }

    @Override
    protected void crash(StoreConsumer consumer) {
        ((RabbitMqConsumer) consumer).abort();
    }

    @Override
    public MessageStore poisonedStore() {
        return store();
    }

    @Override
    public void putDamaged(byte[] bytes) {
        AMQP.BasicProperties marked = new AMQP.BasicProperties.Builder()
                .headers(Map.of(WireForm.FORMAT, "1"))
                .build();
        RabbitMqFixture.elsewhere(SharedServer.running().server().port(), channel -> {
            channel.confirmSelect();
            channel.basicPublish("", queue(), marked, bytes);
            return channel.waitForConfirms();
        });
    }

    @Override
    public MessageStore countableStore() {
        return store();
    }

    @Override
    public MessageStore orderedStore() {
        return store();
    }
}
