// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.holdfast.kafka.KafkaSettings.Creation;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KafkaSettingsReaderTest {

    private static final String IN_FLIGHT = "store.kafka.client.max.in.flight.requests.per.connection";

    private final Problems problems = new Problems();

    @Test
    void the_provider_is_found_by_its_class_name() {
        assertThat(ServiceLoader.load(MessageStoreProvider.class))
                .singleElement()
                .satisfies(provider -> {
                    assertThat(provider.classNames()).containsExactly("dev.holdfast.kafka.KafkaMessageStore");
                    assertThat(provider.type()).isEqualTo("kafka-message-store");
                });
    }

    @Test
    void the_brokers_are_enough() {
        KafkaSettings settings = read();
        assertThat(problems.all()).isEmpty();
        assertThat(settings.topic("orders")).isEqualTo("orders");
        assertThat(settings.group("orders")).isEqualTo("holdfast-orders");
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(800));
        assertThat(settings.sendTimeout().limit(false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.creation()).isEmpty();
        assertThat(settings.node()).isEmpty();
    }

    @Test
    void what_is_set_is_taken() {
        KafkaSettings settings = read(
                "store.kafka.topic", "t",
                "store.kafka.group", "g",
                "store.kafka.node", "n1",
                "store.kafka.session.timeout", "7000",
                "store.kafka.topic.create", "true",
                "store.kafka.topic.partitions", "3",
                "store.kafka.topic.replication", "2",
                "store.kafka.topic.config.min.insync.replicas", "2",
                "store.kafka.client.security.protocol", "SSL",
                "store.send.timeout", "1500");
        assertThat(problems.all()).isEmpty();
        assertThat(settings.topic("orders")).isEqualTo("t");
        assertThat(settings.group("orders")).isEqualTo("g");
        assertThat(settings.node()).contains("n1");
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.creation())
                .contains(new Creation(3, Optional.of((short) 2), Map.of("min.insync.replicas", "2")));
        assertThat(settings.client()).containsExactly(Map.entry("security.protocol", "SSL"));
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void missing_and_unreadable_values_are_errors_all_at_once() {
        new KafkaSettingsReader(KafkaFixture.parameters(Map.of(), problems)).read();
        read(
                "store.kafka.bootstrap.servers", "kafka1,kafka2:9092",
                "store.kafka.topic", "no good",
                "store.kafka.topic.create", "perhaps",
                "store.kafka.key", "$.id",
                "store.kafka.client.ssl.keystore.password", "{wso2:vault-lookup('x')}");
        assertThat(texts(Problem.Severity.ERROR))
                .hasSize(6)
                .anySatisfy(text -> assertThat(text).contains("'$.id'", "header:NAME"))
                .anySatisfy(text -> assertThat(text).contains("store.kafka.bootstrap.servers", "missing"))
                .anySatisfy(text -> assertThat(text).contains("'kafka1'", "expected host:port"))
                .anySatisfy(text -> assertThat(text).contains("'no good'", "expected letters"))
                .anySatisfy(text -> assertThat(text).contains("'perhaps'", "true or false"))
                .anySatisfy(text -> assertThat(text).contains("vault"));
    }

    @Test
    void what_the_promise_rests_on_cannot_be_set() {
        KafkaSettings settings = read(
                "store.kafka.client.acks", "1",
                "store.kafka.client.enable.auto.commit", "true",
                "store.kafka.client.compression.type", "lz4");
        assertThat(settings.client()).containsOnlyKeys("compression.type");
        assertThat(texts(Problem.Severity.WARNING))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("has no effect", "promise"));
    }

    @ParameterizedTest
    @CsvSource({"'', 2", "1, 1", "5, 5"})
    void more_or_fewer_requests_can_be_on_their_way(String written, String expected) {
        KafkaSettings settings = written.isEmpty() ? read() : read(IN_FLIGHT, written);
        assertThat(problems.all()).isEmpty();
        Map<String, Object> producer = new ClientProperties(settings, "g", Duration.ofSeconds(3)).producer();
        assertThat(producer.get("max.in.flight.requests.per.connection")).hasToString(expected);
        assertThat(producer.get("enable.idempotence")).isEqualTo(true);
        assertThatNoException().isThrownBy(() -> new ProducerConfig(producer));
    }

    @ParameterizedTest
    @CsvSource({
        "max.in.flight.requests.per.connection, 0, at least 1",
        "max.in.flight.requests.per.connection, 6, no more than 5",
        "max.in.flight.requests.per.connection, two, type INT",
        "max.in.flight.requests.per.connection, '', type INT",
        "linger.ms, soon, type LONG",
        "fetch.min.bytes, -1, at least 0",
        "security.protocol, SLL, must be one of"
    })
    void what_the_clients_would_refuse_is_an_error_with_its_name(String name, String written, String reason) {
        read("store.kafka.client." + name, written);
        assertThat(texts(Problem.Severity.ERROR))
                .singleElement()
                .asString()
                .startsWith("parameter 'store.kafka.client." + name + "' is not what Kafka takes: ")
                .containsIgnoringCase(reason);
    }

    @Test
    void unknown_names_are_warned_of_with_the_nearest() {
        read(
                "store.kafka.topik", "t",
                "store.kafka.client.security.protocoll", "SSL",
                "store.kafka.topic.config.retention.mss", "-1",
                "store.kafka.topic.partitions", "3");
        assertThat(texts(Problem.Severity.WARNING))
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("did you mean 'store.kafka.topic'?"))
                .anySatisfy(text -> assertThat(text).contains("did you mean 'security.protocol'?"))
                .anySatisfy(text -> assertThat(text).contains("did you mean 'retention.ms'?"))
                .anySatisfy(text -> assertThat(text).contains("store.kafka.topic.create"));
    }

    @Test
    void secrets_are_not_shown() {
        assertThat(read("store.kafka.client.sasl.jaas.config", "password=secret")
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void every_parameter_is_on_the_page_of_parameters() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "parameters.md"));
        int start = page.indexOf("## Kafka store\n");
        assertThat(start).isNotNegative();
        String section = page.substring(start, page.indexOf("\n## ", start + 1));
        Parameters parameters = KafkaFixture.parameters(Map.of(), new Problems());
        new KafkaSettingsReader(parameters).read();
        assertThat(parameters.asked())
                .filteredOn(name -> name.startsWith("store.kafka."))
                .allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
    }

    private KafkaSettings read(String... more) {
        Map<String, String> values = new HashMap<>();
        values.put("store.kafka.bootstrap.servers", "kafka1:9092, kafka2:9092");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Parameters parameters = KafkaFixture.parameters(values, problems);
        KafkaSettings settings = new KafkaSettingsReader(parameters).read();
        parameters.warnOfUnknown(List.of());
        return settings;
    }

    private List<String> texts(Problem.Severity severity) {
        return problems.all().stream()
                .filter(problem -> problem.severity() == severity)
                .map(Problem::text)
                .toList();
    }
}
