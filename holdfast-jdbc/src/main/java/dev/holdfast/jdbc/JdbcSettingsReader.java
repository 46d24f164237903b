// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/// Reads the parameters of a store into typed settings. Used once.
final class JdbcSettingsReader {

    private static final String DRIVER = "store.jdbc.driver";
    private static final String URL = "store.jdbc.connection.url";
    private static final String USER = "store.jdbc.username";
    private static final String PASSWORD = "store.jdbc.password";
    private static final String TABLE = "store.jdbc.table";
    private static final String CREATE = "store.jdbc.table.create";
    private static final String DATA_SOURCE = "store.jdbc.dsName";

    private static final String RUNS_STATEMENTS = ";INIT=";

    private final Parameters parameters;

    JdbcSettingsReader(Parameters parameters) {
        this.parameters = parameters;
    }

    /// The settings; those of a store that cannot work when an error was reported.
    JdbcSettings read() {
        refuseDataSource();
        String url = url();
        Driver driver = driver(url);
        // What the store mediator and the router read.
        parameters.find("store.failover.message.store.name");
        parameters.find("store.producer.guaranteed.delivery.enable");
        WireFormat format = WireFormat.read(parameters);
        return new JdbcSettings(
                driver, url, login(), table(), parameters.flag(CREATE, false), format, SendTimeout.read(parameters));
    }

    private void refuseDataSource() {
        parameters
                .text(DATA_SOURCE)
                .ifPresent(name -> parameters.error(
                        DATA_SOURCE,
                        "parameter '" + DATA_SOURCE + "' is '" + name + "'; there are no data sources here. Expected '"
                                + DRIVER + "', '" + URL + "', '" + USER + "' and '" + PASSWORD
                                + "' with what the data source says"));
        parameters.inert("store.jdbc.icClass", "there are no data sources here");
    }

    private String url() {
        String url = parameters.requiredText(URL);
        // H2 runs the statements behind it at each connection, and takes a backslash between the letters.
        if (url.replace("\\", "").toUpperCase(Locale.ROOT).contains(RUNS_STATEMENTS)) {
            parameters.error(
                    URL, "parameter '" + URL + "' holds '" + RUNS_STATEMENTS + "'; statements do not run here");
        }
        if (!url.isEmpty() && !url.startsWith("jdbc:")) {
            parameters.error(
                    URL,
                    "parameter '" + URL + "' does not begin with 'jdbc:'; expected for example " + Dialects.EXAMPLES);
        }
        return url;
    }

    private Driver driver(String url) {
        String name = parameters.requiredText(DRIVER);
        if (name.isEmpty()) {
            return new NoDriver();
        }
        try {
            Driver driver = Class.forName(name, true, parameters.library())
                    .asSubclass(Driver.class)
                    .getConstructor()
                    .newInstance();
            if (url.startsWith("jdbc:") && !driver.acceptsURL(url)) {
                parameters.error(URL, "parameter '" + URL + "' is not for the driver " + name);
            }
            return driver;
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            parameters.error(
                    DRIVER,
                    "parameter '" + DRIVER + "' is '" + name + "'; there is no such driver: its jar belongs into the"
                            + " folder lib beside the artifacts. At hand is org.postgresql.Driver");
        } catch (SQLException e) {
            parameters.error(URL, "the driver " + name + " does not take parameter '" + URL + "'");
        }
        return new NoDriver();
    }

    private Optional<JdbcSettings.Login> login() {
        Optional<String> user = parameters.text(USER);
        Optional<String> password = parameters.find(PASSWORD).map(Parameter::value);
        parameters.refuseVault(PASSWORD);
        return user.map(name -> new JdbcSettings.Login(name, password.orElse("")));
    }

    private TableName table() {
        Optional<String> text = parameters.text(TABLE);
        Optional<TableName> table = text.flatMap(TableName::of);
        if (text.isPresent() && table.isEmpty()) {
            parameters.error(
                    TABLE,
                    "parameter '" + TABLE + "' is '" + text.get()
                            + "'; expected the name of a table, of letters, digits and '_', perhaps with its schema and"
                            + " a dot before it");
        }
        return table.orElse(TableName.DEFAULT);
    }
}
