// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.rabbitmq.RabbitMqSettings.Credentials;
import dev.holdfast.rabbitmq.RabbitMqSettings.Host;
import dev.holdfast.rabbitmq.RabbitMqSettings.QueueType;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RabbitMqSettingsReaderTest {

    private final Problems problems = new Problems();

    @Test
    void the_provider_is_found_by_its_class_names() {
        assertThat(ServiceLoader.load(MessageStoreProvider.class)).anySatisfy(provider -> {
            assertThat(provider.type()).isEqualTo("rabbitmq-message-store");
            assertThat(provider.classNames())
                    .containsExactly(
                            "org.apache.synapse.message.store.impl.rabbitmq.RabbitMQStore",
                            "org.apache.synapse.message.store.impl.rabbitmq.RabbitmqStore");
        });
    }

    @Test
    void without_parameters_the_defaults_are_those_of_upstream() {
        RabbitMqSettings settings = read();
        assertThat(problems.all()).isEmpty();
        assertThat(settings.access().hosts()).containsExactly(new Host("localhost", 5672));
        assertThat(settings.access().virtualHost()).isEqualTo("/");
        assertThat(settings.access().credentials()).isEqualTo(new Credentials("guest", "guest"));
        assertThat(settings.access().tls()).isEmpty();
        assertThat(settings.destination().queue("orders")).isEqualTo("orders");
        assertThat(settings.destination().exchange()).isEmpty();
        assertThat(settings.destination().routingKey("orders")).isEqualTo("orders");
        assertThat(settings.destination().type()).isEqualTo(QueueType.CLASSIC);
        assertThat(settings.destination().singleActiveConsumer()).isFalse();
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(800));
        assertThat(settings.sendTimeout().limit(false)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void what_is_set_is_taken() {
        RabbitMqSettings settings = read(
                "store.rabbitmq.host.name", "a, b",
                "store.rabbitmq.host.port", "5672,5673",
                "store.rabbitmq.username", "u",
                "store.rabbitmq.password", " p ",
                "store.rabbitmq.virtual.host", "v",
                "store.rabbitmq.queue.name", "q",
                "store.rabbitmq.exchange.name", "x",
                "store.rabbitmq.route.key", "k",
                "store.rabbitmq.queue.type", "Quorum",
                "store.rabbitmq.single.active.consumer", "true",
                "store.failover.message.store.name", "f",
                "store.producer.guaranteed.delivery.enable", "true",
                "store.send.timeout", "1500");
        assertThat(problems.all()).isEmpty();
        assertThat(settings.access().hosts()).containsExactly(new Host("a", 5672), new Host("b", 5673));
        assertThat(settings.access().credentials()).isEqualTo(new Credentials("u", " p "));
        assertThat(settings.access().virtualHost()).isEqualTo("v");
        assertThat(settings.destination().queue("orders")).isEqualTo("q");
        assertThat(settings.destination().exchange()).isEqualTo("x");
        assertThat(settings.destination().routingKey("orders")).isEqualTo("k");
        assertThat(settings.destination().type()).isEqualTo(QueueType.QUORUM);
        assertThat(settings.destination().singleActiveConsumer()).isTrue();
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void an_empty_user_and_password_are_those_of_every_rabbitmq() {
        RabbitMqSettings settings = read("store.rabbitmq.username", "", "store.rabbitmq.password", "");
        assertThat(settings.access().credentials()).isEqualTo(new Credentials("guest", "guest"));
    }

    @Test
    void all_that_cannot_be_is_said_at_once() {
        read(
                "store.rabbitmq.host.port", "5672,x",
                "store.rabbitmq.host.name", "a,b",
                "store.rabbitmq.password", "{wso2:vault-lookup('x')}",
                "store.rabbitmq.queue.name", "ü".repeat(128),
                "store.rabbitmq.queue.type", "stream",
                "store.send.timeout", "0");
        assertThat(texts(Problem.Severity.ERROR))
                .hasSize(5)
                .anySatisfy(text -> assertThat(text).contains("'x'", "a port"))
                .anySatisfy(text -> assertThat(text).contains("vault"))
                .anySatisfy(text -> assertThat(text).contains("255 bytes"))
                .anySatisfy(text -> assertThat(text).contains("'stream'", "classic or quorum"))
                .anySatisfy(text -> assertThat(text).contains("store.send.timeout"));
    }

    @Test
    void hosts_and_ports_come_in_pairs() {
        read("store.rabbitmq.host.name", "a,b", "store.rabbitmq.host.port", "5672");
        assertThat(texts(Problem.Severity.ERROR))
                .singleElement()
                .asString()
                .contains("2 hosts", "1 ports", "a port for each");
    }

    @Test
    void what_has_no_effect_or_is_not_known_is_a_warning() {
        read(
                "rabbitmq.connection.retry.interval", "30000",
                "rabbitmq.connection.retry.count", "3",
                "store.rabbitmq.queue.nam", "q");
        assertThat(texts(Problem.Severity.WARNING))
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("store.rabbitmq.queue.name"));
        assertThat(problems.hasErrors()).isFalse();
    }

    @Test
    void encryption_without_certificates_to_trust_is_a_warning() {
        RabbitMqSettings settings = read("rabbitmq.connection.ssl.enabled", "true");
        assertThat(settings.access().tls()).isPresent();
        assertThat(texts(Problem.Severity.WARNING)).singleElement().asString().contains("any broker is trusted");
    }

    @Test
    void a_store_of_certificates_that_cannot_be_read_and_an_unknown_protocol_are_errors() {
        read(
                "rabbitmq.connection.ssl.enabled", "true",
                "rabbitmq.connection.ssl.truststore.location", "no/such/file",
                "rabbitmq.connection.ssl.truststore.password", "secret-word");
        read("rabbitmq.connection.ssl.enabled", "true", "rabbitmq.connection.ssl.version", "TLSv9");
        assertThat(texts(Problem.Severity.ERROR))
                .hasSize(2)
                .anySatisfy(text ->
                        assertThat(text).contains("no/such/file", "truststore").doesNotContain("secret-word"))
                .anySatisfy(text -> assertThat(text).contains("TLSv9", "TLSv1.3"));
    }

    @Test
    void the_password_of_a_store_of_certificates_is_not_in_the_vault() {
        read(
                "rabbitmq.connection.ssl.enabled", "true",
                "rabbitmq.connection.ssl.keystore.location", "no/such/file",
                "rabbitmq.connection.ssl.keystore.password", "{wso2:vault-lookup('x')}");
        assertThat(texts(Problem.Severity.ERROR))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("'rabbitmq.connection.ssl.keystore.password'", "vault"));
    }

    @Test
    void nothing_shows_the_password() {
        assertThat(new Credentials("u", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void the_page_of_parameters_names_what_is_asked_for_and_nothing_else() throws IOException {
        Parameters parameters = RabbitMqFixture.parameters(Map.of(), problems);
        new RabbitMqSettingsReader(parameters).read();
        String page = Files.readString(Path.of("..", "docs", "reference", "parameters.md"));
        Set<String> common = names(page, "## Every message store");
        Set<String> named = new TreeSet<>(names(page, "## RabbitMQ store"));
        named.addAll(common);
        assertThat(named).containsAll(parameters.asked());
        named.removeAll(common);
        assertThat(parameters.asked()).containsAll(named);
    }

    /// The names in the first column of a section's table.
    private static Set<String> names(String page, String heading) {
        int start = page.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        return page.substring(start, page.indexOf("\n## ", start + 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private RabbitMqSettings read(String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Parameters parameters = RabbitMqFixture.parameters(values, problems);
        RabbitMqSettings settings = new RabbitMqSettingsReader(parameters).read();
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
