// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.upstream.WireFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class JmsSettingsReaderTest {

    private final Problems problems = new Problems();

    @Test
    void the_provider_is_found_by_its_class_names() {
        assertThat(ServiceLoader.load(MessageStoreProvider.class))
                .anySatisfy(provider -> assertThat(provider.classNames())
                        .startsWith("org.apache.synapse.message.store.impl.jms.JmsStore")
                        .contains("org.wso2.carbon.message.store.persistence.jms.JMSMessageStore"));
    }

    @Test
    void what_the_guaranteed_delivery_sample_says_gives_no_problem() {
        JmsSettings settings = read(
                "store.failover.message.store.name", "failover",
                "store.producer.guaranteed.delivery.enable", "true",
                "store.jms.JMSSpecVersion", "1.1");
        assertThat(problems.all()).isEmpty();
        assertThat(settings.queue("Original")).isEqualTo("Original_Queue");
        assertThat(settings.connectionFactory()).isEqualTo("QueueConnectionFactory");
        assertThat(settings.credentials()).isEmpty();
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(800));
        assertThat(settings.sendTimeout().limit(false)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void what_is_set_is_taken() {
        JmsSettings settings = read(
                "store.jms.destination", "orders",
                "store.jms.username", "u",
                "store.jms.password", "p",
                "store.send.timeout", "1500",
                "queue.orders", "prod.orders");
        assertThat(problems.all()).isEmpty();
        assertThat(settings.queue("Original")).isEqualTo("orders");
        assertThat(settings.credentials()).contains(new JmsSettings.Credentials("u", "p"));
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.environment()).containsEntry("queue.orders", "prod.orders");
    }

    @Test
    void only_the_client_of_activemq_classic_writes_the_form_of_upstream() {
        assertThat(read("store.wire.format", "upstream").format()).isEqualTo(WireFormat.UPSTREAM);
        assertThat(problems.hasErrors()).isFalse();
        read("store.wire.format", "upstream", "java.naming.factory.initial", "javax.naming.spi.NamingManager");
        assertThat(problems.all())
                .anySatisfy(problem -> assertThat(problem.text()).contains("only the client of ActiveMQ Classic"));
    }

    @Test
    void missing_names_and_unknown_factories_are_errors() {
        new JmsSettingsReader(JmsFixture.parameters(Map.of(), problems)).read();
        read("java.naming.factory.initial", "com.example.NoSuchFactory", "store.jms.destination", "ldap://evil/x");
        assertThat(texts(Problem.Severity.ERROR))
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("java.naming.factory.initial", "missing"))
                .anySatisfy(text -> assertThat(text).contains("java.naming.provider.url", "missing"))
                .anySatisfy(
                        text -> assertThat(text).contains("com.example.NoSuchFactory", ActiveMqClassic.CONTEXT_FACTORY))
                .anySatisfy(text -> assertThat(text).contains("ldap://evil/x", "not a URL"));
    }

    @Test
    void a_password_from_the_vault_is_an_error() {
        read("store.jms.username", "u", "store.jms.password", "{wso2:vault-lookup('jms')}");
        assertThat(texts(Problem.Severity.ERROR)).singleElement().asString().contains("'store.jms.password'", "vault");
    }

    @Test
    void half_a_login_and_settings_without_effect_are_warnings() {
        read("store.jms.username", "u", "store.jms.cache.connection", "true", "store.jms.ConsumerReceiveTimeOut", "6");
        assertThat(texts(Problem.Severity.WARNING)).hasSize(3);
        assertThat(problems.hasErrors()).isFalse();
    }

    @Test
    void a_weaker_send_cannot_be_asked_for() {
        JmsSettings settings = read("java.naming.provider.url", "tcp://h:1?blockOnDurableSend=false");
        assertThat(settings.environment().get("java.naming.provider.url")).contains("blockOnDurableSend=true");
        assertThat(texts(Problem.Severity.WARNING)).hasSize(1);
    }

    @Test
    void the_place_shows_no_secrets() {
        assertThat(read("java.naming.provider.url", "tcp://u:p@h:1?password=x").place())
                .isEqualTo("tcp://h:1");
        assertThat(new JmsSettings.Credentials("u", "secret").toString()).doesNotContain("secret");
    }

    private JmsSettings read(String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("java.naming.factory.initial", ActiveMqClassic.CONTEXT_FACTORY);
        values.put("java.naming.provider.url", "tcp://localhost:61616");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Parameters parameters = JmsFixture.parameters(values, problems);
        JmsSettings settings = new JmsSettingsReader(parameters).read();
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
