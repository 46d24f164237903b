// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreRetry;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.StoreException;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library with a real broker. B1, B3, B6, B7, B8, B9 and B11 are weaknesses of the Ballerina connector that are
/// closed here.
final class LibraryOnJmsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final int OUTAGES = 4;
    private static final int THREADS = 64;

    @TempDir
    private Path folder;

    private final ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");

    @Test
    void b1_a_processor_goes_on_with_a_new_consumer_after_the_broker_was_away() throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = client(holdfast, store(broker.url()));
                ForwardingProcessor processor = processor(holdfast, store(broker.url()))) {
            processor.start();
            for (int outage = 1; outage <= 2; outage++) {
                store(holdfast, client, "before " + outage);
                awaitSent("before " + outage);
                broker.kill();
                broker.restart();
                store(holdfast, client, "after " + outage);
                awaitSent("after " + outage);
            }
            assertThat(backEnd.bodies()).containsOnlyOnce("before 1", "after 1", "before 2", "after 2");
        }
    }

    @Test
    void b6_outages_and_many_messages_leave_no_connection_behind() throws InterruptedException, IOException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder);
                CountingRelay relay = new CountingRelay(broker.url());
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = client(holdfast, store(relay.url()));
                ForwardingProcessor processor = processor(holdfast, store(relay.url()))) {
            processor.start();
            for (int outage = 0; outage < OUTAGES; outage++) {
                broker.kill();
                broker.restart();
                for (int i = 0; i < 10; i++) {
                    store(holdfast, client, outage + " " + i);
                }
                awaitSent(outage + " 9");
                // Four for storing, one for the consumer; a probe may be under way.
                await().atMost(PATIENCE).until(() -> relay.connections() <= 5);
            }
            assertThat(relay.connections()).isBetween(2, 5);
        }
    }

    @Test
    void b3_what_is_not_settled_is_not_settled_by_the_next() throws InterruptedException {
        backEnd.otherwiseDo(outbound -> outbound.message().content().hasSameBytes(Content.ofText("one", "text/plain"))
                ? ScriptedEndpoint.refused(500)
                : ScriptedEndpoint.delivered());
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder)) {
            try (Holdfast holdfast = Holdfast.open(Books.inMemory());
                    MessageStoreClient client = client(holdfast, store(broker.url()));
                    ForwardingProcessor processor = holdfast.processor(store(broker.url()), backEnd)
                            .inParallel(2)
                            .maxRedeliveryAttempts(-1)
                            .build()) {
                store(holdfast, client, "one");
                store(holdfast, client, "two");
                processor.start();
                awaitSent("two");
                await().atMost(PATIENCE).until(() -> holdfast.balance("orders").get(Counter.DELIVERED) == 1);
            }
            backEnd.otherwise(ScriptedEndpoint.delivered());
            try (Holdfast next = Holdfast.open(Books.inMemory());
                    ForwardingProcessor processor = processor(next, store(broker.url()))) {
                processor.start();
                await().atMost(PATIENCE).until(() -> next.balance("orders").get(Counter.DELIVERED) == 1);
                assertThat(backEnd.bodies()).containsOnlyOnce("two").endsWith("one");
            }
        }
    }

    @Test
    void b7_a_message_that_cannot_be_read_is_put_aside_and_the_next_one_goes_on()
            throws InterruptedException, JMSException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = client(holdfast, store(broker.url()));
                ForwardingProcessor processor = processor(holdfast, store(broker.url()))) {
            putMap(broker.url());
            store(holdfast, client, "next");
            processor.start();
            awaitSent("next");
            assertThat(holdfast.balance("orders").get(Counter.INVALID)).isEqualTo(1);
            assertThat(holdfast.balance("invalid-messages").get(Counter.APPENDED))
                    .isEqualTo(1);
        }
    }

    @Test
    void b8_user_and_password_are_used_on_both_sides() throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--user=orders:secret");
                Holdfast holdfast = Holdfast.open(Books.inMemory())) {
            StoreSource store = JmsStore.activeMq(broker.url(), "orders")
                    .credentials("orders", "secret")
                    .build();
            MessageStoreClient client = client(holdfast, store);
            ForwardingProcessor processor = processor(holdfast, store);
            store(holdfast, client, "one");
            processor.start();
            awaitSent("one");
            assertThat(store.toString()).doesNotContain("secret");
        }
    }

    @Test
    void wrong_credentials_are_an_error_at_the_first_message() {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder, "--user=orders:secret");
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = holdfast.client(JmsStore.activeMq(broker.url(), "orders")
                                .credentials("orders", "wrong")
                                .build())
                        .build()) {
            assertThatThrownBy(() -> store(holdfast, client, "one"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("user name or password is wrong");
        }
    }

    @Test
    void b9_names_and_values_of_fields_are_kept_whatever_the_broker_thinks_of_them() throws InterruptedException {
        Headers fields = Headers.of(List.of(
                new Headers.Field("X-Order.Id", "7"),
                new Headers.Field("X-Order.Id", "8"),
                new Headers.Field("Accept", "*/*"),
                new Headers.Field("not", "a keyword of selectors")));
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = client(holdfast, store(broker.url()));
                ForwardingProcessor processor = processor(holdfast, store(broker.url()))) {
            Message message = holdfast.message(Content.ofText("{}", "application/json"));
            client.store(message.withHeaders(fields));
            processor.start();
            awaitSent("{}");
            Message sent = backEnd.sent().getFirst().message();
            assertThat(sent.headers()).isEqualTo(fields);
            assertThat(sent.content().type()).contains("application/json");
        }
    }

    @Test
    void b11_many_threads_use_one_client_at_once() throws InterruptedException, ExecutionException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = client(holdfast, store(broker.url()));
                ForwardingProcessor processor = holdfast.processor(store(broker.url()), backEnd)
                        .inParallel(16)
                        .build();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> stored = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                stored.add(callers.submit(() -> {
                    store(holdfast, client, "message " + thread);
                    return true;
                }));
            }
            for (Future<?> one : stored) {
                one.get();
            }
            processor.start();
            await().atMost(PATIENCE).until(() -> holdfast.balance("orders").get(Counter.DELIVERED) == THREADS);
            assertThat(backEnd.bodies())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, THREADS)
                            .mapToObj(i -> "message " + i)
                            .toList());
        }
    }

    @Test
    void a_secondary_store_takes_over_and_gives_back_when_the_broker_returns() throws InterruptedException {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder.resolve("first"));
                ActiveMqBroker second = ActiveMqBroker.start(folder.resolve("second"));
                Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = holdfast.client(store(broker.url()))
                        .secondaryStore(JmsStore.activeMq(second.url(), "spare").build())
                        .build();
                ForwardingProcessor processor = processor(holdfast, store(broker.url()))) {
            processor.start();
            store(holdfast, client, "one");
            broker.kill();
            store(holdfast, client, "two");
            store(holdfast, client, "three");
            broker.restart();
            awaitSent("three");
            assertThat(backEnd.bodies()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void settings_that_are_wrong_are_told_all_at_once() {
        assertThatThrownBy(() -> JmsStore.jndi("no.such.Factory", "", "orders").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.Factory")
                .hasMessageContaining("java.naming.provider.url");
    }

    private static StoreSource store(String url) {
        return JmsStore.activeMq(url, "orders")
                .sendTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static MessageStoreClient client(Holdfast holdfast, StoreSource store) {
        return holdfast.client(store)
                .retry(StoreRetry.times(-1, SOON))
                .timeLimit(PATIENCE)
                .build();
    }

    private ForwardingProcessor processor(Holdfast holdfast, StoreSource store) {
        return holdfast.processor(store, backEnd).reconnectInterval(SOON).build();
    }

    private static void store(Holdfast holdfast, MessageStoreClient client, String body) throws InterruptedException {
        client.store(holdfast.message(Content.ofText(body, "text/plain")));
    }

    private void awaitSent(String body) {
        await().atMost(PATIENCE).until(() -> backEnd.bodies().contains(body));
    }

    private static void putMap(String url) throws JMSException {
        try (var connection = new ActiveMQConnectionFactory(url).createConnection();
                var session = connection.createSession()) {
            session.createProducer(session.createQueue("orders")).send(session.createMapMessage());
        }
    }
}
