// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStoreProvider;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class JdbcSettingsReaderTest {

    private static final String URL = "jdbc:postgresql://localhost:5432/shop?password=hidden";

    private final Problems problems = new Problems();

    @Test
    void the_providers_are_found_by_their_class_names() {
        assertThat(ServiceLoader.load(MessageStoreProvider.class))
                .anySatisfy(provider -> assertThat(provider.classNames())
                        .startsWith("org.apache.synapse.message.store.impl.jdbc.JDBCMessageStore")
                        .contains("org.apache.synapse.message.store.jdbc.JDBCMessageStore"))
                .anySatisfy(provider -> assertThat(provider.classNames())
                        .containsExactly("org.apache.synapse.message.store.impl.resequencer.ResequenceMessageStore"));
    }

    @Test
    void what_artifacts_say_gives_no_problem() {
        JdbcSettings settings = read(
                "store.jdbc.username", "",
                "store.jdbc.password", "",
                "store.failover.message.store.name", "failover",
                "store.producer.guaranteed.delivery.enable", "true");
        assertThat(problems.all()).isEmpty();
        assertThat(settings.login()).isEmpty();
        assertThat(settings.table().text()).isEqualTo("jdbc_message_store");
        assertThat(settings.createTable()).isFalse();
        assertThat(settings.sendTimeout().limit(true)).isEqualTo(Duration.ofMillis(800));
        assertThat(settings.sendTimeout().limit(false)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void secrets_are_not_shown() {
        JdbcSettings settings = read("store.jdbc.username", "u", "store.jdbc.password", "secret");
        assertThat(settings.toString()).doesNotContain("secret", "hidden").contains("localhost:5432/shop");
        assertThat(settings.login().toString()).doesNotContain("secret");
    }

    @Test
    void a_password_from_the_vault_is_an_error() {
        read("store.jdbc.username", "u", "store.jdbc.password", "{wso2:vault-lookup('db')}");
        assertThat(errors()).singleElement().asString().contains("'store.jdbc.password'", "vault");
    }

    @Test
    void what_is_missing_is_named_all_at_once() {
        new JdbcSettingsReader(JdbcFixture.parameters(Map.of(), problems)).read();
        assertThat(errors())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("store.jdbc.driver", "missing"))
                .anySatisfy(text -> assertThat(text).contains("store.jdbc.connection.url", "missing"));
    }

    @Test
    void statements_in_the_url_are_refused_however_they_are_written() {
        read("store.jdbc.driver", "org.h2.Driver", "store.jdbc.connection.url", "jdbc:h2:mem:x;IN\\IT=RUNSCRIPT");
        assertThat(errors()).singleElement().asString().contains(";INIT=");
    }

    @Test
    void a_driver_that_is_not_there_or_does_not_fit_and_a_table_that_is_none_are_errors() {
        read("store.jdbc.driver", "com.example.NoDriver", "store.jdbc.table", "a b; DROP TABLE c");
        read("store.jdbc.driver", "org.h2.Driver");
        assertThat(errors())
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("com.example.NoDriver", "folder lib"))
                .anySatisfy(text -> assertThat(text).contains("store.jdbc.table", "DROP TABLE c"))
                .anySatisfy(text -> assertThat(text).contains("not for the driver org.h2.Driver"));
    }

    @Test
    void a_data_source_is_refused_with_what_to_write_instead() {
        read("store.jdbc.dsName", "jdbc/Shop");
        assertThat(errors()).singleElement().asString().contains("jdbc/Shop", "store.jdbc.connection.url");
    }

    @Test
    void a_resequencing_store_needs_an_expression_and_a_time() {
        Map<String, String> values = values();
        values.put("store.resequence.id.path", "3");
        new ResequenceStoreProvider().read(JdbcFixture.parameters(values, problems));
        values.put("store.resequence.timeout", "-2");
        new ResequenceStoreProvider().read(JdbcFixture.parameters(values, problems));
        assertThat(errors())
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("store.resequence.timeout", "missing"))
                .anySatisfy(text -> assertThat(text).contains("store.resequence.timeout", "'-2'"))
                .anySatisfy(text -> assertThat(text).contains("store.resequence.id.path", "'expression'"));
    }

    @Test
    void a_database_that_is_too_old_or_unknown_is_refused_by_its_version() throws SQLException {
        assertThat(Dialects.of("PostgreSQL", 12, 0)).isInstanceOf(PostgreSql.class);
        assertThat(Dialects.of("MariaDB", 10, 11)).isInstanceOf(MariaDb.class);
        assertThatThrownBy(() -> Dialects.of("PostgreSQL", 9, 6))
                .hasMessageContaining("PostgreSQL 9.6")
                .hasMessageContaining("12.0 or later");
        assertThatThrownBy(() -> Dialects.of("MariaDB", 10, 5)).hasMessageContaining("10.6 or later");
        assertThatThrownBy(() -> Dialects.of("MySQL", 5, 7)).hasMessageContaining("8.0 or later");
        assertThatThrownBy(() -> Dialects.of("Oracle", 19, 0)).hasMessageContaining("Oracle is not supported");
    }

    private static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("store.jdbc.driver", "org.postgresql.Driver");
        values.put("store.jdbc.connection.url", URL);
        return values;
    }

    private JdbcSettings read(String... more) {
        Map<String, String> values = values();
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Parameters parameters = JdbcFixture.parameters(values, problems);
        JdbcSettings settings = new JdbcSettingsReader(parameters).read();
        parameters.warnOfUnknown(List.of());
        return settings;
    }

    private List<String> errors() {
        return problems.all().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::text)
                .toList();
    }
}
