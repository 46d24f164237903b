// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SqlMediatorTest {

    private static final String URL = "jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1";
    private static final String BODY = "<order><id>7</id><symbol>O'Brien'; DROP TABLE orders; --</symbol></order>";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    @BeforeEach
    void makeTable() throws SQLException {
        run("CREATE TABLE orders (id INT PRIMARY KEY, symbol VARCHAR(100), amount DECIMAL(10, 2))");
    }

    @AfterEach
    void dropTable() throws SQLException {
        run("DROP ALL OBJECTS");
    }

    private Response post(String body) {
        Headers headers = Headers.of("Content-Type", "application/xml");
        return gateway.post("/services/P", headers, Content.ofText(body, "application/xml"));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> symbols() throws SQLException {
        List<String> symbols = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(URL, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT symbol FROM orders ORDER BY id")) {
            while (rows.next()) {
                symbols.add(rows.getString(1));
            }
        }
        return symbols;
    }

    private static String on(String element, String pool, String statements) {
        return "<" + element + "><connection><pool><driver>" + org.h2.Driver.class.getName() + "</driver><url>" + URL
                + "</url><user>sa</user><password/>" + pool + "</pool></connection>" + statements + "</" + element
                + ">";
    }

    private static String insert(String id) {
        return "<statement><sql><![CDATA[INSERT INTO orders VALUES (?, ?, ?)]]></sql>"
                + "<parameter expression=\"" + id + "\" type=\"INTEGER\"/>"
                + "<parameter expression=\"//symbol\" type=\"VARCHAR\"/>"
                + "<parameter expression=\"//amount\" type=\"DECIMAL\"/></statement>";
    }

    @Test
    void a_report_writes_values_of_the_message_and_never_as_sql() throws SQLException {
        gateway.withProxy(on("dbreport", "", insert("//id")));
        assertThat(gateway.problems()).isEmpty();
        assertThat(post(BODY).status()).isEqualTo(202);
        assertThat(symbols()).containsExactly("O'Brien'; DROP TABLE orders; --");
    }

    @Test
    void without_autocommit_the_statements_of_one_report_happen_together_or_not_at_all() throws SQLException {
        String whole = "<property name=\"autocommit\" value=\"false\"/><property name=\"isolation\""
                + " value=\"Connection.TRANSACTION_SERIALIZABLE\"/>";
        gateway.withProxy(on("dbreport", whole, insert("1") + insert("1")));
        assertThat(post(BODY).status()).isEqualTo(500);
        assertThat(symbols()).isEmpty();
        gateway.withProxy(on("dbreport", whole, insert("1") + insert("2")));
        assertThat(post(BODY).status()).isEqualTo(202);
        assertThat(symbols()).hasSize(2);
    }

    @Test
    void a_lookup_puts_columns_of_the_first_row_into_properties() throws SQLException {
        run("INSERT INTO orders VALUES (7, 'IBM', 1.50), (8, 'SUN', NULL)");
        gateway.withProxy(on("dblookup", "", """
                        <statement><sql>SELECT symbol, amount FROM orders WHERE id &gt;= ? ORDER BY id</sql>
                        <parameter expression="//id" type="INTEGER"/><result name="symbol" column="symbol"/>
                        <result name="amount" column="2"/></statement>
                        <statement><sql>SELECT symbol FROM orders WHERE id = 99</sql><result name="none" column="1"/>
                        </statement>""") + "<store messageStore=\"A\"/>");
        assertThat(post(BODY).status()).isEqualTo(202);
        var properties = gateway.stored("A").getFirst().message().properties();
        assertThat(properties.text("symbol")).contains("IBM");
        assertThat(properties.text("amount")).contains("1.50");
        assertThat(properties.text("none")).isEmpty();
    }

    @Test
    void what_the_database_refuses_is_a_fault_that_names_it_and_no_password() {
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"failed\"><store messageStore=\"A\"/>"
                + "</sequence>");
        gateway.withProxy("<sequence key=\"all\"/>", "");
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"all\" onError=\"failed\">"
                + on("dbreport", "", "<statement><sql>INSERT INTO none VALUES (1)</sql></statement>") + "</sequence>");
        assertThat(post(BODY).status()).isEqualTo(202);
        String message = gateway.stored("A")
                .getFirst()
                .message()
                .properties()
                .text("ERROR_MESSAGE")
                .orElse("");
        assertThat(message)
                .startsWith("the database jdbc:h2:mem:audit failed: ")
                .contains("NONE");
    }

    /// It takes as long as a statement may.
    @Test
    @Tag("long")
    void a_statement_that_never_ends_is_cut_off() {
        gateway.withProxy(on(
                "dblookup",
                "",
                "<statement><sql>SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE MOD(X, 2) = 3</sql>"
                        + "<result name=\"n\" column=\"1\"/></statement>"));
        assertThat(post(BODY).status()).isEqualTo(500);
        gateway.withProxy(
                on("dblookup", "", "<statement><sql>SELECT 1</sql><result name=\"n\" column=\"1\"/></statement>"));
        assertThat(post(BODY).status()).isEqualTo(202);
    }

    @Test
    void a_value_that_is_not_of_its_type_is_a_fault() throws SQLException {
        gateway.withProxy(on("dbreport", "", insert("'seven'")));
        assertThat(post(BODY).status()).isEqualTo(500);
        assertThat(symbols()).isEmpty();
    }

    @Test
    void what_is_wrong_is_reported_with_what_was_expected() {
        gateway.withProxy("<dbreport/>")
                .withProxy(on("dblookup", "<property name=\"maxactive\" value=\"many\"/>", "<statement/>"))
                .withProxy("<dbreport><connection><pool><dsName>X</dsName></pool></connection><statement><sql>x</sql>"
                        + "<parameter value=\"1\" type=\"NUMBER\"/></statement></dbreport>")
                .withProxy(
                        "<dbreport><connection><pool><driver>d</driver><url>jdbc:h2:mem:a;INIT=RUNSCRIPT</url></pool>"
                                + "</connection><statement><sql>x</sql></statement></dbreport>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("<connection><pool> is missing"))
                .anyMatch(line -> line.contains("<statement> is missing"))
                .anyMatch(line -> line.contains("'many'; expected a whole number, 1 or more"))
                .anyMatch(line -> line.contains("<sql> is missing"))
                .anyMatch(line -> line.contains("a data source by name"))
                .anyMatch(line -> line.contains("type is 'NUMBER'; expected one of CHAR"))
                .anyMatch(line -> line.contains(";INIT="));
    }

    @Test
    void a_driver_that_is_not_there_is_a_fault_that_says_where_it_belongs() {
        gateway.withProxy(
                on("dbreport", "", insert("1")).replace("org.h2.Driver", "com.example.Driver"),
                "<faultSequence>" + "<store messageStore=\"A\"/></faultSequence>");
        assertThat(post(BODY).status()).isEqualTo(202);
        assertThat(gateway.stored("A")
                        .getFirst()
                        .message()
                        .properties()
                        .get(dev.holdfast.message.PropertyName.of("ERROR_MESSAGE")))
                .map(PropertyValue::asText)
                .hasValueSatisfying(text -> assertThat(text).contains("folder lib beside the artifacts"));
    }
}
