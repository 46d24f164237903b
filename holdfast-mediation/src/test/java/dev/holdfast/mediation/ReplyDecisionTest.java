// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Fault.Kind;
import dev.holdfast.transport.Response;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyDecisionTest {

    private static final Optional<Response> REPLY = Optional.of(Response.of(299));
    private static final Optional<Response> NONE = Optional.empty();
    private static final Optional<Fault> FINE = Optional.empty();

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("nothing happened", ending(NONE, FINE, false), "202"),
                Arguments.of("the flow replied", ending(REPLY, FINE, false), "299"),
                Arguments.of("a store failed and its handler did not make up", ending(NONE, FINE, true), "STORE"),
                Arguments.of("a store failed and its handler replied", ending(REPLY, FINE, true), "299"),
                Arguments.of("nobody handled a failed store", ending(NONE, fault(Kind.STORE), true), "STORE"),
                Arguments.of("nobody handled a bad body", ending(NONE, fault(Kind.UNREADABLE), false), "UNREADABLE"),
                Arguments.of("nobody handled another fault", ending(NONE, fault(Kind.OTHER), false), "OTHER"),
                Arguments.of("a fault after a store that made up", ending(NONE, fault(Kind.OTHER), true), "OTHER"),
                Arguments.of("the global sequence replied", ending(REPLY, fault(Kind.STORE), true), "299"),
                Arguments.of("another branch failed", lost(NONE, FINE), "STORE"),
                Arguments.of("another branch failed, and this one was handled", lost(NONE, fault(Kind.OTHER)), "OTHER"),
                Arguments.of("a success would hide what another branch lost", lost(REPLY, FINE), "STORE"),
                Arguments.of("an error hides nothing", lost(Optional.of(Response.of(422)), FINE), "422"));
    }

    private static ReplyDecision.Ending ending(Optional<Response> reply, Optional<Fault> fault, boolean storeMissing) {
        return new ReplyDecision.Ending(reply, fault, storeMissing, FINE);
    }

    private static ReplyDecision.Ending lost(Optional<Response> reply, Optional<Fault> fault) {
        return new ReplyDecision.Ending(reply, fault, false, fault(Kind.STORE));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("endings")
    void a202IsOnlyForWhatHasHappened(String name, ReplyDecision.Ending ending, String expected) {
        ReplyDecision decision = ReplyDecision.decide(ending);
        String found = switch (decision) {
            case ReplyDecision.Explicit(Response response) -> Integer.toString(response.status());
            case ReplyDecision.Accepted() -> "202";
            case ReplyDecision.Refused(Kind kind, String reason) -> kind.name();
        };
        assertThat(found).as(name).isEqualTo(expected);
    }

    private static Optional<Fault> fault(Kind kind) {
        return Optional.of(new Fault(0, "broken", "broken", kind));
    }
}
