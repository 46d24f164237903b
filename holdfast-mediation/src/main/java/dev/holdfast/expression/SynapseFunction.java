// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A function of Synapse expressions.
///
/// @param name in expressions
/// @param least so many arguments at least
/// @param most so many arguments at most
/// @param body what it does
record SynapseFunction(String name, int least, int most, Body body) {

    private static final Map<String, SynapseFunction> ALL = Stream.of(
                    TextFunctions.all(), NumberFunctions.all(), TypeFunctions.all())
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(SynapseFunction::name, Function.identity()));

    /// What a function does.
    interface Body {

        /// Calls it.
        ///
        /// @throws Arguments.Unfit when an argument does not fit
        JsonNode apply(Arguments arguments);
    }

    static SynapseFunction of(String name, int arguments, Body body) {
        return new SynapseFunction(name, arguments, arguments, body);
    }

    static SynapseFunction of(String name, int least, int most, Body body) {
        return new SynapseFunction(name, least, most, body);
    }

    static Optional<SynapseFunction> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Collection<String> names() {
        return Stream.concat(ALL.keySet().stream(), Stream.of("exists", "xpath"))
                .toList();
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /// How many arguments it takes, in words.
    String arity() {
        return (least == most ? Integer.toString(least) : least + " to " + most)
                + (most == 1 ? " argument" : " arguments");
    }
}
