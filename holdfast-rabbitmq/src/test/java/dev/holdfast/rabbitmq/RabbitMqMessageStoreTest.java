// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static dev.holdfast.rabbitmq.RabbitMqFixture.drain;
import static dev.holdfast.rabbitmq.RabbitMqFixture.messages;
import static dev.holdfast.rabbitmq.RabbitMqFixture.take;
import static dev.holdfast.rabbitmq.RabbitMqFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import dev.holdfast.message.Message;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(SharedServer.class)
@Execution(ExecutionMode.SAME_THREAD)
final class RabbitMqMessageStoreTest {

    private String queue;

    @BeforeEach
    void nameQueue(TestInfo test) {
        queue = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void others_see_a_durable_message_with_its_ids() {
        try (RabbitMqMessageStore store = store()) {
            StoredMessage message = RabbitMqFixture.message("x");
            store.append(List.of(message));
            GetResponse seen = elsewhere(channel -> channel.basicGet(queue, true));
            assertThat(seen.getProps().getMessageId()).isEqualTo(message.id().toString());
            assertThat(seen.getProps().getDeliveryMode()).isEqualTo(2);
        }
    }

    @Test
    void a_message_goes_by_its_exchange_and_routing_key() throws InterruptedException {
        try (RabbitMqMessageStore store =
                store("store.rabbitmq.exchange.name", "orders", "store.rabbitmq.route.key", "new")) {
            store.append(messages("m", 2));
            GetResponse seen = elsewhere(channel -> channel.basicGet(queue, false));
            assertThat(seen.getEnvelope().getExchange()).isEqualTo("orders");
            assertThat(seen.getEnvelope().getRoutingKey()).isEqualTo("new");
            assertThat(drain(store)).containsExactly("m0", "m1");
        }
    }

    @Test
    void a_queue_with_priorities_hands_out_the_urgent_first() throws InterruptedException {
        elsewhere(channel -> channel.queueDeclare(queue, true, false, false, Map.of("x-max-priority", 9)));
        try (RabbitMqMessageStore store = store()) {
            store.append(messages("normal", 1));
            StoredMessage urgent = RabbitMqFixture.message("urgent");
            Message high = urgent.message().withOptions(new StorageOptions(9, Optional.empty(), true));
            store.append(List.of(StoredMessage.of(urgent.id(), urgent.acceptedAt(), "s", high)));
            assertThat(drain(store)).containsExactly("urgent", "normal0");
        }
    }

    @Test
    void what_others_put_there_is_handed_out_and_acknowledged() throws InterruptedException {
        try (RabbitMqMessageStore store = store()) {
            store.append(messages("ours", 1));
            elsewhere(channel -> {
                channel.confirmSelect();
                AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                        .contentType("application/json")
                        .headers(Map.of("X-Region", "EU"))
                        .build();
                channel.basicPublish("", queue, properties, "{}".getBytes(StandardCharsets.UTF_8));
                return channel.waitForConfirms();
            });
            try (StoreConsumer consumer = store.openConsumer(2)) {
                take(consumer).acknowledge();
                Delivery foreign = take(consumer);
                assertThat(foreign.received().foreign()).isTrue();
                assertThat(text(foreign)).isEqualTo("{}");
                assertThat(RabbitMqFixture.valid(foreign).message().headers().first("X-Region"))
                        .hasValue("EU");
                foreign.acknowledge();
            }
            assertThat(store.count()).isEqualTo(OptionalLong.of(0));
        }
    }

    @Test
    void a_quorum_queue_keeps_order_and_has_no_limit_of_deliveries() throws InterruptedException {
        try (RabbitMqMessageStore store = store("store.rabbitmq.queue.type", "quorum")) {
            store.append(messages("m", 5));
            for (int i = 0; i < 25; i++) {
                StoreConsumer consumer = store.openConsumer(3);
                assertThat(text(take(consumer))).isEqualTo("m0");
                take(consumer);
                if (i % 5 == 0) {
                    ((RabbitMqConsumer) consumer).abort();
                }
                consumer.close();
            }
            store.append(messages("later", 2));
            assertThat(store.count()).isEqualTo(OptionalLong.of(7));
            try (StoreConsumer consumer = store.openConsumer(3)) {
                assertThat(drain(consumer)).containsExactly("m0", "m1", "m2", "m3", "m4", "later0", "later1");
            }
        }
    }

    @Test
    void with_a_single_active_consumer_the_next_gets_everything_when_the_first_has_ended() throws InterruptedException {
        try (RabbitMqMessageStore store = store("store.rabbitmq.single.active.consumer", "true")) {
            StoreConsumer active = store.openConsumer(2);
            StoreConsumer waiting = store.openConsumer(2);
            store.append(messages("m", 4));
            assertThat(text(take(active))).isEqualTo("m0");
            take(active);
            assertThat(waiting.receive(Duration.ofMillis(300))).isEmpty();
            ((RabbitMqConsumer) active).abort();
            assertThat(text(take(waiting))).isEqualTo("m0");
        }
    }

    @Test
    void the_count_is_unknown_while_others_consume() throws InterruptedException {
        try (RabbitMqMessageStore store = store();
                RabbitMqMessageStore other = store()) {
            store.append(messages("m", 5));
            try (StoreConsumer first = store.openConsumer(1);
                    StoreConsumer second = store.openConsumer(1)) {
                take(first);
                take(second);
                assertThat(store.count()).isEqualTo(OptionalLong.of(5));
                assertThat(other.count()).isEmpty();
                StoreConsumer third = other.openConsumer(1);
                assertThat(store.count()).isEmpty();
                third.close();
            }
            assertThat(other.count()).isEqualTo(OptionalLong.of(5));
        }
    }

    @Test
    void a_consumer_that_was_lost_is_opened_again_beside_those_of_others() throws InterruptedException {
        try (RabbitMqMessageStore store = store("store.send.timeout", "3000");
                RabbitMqMessageStore other = store();
                StoreConsumer beside = other.openConsumer(1)) {
            StoreConsumer lost = store.openConsumer(1);
            ((RabbitMqConsumer) lost).abort();
            lost.close();
            try (StoreConsumer again = store.openConsumer(1)) {
                store.append(messages("m", 2));
                take(beside);
                take(again);
            }
        }
    }

    @Test
    void many_threads_append_and_acknowledge_at_the_same_time() throws Exception {
        try (RabbitMqMessageStore store = store();
                StoreConsumer consumer = store.openConsumer(64);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                List<StoredMessage> some = messages("m" + i + "-", 10);
                running.add(threads.submit(() -> some.forEach(one -> store.append(List.of(one)))));
                running.add(threads.submit(() -> {
                    for (int taken = 0; taken < 10; taken++) {
                        take(consumer).acknowledge();
                    }
                    return true;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            assertThat(store.count()).isEqualTo(OptionalLong.of(0));
        }
    }

    @Test
    void what_is_under_way_when_the_broker_freezes_is_unknown() throws Exception {
        try (RabbitMqMessageStore store = store("store.send.timeout", "2000");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch underWay = new CountDownLatch(100);
            List<Future<Category>> ends = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                ends.add(threads.submit(() -> appendUntilItFails(store, underWay)));
            }
            underWay.await();
            SharedServer.running().server().freeze();
            Set<Category> said = EnumSet.noneOf(Category.class);
            try {
                for (Future<Category> end : ends) {
                    said.add(end.get());
                }
            } finally {
                SharedServer.running().server().resume();
            }
            assertThat(said).contains(Category.UNKNOWN).isSubsetOf(Category.UNKNOWN, Category.UNAVAILABLE);
            RabbitMqFixture.eventually(store::probe);
        }
    }

    private static Category appendUntilItFails(RabbitMqMessageStore store, CountDownLatch underWay) {
        while (true) {
            try {
                store.append(messages("m", 1));
                underWay.countDown();
            } catch (StoreException e) {
                return e.category();
            }
        }
    }

    private static <T> T elsewhere(RabbitMqFixture.Deed<T> deed) {
        return RabbitMqFixture.elsewhere(SharedServer.running().server().port(), deed);
    }

    /// A store on the queue of the test.
    private RabbitMqMessageStore store(String... more) {
        List<String> parameters = new ArrayList<>(List.of("store.rabbitmq.queue.name", queue));
        parameters.addAll(List.of(more));
        return RabbitMqFixture.store(SharedServer.running().server().port(), "s", parameters.toArray(String[]::new));
    }
}
