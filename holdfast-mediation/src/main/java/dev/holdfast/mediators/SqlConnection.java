// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.sql.ConnectionSettings;
import dev.holdfast.sql.ConnectionSettings.Isolation;
import dev.holdfast.sql.ConnectionSettings.Login;
import dev.holdfast.sql.ConnectionSettings.Pool;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads `<connection><pool>...</pool></connection>` of the mediators that talk to a database.
final class SqlConnection {

    static final Syntax POOL = Syntax.of("pool", "The database.")
            .child("driver", "class of the JDBC driver; its jar lies in lib beside the artifacts")
            .child("url", "of the database")
            .child("user", "who connects")
            .child("password", "of the user")
            .child(
                    "property",
                    "name and value: maxactive (8), maxwait in milliseconds (30000), autocommit (true), isolation;"
                            + " the others of upstream are accepted without effect")
            .differs("A data source by name (dsName) is not supported: give driver and url.");

    private static final List<String> INERT = List.of(
            "initialsize",
            "maxidle",
            "minidle",
            "maxopenstatements",
            "poolstatements",
            "testonborrow",
            "testonreturn",
            "testwhileidle",
            "validationquery");
    private static final List<String> KNOWN = List.of("maxactive", "maxwait", "autocommit", "isolation");

    private final XmlElement pool;
    private final FlowReading reading;

    private SqlConnection(XmlElement pool, FlowReading reading) {
        this.pool = pool;
        this.reading = reading;
    }

    /// The settings; empty when, reported, they cannot be read.
    static Optional<ConnectionSettings> read(XmlElement mediator, FlowReading reading) {
        Optional<XmlElement> pool = mediator.child("connection").flatMap(found -> found.child("pool"));
        if (pool.isEmpty()) {
            reading.error(mediator, "<connection><pool> is missing; <" + mediator.localName() + "> needs it");
            return Optional.empty();
        }
        return new SqlConnection(pool.get(), reading).settings();
    }

    private Optional<ConnectionSettings> settings() {
        if (pool.child("dsName").isPresent() || pool.child("icClass").isPresent()) {
            reading.error(pool, "a data source by name (dsName, icClass) is not supported; give <driver> and <url>");
            return Optional.empty();
        }
        reading.follows(pool, POOL);
        Optional<String> driver = required("driver");
        Optional<String> url = required("url");
        Optional<Login> login =
                text("user").map(user -> new Login(user, text("password").orElse("")));
        Pool sizes = sizes();
        if (url.filter(text -> text.toUpperCase(Locale.ROOT).replace("\\", "").contains(";INIT="))
                .isPresent()) {
            reading.error(pool, "the url runs statements when it connects (;INIT=), which is not allowed");
            return Optional.empty();
        }
        return driver.flatMap(name -> url.map(address -> new ConnectionSettings(name, address, login, sizes)));
    }

    private Pool sizes() {
        Pool none = Pool.defaults();
        int most = none.most();
        Duration wait = none.patience();
        boolean autoCommit = none.autoCommit();
        Optional<Isolation> isolation = none.isolation();
        for (XmlElement property : pool.children("property")) {
            String name = reading.required(property, "name").strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "maxactive" -> most = reading.count(property, "value", most);
                case "maxwait" -> wait = Duration.ofMillis(reading.count(property, "value", (int) wait.toMillis()));
                case "autocommit" -> autoCommit = reading.flag(property, "value", autoCommit);
                case "isolation" -> isolation = isolation(property);
                default -> warn(property, name);
            }
        }
        return new Pool(most, wait, autoCommit, isolation);
    }

    private void warn(XmlElement property, String name) {
        String hint = INERT.contains(name) ? "" : NearestName.hint(name, KNOWN);
        reading.problems().warning(property.location(), "property " + name + " of a pool has no effect" + hint);
    }

    private Optional<Isolation> isolation(XmlElement property) {
        String text = reading.required(property, "value").strip();
        Optional<Isolation> found = Arrays.stream(Isolation.values())
                .filter(isolation -> text.toUpperCase(Locale.ROOT).endsWith(isolation.name()))
                .findFirst();
        if (found.isEmpty()) {
            reading.error(property, "value is '" + text + "'; expected one of " + Arrays.toString(Isolation.values()));
        }
        return found;
    }

    private Optional<String> required(String child) {
        Optional<String> text = text(child);
        if (text.isEmpty()) {
            reading.error(pool, "<" + child + "> is missing; <pool> needs it");
        }
        return text;
    }

    private Optional<String> text(String child) {
        return pool.child(child)
                .map(element -> reading.resolve(element, element.text().strip()))
                .filter(text -> !text.isEmpty());
    }
}
