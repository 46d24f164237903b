// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.settings.NearestName;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// What `get-property` and the variables of Synapse find.
final class PropertyLookup {

    private static final Set<String> ADDRESSING =
            Set.of("To", "From", "Action", "FaultTo", "ReplyTo", "RelatesTo", "MessageID");
    private static final Map<String, Scope> VARIABLES = Map.of(
            "ctx", Scope.DEFAULT,
            "axis2", Scope.AXIS2,
            "trp", Scope.TRANSPORT,
            "operation", Scope.OPERATION,
            "func", Scope.FUNC,
            "sys", Scope.SYSTEM);
    /// The name of the property that takes a format.
    static final String SYSTEM_DATE = "SYSTEM_DATE";

    private static final String QUERY = "url";
    private static final String VARIABLE = "var";

    private PropertyLookup() {}

    /// A prefix that is none of Synapse's stands for a property that holds an object of JSON; one that is nearly
    /// one of Synapse's is an error.
    static void requirePrefix(String text, String prefix) {
        List<String> known = Stream.concat(VARIABLES.keySet().stream(), Stream.of(QUERY, VARIABLE))
                .toList();
        String hint = known.contains(prefix) ? "" : NearestName.hint(prefix, known);
        if (!hint.isEmpty()) {
            throw new ExpressionSyntaxException(text, "there is no variable $" + prefix + ":" + hint);
        }
    }

    static Value variable(View view, String prefix, String name) {
        if (prefix.equals(QUERY)) {
            return text(view.queryParameter(name));
        }
        if (prefix.equals(VARIABLE)) {
            return view.variable(name).map(Values::of).orElseGet(Value.Missing::new);
        }
        Scope scope = VARIABLES.get(prefix);
        if (scope == null) {
            return member(stored(view, Scope.DEFAULT, prefix), name);
        }
        return scope == Scope.DEFAULT ? stored(view, scope, name) : property(view, scope, name);
    }

    static ExpressionSyntaxException unknownScope(String text, String name) {
        return new ExpressionSyntaxException(text, "there is no scope " + name + NearestName.hint(name, Scope.names()));
    }

    static Value property(View view, Scope scope, String name) {
        return switch (scope) {
            case DEFAULT -> ofDefault(view, name);
            case SYSTEM -> text(view.surroundings().system().apply(name));
            case ENV ->
                text(Optional.ofNullable(view.surroundings().environment().get(name)));
            case FILE -> text(Optional.ofNullable(view.surroundings().file().get(name)));
            case AXIS2, AXIS2_CLIENT, TRANSPORT, OPERATION, FUNC, REGISTRY, TRACE -> stored(view, scope, name);
        };
    }

    /// @param pattern of `SimpleDateFormat`, for SYSTEM_DATE
    static Value formattedDate(View view, String pattern) {
        return formattedDate(view, DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    static Value formattedDate(View view, DateTimeFormatter format) {
        return new Value.Text(format.format(view.now().atZone(ZoneId.systemDefault())));
    }

    private static Value ofDefault(View view, String name) {
        if (ADDRESSING.contains(name)) {
            return text(view.addressing(name));
        }
        return switch (name) {
            case "SYSTEM_TIME" -> new Value.Text(Long.toString(view.now().toEpochMilli()));
            case SYSTEM_DATE -> formattedDate(view, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
            case "MESSAGE_FORMAT" -> new Value.Text(formatOf(view));
            case "FAULT" -> fault(view.body().envelope());
            case "OperationName" -> text(payload(view).map(Element::getLocalName));
            case "OperationNamespace" -> text(payload(view).map(Element::getNamespaceURI));
            default -> {
                Value stored = stored(view, Scope.DEFAULT, name);
                yield stored.isMissing() ? text(view.localEntry(name)) : stored;
            }
        };
    }

    private static Value stored(View view, Scope scope, String name) {
        return view.property(scope, name).map(Values::of).orElseGet(Value.Missing::new);
    }

    private static Value member(Value property, String name) {
        JsonNode member = Values.parsed(property).get(name);
        return member == null ? new Value.Missing() : new Value.Json(member);
    }

    private static Value fault(Envelope envelope) {
        return envelope.isFault() ? new Value.Text("TRUE") : new Value.Missing();
    }

    private static Optional<Element> payload(View view) {
        return view.body().payload();
    }

    private static String formatOf(View view) {
        return switch (view.body().format()) {
            case SOAP11 -> "soap11";
            case SOAP12 -> "soap12";
            case JSON -> "json";
            case NONE -> "get";
            case Format other -> "pox";
        };
    }

    private static Value text(Optional<String> text) {
        return text.<Value>map(Value.Text::new).orElseGet(Value.Missing::new);
    }
}
