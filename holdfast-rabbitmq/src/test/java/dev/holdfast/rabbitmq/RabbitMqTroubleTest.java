// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static dev.holdfast.rabbitmq.RabbitMqFixture.categoryOf;
import static dev.holdfast.rabbitmq.RabbitMqFixture.drain;
import static dev.holdfast.rabbitmq.RabbitMqFixture.failureOf;
import static dev.holdfast.rabbitmq.RabbitMqFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.message.Content;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.FreePort;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a RabbitMQ can have against a store: each a clear failure, and back to work when it is mended.
@ExtendWith(SharedServer.class)
@Execution(ExecutionMode.SAME_THREAD)
final class RabbitMqTroubleTest {

    private static final Content TOO_LARGE = Content.of(new byte[SharedServer.LARGEST]);

    private String queue;

    @BeforeEach
    void nameQueue(TestInfo test) {
        queue = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void a_message_that_no_queue_takes_is_not_stored_and_says_where_it_went() throws InterruptedException {
        try (RabbitMqMessageStore store = store("store.rabbitmq.exchange.name", "lonely")) {
            store.append(messages("before", 1));
            elsewhere(channel -> channel.queueUnbind(queue, "lonely", queue));
            StoreException failure = failureOf(() -> store.append(messages("unroutable", 1)));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContainingAll("no queue takes it", "'lonely'", "'" + queue + "'");
            store.append(messages("after", 2));
            assertThat(drain(store)).containsExactly("before0", "after0", "after1");
        }
    }

    @Test
    void a_list_that_no_queue_takes_is_not_stored() throws InterruptedException {
        try (RabbitMqMessageStore store = store()) {
            store.append(messages("before", 1));
            elsewhere(channel -> channel.queueDelete(queue));
            assertThat(categoryOf(() -> store.append(messages("list", 3)))).isEqualTo(Category.UNAVAILABLE);
            store.append(messages("after", 2));
            assertThat(drain(store)).containsExactly("after0", "after1");
        }
    }

    @Test
    void a_queue_that_was_there_and_is_gone_is_an_error_in_the_log_once_and_is_made_anew() throws InterruptedException {
        try (RabbitMqMessageStore store = store();
                LogCapture log = new LogCapture(Topology.class.getName())) {
            store.append(messages("before", 1));
            assertThat(errors(log)).as("a queue that was never there").isEmpty();
            elsewhere(channel -> channel.queueDelete(queue));
            assertThat(categoryOf(() -> store.append(messages("lost", 1)))).isEqualTo(Category.UNAVAILABLE);
            store.append(messages("after", 2));
            assertThat(drain(store)).containsExactly("after0", "after1");
            assertThat(errors(log))
                    .containsExactly("SEVERE store s: queue '" + queue
                            + "' was there and is gone, with all that was in it; it is made anew");
        }
    }

    @Test
    void an_exchange_that_has_gone_is_unavailable_and_made_again() throws InterruptedException {
        try (RabbitMqMessageStore store = store("store.rabbitmq.exchange.name", "gone")) {
            store.append(messages("before", 1));
            elsewhere(channel -> channel.exchangeDelete("gone"));
            assertThat(categoryOf(() -> store.append(messages("gone", 1)))).isEqualTo(Category.UNAVAILABLE);
            store.append(messages("after", 1));
            assertThat(drain(store)).containsExactly("before0", "after0");
        }
    }

    @Test
    void a_consumer_whose_queue_is_deleted_says_so_and_the_next_one_works() throws InterruptedException {
        try (RabbitMqMessageStore store = store();
                StoreConsumer consumer = store.openConsumer(1)) {
            elsewhere(channel -> channel.queueDelete(queue));
            StoreException failure = failureOf(() -> receive(consumer));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining(queue);
            store.append(messages("after", 1));
            assertThat(drain(store)).containsExactly("after0");
        }
    }

    @Test
    void a_queue_that_exists_is_used_as_it_is() throws InterruptedException {
        elsewhere(channel -> channel.queueDeclare(queue, true, false, false, Map.of("x-max-priority", 9)));
        try (RabbitMqMessageStore store = store("store.rabbitmq.queue.type", "quorum")) {
            store.append(messages("m", 2));
            assertThat(drain(store)).containsExactly("m0", "m1");
        }
    }

    @Test
    void a_queue_that_refuses_more_is_full_until_there_is_room() throws InterruptedException {
        Map<String, Object> bounded = Map.of("x-max-length", 2, "x-overflow", "reject-publish");
        elsewhere(channel -> channel.queueDeclare(queue, true, false, false, bounded));
        try (RabbitMqMessageStore store = store()) {
            store.append(messages("m", 2));
            assertThat(categoryOf(() -> store.append(messages("more", 1)))).isEqualTo(Category.FULL);
            assertThat(categoryOf(() -> store.append(messages("list", 3)))).isEqualTo(Category.FULL);
            assertThat(drain(store)).containsExactly("m0", "m1");
            store.append(messages("after", 1));
            assertThat(drain(store)).containsExactly("after0");
        }
    }

    @Test
    void a_message_that_is_too_large_is_rejected_alone_and_in_a_list_and_others_go_on() throws Exception {
        try (RabbitMqMessageStore store = store();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            store.append(messages("before", 1));
            StoredMessage large = RabbitMqFixture.message(TOO_LARGE);
            assertThat(categoryOf(() -> store.append(List.of(large)))).isEqualTo(Category.REJECTED);
            assertThat(categoryOf(() -> store.append(List.of(RabbitMqFixture.message("small"), large))))
                    .isEqualTo(Category.REJECTED);
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                List<StoredMessage> one = messages("m" + i + "-", 1);
                others.add(threads.submit(() -> store.append(one)));
            }
            assertThat(categoryOf(() -> store.append(List.of(large)))).isEqualTo(Category.REJECTED);
            for (Future<?> other : others) {
                other.get();
            }
            assertThat(drain(store)).hasSize(51).startsWith("before0");
        }
    }

