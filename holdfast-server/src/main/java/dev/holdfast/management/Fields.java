// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.message.AppendId;
import dev.holdfast.processor.ReplayOrder.Selection;
import dev.holdfast.settings.NearestName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a call asks for in its query or in its JSON body, as values. What does not fit is an
/// [IllegalArgumentException] that names it. Used once.
final class Fields {

    private static final String ID = "ids";
    private static final String REASON = "reason";
    private static final String SOURCE = "source";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    private final Function<String, Optional<String>> values;
    private final JsonNode body;

    private Fields(Function<String, Optional<String>> values, JsonNode body) {
        this.values = values;
        this.body = body;
    }

    /// The parameters of the query.
    ///
    /// @param known names that it may have besides those of a selection; ids stand in a body only
    static Fields ofQuery(Call call, Set<String> known) {
        call.query().keySet().forEach(name -> requireKnown("parameter", name, known, Set.of()));
        return new Fields(call::parameter, Answers.object());
    }

    /// The fields of the body, which may be empty.
    ///
    /// @param known names that it may have besides those of a selection
    static Fields ofBody(Call call, Set<String> known) {
        if (call.request().content().isEmpty()) {
            return new Fields(_ -> Optional.empty(), Answers.object());
        }
        try {
            JsonNode body = Answers.read(call.request().content());
            if (!body.isObject()) {
                throw new IllegalArgumentException("the body is no JSON object");
            }
            for (String name : body.propertyNames()) {
                requireKnown("field", name, known, Set.of(ID));
                if (!name.equals(ID) && body.path(name).isContainer()) {
                    throw new IllegalArgumentException("'" + name + "' is a list or an object; expected one value");
                }
            }
            return new Fields(
                    name -> Optional.ofNullable(body.get(name))
                            .filter(value -> !value.isNull())
                            .map(JsonNode::asString),
                    body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireKnown(String kind, String name, Set<String> known, Set<String> more) {
        Set<String> names = new HashSet<>(known);
        names.addAll(more);
        names.addAll(Set.of(REASON, SOURCE, SINCE, UNTIL));
        if (!names.contains(name)) {
            throw new IllegalArgumentException(kind + " '" + name + "' is not known" + NearestName.hint(name, names));
        }
    }

    /// What is empty is refused, rather than taken as not given: a selection without its reason means all messages.
    Optional<String> text(String name) {
        Optional<String> text = values.apply(name).map(String::trim);
        if (text.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("'" + name + "' is empty; leave it away or give it a value");
        }
        return text;
    }

    /// A whole number from 1 on.
    long count(String name, long defaultValue) {
        return text(name)
                .map(text -> {
                    if (!text.matches("\\d{1,12}") || Long.parseLong(text) < 1) {
                        throw new IllegalArgumentException("'" + name + "' is '" + text + "'; expected 1 or more");
                    }
                    return Long.parseLong(text);
                })
                .orElse(defaultValue);
    }

    /// The pause between two of so many a second; zero where no number is given.
    Duration pause(String perSecond) {
        return text(perSecond)
                .map(text -> {
                    double rate = number(text);
                    if (!(rate >= 0.001 && rate <= 1_000_000)) {
                        throw new IllegalArgumentException(
                                "'" + perSecond + "' is '" + text + "'; expected messages a second, more than 0");
                    }
                    return Duration.ofNanos((long) (1_000_000_000 / rate));
                })
                .orElse(Duration.ZERO);
    }

    /// Which messages are meant.
    Selection selection() {
        Set<AppendId> ids = new HashSet<>();
        body.path(ID).forEach(id -> ids.add(AppendId.parse(id.asString(""))));
        if (body.has(ID) && ids.isEmpty()) {
            throw new IllegalArgumentException("'" + ID + "' holds no id; expected a list of ids of messages");
        }
        return new Selection(ids, text(REASON), text(SOURCE), time(SINCE), time(UNTIL));
    }

    private Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "'" + name + "' is '" + text + "'; expected a time such as 2026-01-31T12:00:00Z", e);
            }
        });
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
