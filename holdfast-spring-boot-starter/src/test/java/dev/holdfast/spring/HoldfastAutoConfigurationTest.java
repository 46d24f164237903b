// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreSource;
import dev.holdfast.message.Content;
import dev.holdfast.servers.ActiveMqBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/// What an application gets for its properties.
class HoldfastAutoConfigurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private ApplicationContextRunner runner;
    private HttpServer backEnd;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        backEnd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backEnd.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        backEnd.start();
        runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HoldfastAutoConfiguration.class, HoldfastProcessorAutoConfiguration.class))
                .withPropertyValues("holdfast.data=" + folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        backEnd.stop(0);
    }

    @Test
    void without_properties_there_is_a_client_with_a_store_on_this_machine() {
        runner.run(context -> {
            store(context, "one");
            assertThat(context.getBean(Holdfast.class).balance("messages").outstanding())
                    .isEqualTo(1);
            assertThat(context).doesNotHaveBean(ForwardingProcessor.class);
        });
    }

    @Test
    void a_url_makes_a_processor_that_starts_with_the_application() {
        runner.withPropertyValues(to("/sales")).run(context -> {
            store(context, "one");
            await().atMost(PATIENCE).until(() -> received.contains("one"));
        });
    }

    @Test
    void a_processor_need_not_start() {
        runner.withPropertyValues(to("/sales"), "holdfast.processor.auto-start=false")
                .run(context -> {
                    store(context, "one");
                    context.getBean(ForwardingProcessor.class).start();
                    await().atMost(PATIENCE).until(() -> received.contains("one"));
                });
    }

    @Test
    void a_real_broker_a_secondary_store_and_dead_letters() throws InterruptedException {
        status = 500;
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder.resolve("broker"))) {
            runner.withPropertyValues(
                            to("/sales"),
                            "holdfast.store.type=jms",
                            "holdfast.store.url=" + broker.url(),
                            "holdfast.store.queue=item_orders",
                            "holdfast.secondary-store.type=embedded",
                            "holdfast.dead-letter-store.type=jms",
                            "holdfast.dead-letter-store.url=" + broker.url(),
                            "holdfast.dead-letter-store.queue=dead_item_orders",
                            "holdfast.processor.max-redelivery-attempts=1",
                            "holdfast.processor.retry-interval=10ms",
                            "holdfast.processor.reconnect-interval=200ms")
                    .run(context -> {
                        Holdfast holdfast = context.getBean(Holdfast.class);
                        store(context, "poison");
                        await().atMost(PATIENCE)
                                .until(() ->
                                        holdfast.balance("dead_item_orders").outstanding() == 1);
                        assertThat(received).containsExactly("poison", "poison");
                        status = 200;
                        broker.kill();
                        store(context, "while the broker is dead");
                        assertThat(context.getBean(HoldfastHealth.class)
                                        .health()
                                        .getStatus())
                                .isEqualTo(Status.DOWN);
                        broker.restart();
                        await().atMost(PATIENCE).until(() -> received.contains("while the broker is dead"));
                    });
        }
    }

    @Test
    void an_application_has_a_word_in_how_the_processor_works() {
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        runner.withPropertyValues(to("/sales"))
                .withBean(
                        ForwardingProcessorCustomizer.class,
                        () -> builder -> builder.onResponse((message, response) -> answers.add(response.status())))
                .run(context -> {
                    store(context, "one");
                    await().atMost(PATIENCE).until(() -> answers.contains(200));
                });
    }

    @Test
    void a_store_of_the_application_takes_the_place_of_that_of_the_properties() {
        runner.withUserConfiguration(OwnStore.class)
                .run(context -> assertThat(
                                context.getBean(MessageStoreClient.class).storeName())
                        .isEqualTo("own"));
    }

    /// An application that makes its store itself.
    static final class OwnStore {

        @org.springframework.context.annotation.Bean
        StoreSource ownStore(dev.holdfast.rocksdb.EmbeddedBooks books) {
            return books.store("own");
        }
    }

    @Test
    void health_tells_of_the_processor() {
        status = 500;
        runner.withPropertyValues(to("/sales"), "holdfast.processor.max-redelivery-attempts=0")
                .run(context -> {
                    HoldfastHealth health = context.getBean(HoldfastHealth.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                    store(context, "one");
                    await().atMost(PATIENCE)
                            .until(() -> health.health().getStatus().equals(Status.DOWN));
                    assertThat(health.health().getDetails())
                            .containsEntry("store", "messages")
                            .containsKey("processorReason");
                });
    }

    @Test
    void metrics_count_what_went_in_and_out() {
        runner.withPropertyValues(to("/sales")).run(context -> {
            MeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(HoldfastMetrics.class).bindTo(registry);
            store(context, "one");
            await().atMost(PATIENCE)
                    .until(() -> registry.get("holdfast.messages")
                                    .tag("event", "delivered")
                                    .functionCounter()
                                    .count()
                            == 1);
            assertThat(registry.get("holdfast.outstanding").gauge().value()).isZero();
            assertThat(registry.get("holdfast.processor.active").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.get("holdfast.store.up").gauge().value()).isEqualTo(1);
            assertThat(registry.get("holdfast.endpoint.up").gauge().value()).isEqualTo(1);

            status = 503;
            store(context, "two");
            await().atMost(PATIENCE)
                    .until(() -> registry.get("holdfast.endpoint.up").gauge().value() == 0);
        });
    }

    @Test
    void neither_health_nor_metrics_are_needed() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health", "io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(MessageStoreClient.class)
                        .doesNotHaveBean("holdfastHealthIndicator")
                        .doesNotHaveBean("holdfastMetrics"));
    }

    @Test
    void a_wrong_type_is_told_with_what_there_is() {
        runner.withPropertyValues("holdfast.store.type=smoke-signals")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("holdfast.store.type is 'smoke-signals'")
                        .hasMessageContaining("jms"));
    }

    @Test
    void editors_find_the_properties_described() throws IOException {
        try (var metadata =
                HoldfastProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String text = new String(Objects.requireNonNull(metadata).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text)
                    .contains("holdfast.store.queue", "holdfast.client.retry-count", "holdfast.processor.cron")
                    .contains("times of rounds, an expression of Quartz");
        }
    }

    @Test
    void the_properties_of_the_page_are_those_that_exist() throws IOException {
        String page = Files.readString(Path.of("..", "docs/library.md"));
        try (var metadata =
                HoldfastProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String text = new String(Objects.requireNonNull(metadata).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Pattern.compile("`(holdfast\\.[a-z.-]+)`")
                            .matcher(page)
                            .results()
                            .map(found -> found.group(1)))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(property -> assertThat(text).contains("\"" + property + "\""));
        }
    }

    @Test
    void a_missing_queue_is_told_by_its_property() {
        runner.withPropertyValues("holdfast.store.type=jms", "holdfast.store.url=tcp://localhost:61616")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("holdfast.store.queue is missing"));
    }

    private String to(String path) {
        return "holdfast.processor.url=http://127.0.0.1:" + backEnd.getAddress().getPort() + path;
    }

    private static void store(ApplicationContext context, String body) throws InterruptedException {
        Holdfast holdfast = context.getBean(Holdfast.class);
        context.getBean(MessageStoreClient.class).store(holdfast.message(Content.ofText(body, "text/plain")));
    }
}