    @Test
    void a_user_who_may_only_read_is_told_so() throws InterruptedException {
        try (RabbitMqMessageStore store = store()) {
            store.append(messages("before", 1));
        }
        try (RabbitMqMessageStore store = store("store.rabbitmq.username", "reader", "store.rabbitmq.password", "r")) {
            StoreException failure = failureOf(() -> store.append(messages("m", 1)));
            assertThat(failure.category()).isEqualTo(Category.REJECTED);
            assertThat(failure).hasMessageContainingAll("403", "reader");
            assertThat(categoryOf(() -> store.append(messages("m", 3)))).isEqualTo(Category.REJECTED);
            assertThat(drain(store)).containsExactly("before0");
        }
    }

    @Test
    void a_wrong_password_a_user_without_rights_and_an_unknown_virtual_host_are_unavailable() {
        assertRefused("ACCESS_REFUSED", "store.rabbitmq.password", "wrong");
        assertRefused("stranger", "store.rabbitmq.username", "stranger", "store.rabbitmq.password", "s");
        assertRefused("nowhere", "store.rabbitmq.virtual.host", "nowhere");
    }

    private void assertRefused(String said, String... parameters) {
        try (RabbitMqMessageStore store = store(parameters)) {
            StoreException failure = failureOf(() -> store.append(messages("m", 1)));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining(said);
            assertThat(categoryOf(() -> store.openConsumer(1))).isEqualTo(Category.UNAVAILABLE);
            assertThat(categoryOf(store::probe)).isEqualTo(Category.UNAVAILABLE);
        }
    }

    @Test
    void a_broker_without_room_is_full_and_takes_messages_again_when_there_is_room() throws InterruptedException {
        try (RabbitMqMessageStore store = store("store.send.timeout", "3000")) {
            store.append(messages("before", 1));
            SharedServer.running().server().raiseDiskAlarm();
            try {
                // What is under way when the broker runs out of room is unknown, and it takes the first message of a
                // new connection still.
                await().atMost(RabbitMqFixture.SOON).untilAsserted(() -> {
                    StoreException failure = failureOf(() -> store.append(messages("m", 1)));
                    assertThat(failure.category()).isEqualTo(Category.FULL);
                    assertThat(failure).hasMessageContaining("disk");
                });
                await().atMost(RabbitMqFixture.SOON)
                        .untilAsserted(() -> assertThat(categoryOf(() -> store.append(messages("m", 3))))
                                .isEqualTo(Category.FULL));
                await().atMost(RabbitMqFixture.SOON)
                        .untilAsserted(
                                () -> assertThat(categoryOf(store::probe)).isEqualTo(Category.UNAVAILABLE));
            } finally {
                SharedServer.running().server().clearDiskAlarm();
            }
            RabbitMqFixture.eventually(store::probe);
            RabbitMqFixture.eventually(() -> store.append(messages("after", 1)));
            assertThat(drain(store)).startsWith("before0").endsWith("after0");
        }
    }

