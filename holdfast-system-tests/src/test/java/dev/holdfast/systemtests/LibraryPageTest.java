// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.FailAction;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreRetry;
import dev.holdfast.StoreSource;
import dev.holdfast.http.HttpEndpoint;
import dev.holdfast.http.TransportSettings;
import dev.holdfast.jdbc.JdbcStore;
import dev.holdfast.jdbc.Outbox;
import dev.holdfast.jms.JmsStore;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.rocksdb.EmbeddedBooks;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The code of `docs/library.md`: each example runs here, and what the page shows is what runs.
@Execution(ExecutionMode.SAME_THREAD)
class LibraryPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DATABASE = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";
    private static final Path PAGE = Path.of("..", "docs/library.md");
    private static final Path SOURCE =
            Path.of("src/test/java", LibraryPageTest.class.getName().replace('.', '/') + ".java");
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private ActiveMqBroker activeMq;
    private RecordingBackEnd sales;
    private String broker;
    private String url;
    private String order;

    @BeforeEach
    void start() {
        activeMq = ActiveMqBroker.start(folder.resolve("broker"));
        broker = activeMq.url();
        sales = RecordingBackEnd.start();
        url = "http://127.0.0.1:" + sales.port() + "/sales/save-order";
        order = "{\"order\": 42}";
    }

    @AfterEach
    void stop() {
        sales.close();
        activeMq.close();
    }

    @Test
    void the_page_shows_only_code_that_runs_here() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        List<String> examples = CODE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> withoutBlanks(found.group(1)))
                .toList();
        assertThat(examples)
                .hasSizeGreaterThan(6)
                .allSatisfy(example -> assertThat(source).contains(example));
    }

    @Test
    void store_and_forward() throws InterruptedException {
        StoreSource orders = JmsStore.activeMq(broker, "item_orders").build();
        try (Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(folder));
                MessageStoreClient client = holdfast.client(orders).build();
                HttpEndpoint backEnd = HttpEndpoint.post(url);
                ForwardingProcessor processor =
                        holdfast.processor(orders, backEnd).build()) {
            processor.start();
            AppendId id = client.store(holdfast.message(Content.ofText(order, "application/json")));
            // From here on the order is on the broker's disk.

            awaitArrival(1);
            assertThat(holdfast.history(id.flow())).isNotEmpty();
        }
    }

    @Test
    void retry_and_secondary_store() throws InterruptedException {
        StoreSource orders = JmsStore.activeMq(broker, "item_orders").build();
        EmbeddedBooks books = EmbeddedBooks.in(folder);
        try (Holdfast holdfast = Holdfast.open(books);
                MessageStoreClient client = holdfast.client(orders)
                        .secondaryStore(books.store("orders-waiting-here"))
                        .retry(StoreRetry.times(5))
                        .timeLimit(Duration.ofSeconds(20))
                        .build()) {
            activeMq.kill();
            client.store(holdfast.message(Content.ofText(order, "application/json")));
            assertThat(holdfast.outage("item_orders")).isPresent();
            activeMq.restart();
            await().atMost(PATIENCE)
                    .until(() -> holdfast.balance("orders-waiting-here").get(Counter.MOVED) == 1);
        }
    }

    @Test
    void what_a_failure_says() throws InterruptedException {
        activeMq.kill();
        StoreSource orders = JmsStore.activeMq(broker, "item_orders").build();
        try (Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = holdfast.client(orders).build()) {
            assertThat(statusOf(holdfast, client)).isEqualTo(503);
        }
    }

    private int statusOf(Holdfast holdfast, MessageStoreClient client) throws InterruptedException {
        try {
            client.store(holdfast.message(Content.ofText(order, "application/json")));
            return 202;
        } catch (StoreException e) {
            return switch (e.category()) {
                case UNAVAILABLE, FULL, CLOSED -> 503; // certainly not stored
                case REJECTED -> 413; // this one will never fit
                case UNKNOWN -> 500; // it may be stored
            };
        }
    }

    @Test
    void attempts_and_dead_letters() throws InterruptedException {
        sales.answerNext(100, 500);
        StoreSource orders = JmsStore.activeMq(broker, "item_orders").build();
        try (Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(folder));
                MessageStoreClient client = holdfast.client(orders).build();
                HttpEndpoint backEnd = HttpEndpoint.post(url);
                ForwardingProcessor processor = holdfast.processor(orders, backEnd)
                        .maxRedeliveryAttempts(5)
                        .retryInterval(Duration.ofMillis(300))
                        .retryHttpStatusCodes(400, 500, 503)
                        .deadLetterStore(
                                JmsStore.activeMq(broker, "dead_item_orders").build())
                        .build()) {
            processor.start();
            client.store(holdfast.message(Content.ofText(order, "application/json")));
            await().atMost(PATIENCE).until(() -> holdfast.balance("item_orders").get(Counter.DEAD_LETTERED) == 1);
            assertThat(sales.received()).hasSize(6);
        }
    }

    @Test
    void callbacks() throws InterruptedException {
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        StoreSource orders = JmsStore.activeMq(broker, "item_orders").build();
        try (Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(folder));
                MessageStoreClient client = holdfast.client(orders).build();
                HttpEndpoint backEnd = HttpEndpoint.post(url);
                ForwardingProcessor processor = holdfast.processor(orders, backEnd)
                        .beforeSend(message ->
                                message.withHeaders(message.headers().with("Authorization", "Bearer " + token())))
                        .onResponse((message, response) -> answers.add(response.status()))
                        .unhandledResponses(
                                JmsStore.activeMq(broker, "unhandled_answers").build())
                        .onLostResponse((message, response, reason) -> answers.add(response.status()))
                        .onFailure(
                                (message, reason) -> System.getLogger("orders").log(System.Logger.Level.INFO, reason))
                        .build()) {
            processor.start();
            client.store(holdfast.message(Content.ofText(order, "application/json")));
            await().atMost(PATIENCE).until(() -> answers.contains(200));
        }
    }

    @Test
    void pace_and_order() throws InterruptedException {
        StoreSource orders = JmsStore.activeMq(broker, "item_orders").build();
        try (Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(folder));
                MessageStoreClient client = holdfast.client(orders).build();
                HttpEndpoint backEnd = HttpEndpoint.builder(url)
                        .method("PUT")
                        .timeout(Duration.ofSeconds(10))
                        .transport(TransportSettings.defaults())
                        .build();
                ForwardingProcessor processor = holdfast.processor(orders, backEnd)
                        .cron("0/2 * * * * ?")
                        .batchSize(100)
                        .forwardingInterval(Duration.ofMillis(10))
                        .inParallelByKey(
                                8,
                                message -> message.message()
                                        .headers()
                                        .first("Customer")
                                        .orElse(""))
                        .failAction(FailAction.DEACTIVATE)
                        .reactivateAfter(Duration.ofMinutes(5))
                        .reconnectInterval(Duration.ofSeconds(15))
                        .build()) {
            processor.start();
            client.store(holdfast.message(Content.ofText(order, "application/json")));
            awaitArrival(1);
        }
    }

    @Test
    void without_a_broker() throws InterruptedException {
        EmbeddedBooks books = EmbeddedBooks.in(folder);
        try (Holdfast holdfast = Holdfast.open(books);
                MessageStoreClient client =
                        holdfast.client(books.store("orders")).build();
                HttpEndpoint backEnd = HttpEndpoint.post(url);
                ForwardingProcessor processor =
                        holdfast.processor(books.store("orders"), backEnd).build()) {
            processor.start();
            client.store(holdfast.message(Content.ofText(order, "application/json")));
            awaitArrival(1);
        }
    }

    @Test
    void outbox() throws InterruptedException, SQLException {
        DataSource dataSource = database();
        StoreSource orders = JdbcStore.on("org.h2.Driver", DATABASE, "waiting_orders")
                .credentials("sa", "")
                .name("orders")
                .createTable()
                .build();
        try (Holdfast holdfast = Holdfast.open(EmbeddedBooks.in(folder));
                HttpEndpoint backEnd = HttpEndpoint.post(url);
                ForwardingProcessor processor =
                        holdfast.processor(orders, backEnd).build()) {
            processor.start();
            // The store has made its table when it was used once.
            holdfast.client(orders).build().store(holdfast.message(Content.ofText("first", "text/plain")));
            awaitArrival(1);
            Outbox outbox = new Outbox("orders", "waiting_orders", holdfast.clock(), holdfast.ids());
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                insertOrder(connection, order);
                outbox.append(connection, holdfast.message(Content.ofText(order, "application/json")));
                connection.commit();
            }
            awaitArrival(2);
        }
    }

    private static DataSource database() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(DATABASE);
        database.setUser("sa");
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE placed_orders (text VARCHAR(200))");
        }
        return database;
    }

    private static void insertOrder(Connection connection, String text) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO placed_orders VALUES (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }

    private static String token() {
        return "42";
    }

    private void awaitArrival(int count) {
        await().atMost(PATIENCE).until(() -> sales.received().size() == count);
    }

    /// Line breaks are the formatter's.
    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s", "");
    }
}
