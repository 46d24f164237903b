// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `<statement><sql/><parameter/>*<result/>*</statement>`: a statement with its values. Values never become part of
/// the SQL.
///
/// @param sql with a question mark for each parameter
/// @param parameters in their order
/// @param results what of the first row becomes a property
record SqlStatement(String sql, List<Parameter> parameters, List<Result> results) {

    static final Syntax SYNTAX = Syntax.of("statement", "A statement of SQL.")
            .child("sql", "with a question mark for each parameter")
            .child("parameter", "value or expression, and type (VARCHAR): how it is handed over")
            .child("result", "name of a property, and column: name or number, from 1; of the first row");

    private static final Syntax PARAMETER = Syntax.of("parameter", "A value of the statement.")
            .optional("value", "", "the value")
            .optional("expression", "", "the value")
            .optional("type", "VARCHAR", "a type of JDBC");
    private static final Syntax RESULT = Syntax.of("result", "A column that becomes a property.")
            .required("name", "of the property, scope default")
            .required("column", "name or number, from 1");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /// The types of parameters, by their names in JDBC.
    enum Type {
        CHAR(Types.CHAR),
        VARCHAR(Types.VARCHAR),
        LONGVARCHAR(Types.LONGVARCHAR),
        NUMERIC(Types.NUMERIC),
        DECIMAL(Types.DECIMAL),
        BIT(Types.BIT),
        TINYINT(Types.TINYINT),
        SMALLINT(Types.SMALLINT),
        INTEGER(Types.INTEGER),
        BIGINT(Types.BIGINT),
        REAL(Types.REAL),
        DOUBLE(Types.DOUBLE),
        DATE(Types.DATE),
        TIME(Types.TIME),
        TIMESTAMP(Types.TIMESTAMP);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /// @throws IllegalArgumentException when the text is none of this type
        private Object of(String text) {
            return switch (this) {
                case CHAR, VARCHAR, LONGVARCHAR -> text;
                case NUMERIC, DECIMAL -> new BigDecimal(text.strip());
                case BIT -> Boolean.parseBoolean(text.strip()) || text.strip().equals("1");
                case TINYINT, SMALLINT, INTEGER -> Integer.valueOf(text.strip());
                case BIGINT -> Long.valueOf(text.strip());
                case REAL, DOUBLE -> Double.valueOf(text.strip());
                case DATE -> Date.valueOf(text.strip());
                case TIME -> Time.valueOf(text.strip());
                case TIMESTAMP -> Timestamp.valueOf(text.strip());
            };
        }
    }

    /// A value, and how it is handed over.
    record Parameter(TextSource source, Type type) {}

    /// A property, and the column that it takes.
    record Result(String property, String column) {}

    SqlStatement {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    static SqlStatement read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        String sql =
                element.child("sql").map(XmlElement::text).map(String::strip).orElse("");
        if (sql.isEmpty()) {
            reading.error(element, "<sql> is missing; <statement> needs it");
        }
        return new SqlStatement(
                sql,
                element.children("parameter").stream()
                        .map(child -> parameter(child, reading))
                        .toList(),
                element.children("result").stream()
                        .map(child -> result(child, reading))
                        .toList());
    }

    /// The statement with the values for the current message.
    ///
    /// @throws SQLException when the database or its driver does not take it
    /// @throws IllegalArgumentException when a value is not of its type
    PreparedStatement prepare(Connection connection, Exchange exchange) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        prepared.setQueryTimeout((int) LONGEST.toSeconds());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Value value = parameter.source.of(exchange);
            if (value.isMissing()) {
                prepared.setNull(i + 1, parameter.type.code);
            } else {
                prepared.setObject(i + 1, converted(parameter, value.asText(), i + 1), parameter.type.code);
            }
        }
        return prepared;
    }

    private static Object converted(Parameter parameter, String text, int place) {
        try {
            return parameter.type.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("parameter " + place + " is no " + parameter.type, e);
        }
    }

    private static Parameter parameter(XmlElement element, FlowReading reading) {
        reading.follows(element, PARAMETER);
        String text = element.attribute("type").orElse("VARCHAR").strip().toUpperCase(Locale.ROOT);
        Optional<Type> type = Arrays.stream(Type.values())
                .filter(known -> known.name().equals(text))
                .findFirst();
        if (type.isEmpty()) {
            List<String> names = Arrays.stream(Type.values()).map(Type::name).toList();
            reading.error(
                    element,
                    "type is '" + text + "'; expected one of " + String.join(", ", names)
                            + NearestName.hint(text, names));
        }
        return new Parameter(TextSource.read(element, reading), type.orElse(Type.VARCHAR));
    }

    private static Result result(XmlElement element, FlowReading reading) {
        reading.follows(element, RESULT);
        return new Result(reading.required(element, "name"), reading.required(element, "column"));
    }
}