    @Test
    void the_next_host_is_taken_when_the_first_is_down() throws InterruptedException {
        String ports = FreePort.next() + "," + SharedServer.running().server().port();
        try (RabbitMqMessageStore store =
                store("store.rabbitmq.host.name", "127.0.0.1,127.0.0.1", "store.rabbitmq.host.port", ports)) {
            store.append(messages("m", 2));
            store.probe();
            assertThat(drain(store)).containsExactly("m0", "m1");
        }
    }

    @Test
    void encrypted_connections_trust_whom_the_artifact_names() throws InterruptedException {
        SelfSigned stranger = SelfSigned.make(SharedServer.running().folder().resolve("stranger"));
        try (RabbitMqMessageStore store = encrypted(SharedServer.running().certificate())) {
            store.append(messages("m", 2));
            store.probe();
            assertThat(drain(store)).containsExactly("m0", "m1");
        }
        try (RabbitMqMessageStore store = encrypted(stranger)) {
            StoreException failure = failureOf(() -> store.append(messages("m", 1)));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("certificat");
        }
        try (RabbitMqMessageStore store = RabbitMqFixture.store(
                SharedServer.running().tlsPort(),
                "s",
                "store.rabbitmq.queue.name",
                queue,
                "rabbitmq.connection.ssl.enabled",
                "true")) {
            store.append(messages("any", 1));
            assertThat(drain(store)).containsExactly("any0");
        }
    }

    private RabbitMqMessageStore encrypted(SelfSigned trusted) {
        return RabbitMqFixture.store(
                SharedServer.running().tlsPort(),
                "s",
                "store.rabbitmq.queue.name",
                queue,
                "rabbitmq.connection.ssl.enabled",
                "true",
                "rabbitmq.connection.ssl.version",
                "TLSv1.3",
                "rabbitmq.connection.ssl.verify.hostname",
                "true",
                "rabbitmq.connection.ssl.keystore.location",
                trusted.keys().toString(),
                "rabbitmq.connection.ssl.keystore.type",
                "PKCS12",
                "rabbitmq.connection.ssl.keystore.password",
                SelfSigned.PASSWORD,
                "rabbitmq.connection.ssl.truststore.location",
                trusted.trusted().toString(),
                "rabbitmq.connection.ssl.truststore.type",
                "PKCS12",
                "rabbitmq.connection.ssl.truststore.password",
                SelfSigned.PASSWORD);
    }

    @Test
    void what_is_held_longer_than_the_broker_allows_comes_again() throws InterruptedException {
        // The broker looks for it in channels that were opened after the change.
        SharedServer.running().server().control("eval", patience(500, 500));
        try (RabbitMqMessageStore store = store()) {
            store.append(messages("m", 3));
            StoreConsumer consumer = store.openConsumer(2);
            Delivery held = RabbitMqFixture.take(consumer);
            RabbitMqFixture.take(consumer).acknowledge();
            await().atMost(RabbitMqFixture.SOON)
                    .untilAsserted(() ->
                            assertThat(categoryOf(() -> receive(consumer))).isEqualTo(Category.UNAVAILABLE));
            assertThat(failureOf(held::acknowledge)).isNotNull();
            consumer.close();
            SharedServer.running().server().control("eval", patience(1_800_000, 60_000));
            assertThat(drain(store)).containsExactly("m0", "m2");
        }
    }

    private static String patience(int timeoutMillis, int tickMillis) {
        return "application:set_env(rabbit, consumer_timeout, " + timeoutMillis
                + "), application:set_env(rabbit, channel_tick_interval, " + tickMillis + ").";
    }

    private static List<String> errors(LogCapture log) {
        return log.lines().stream().filter(line -> line.startsWith("SEVERE")).toList();
    }

    private static Optional<Delivery> receive(StoreConsumer consumer) {
        try {
            return consumer.receive(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
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
