// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

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
                Arguments.of("nothing happened", NONE, FINE, false, "202"),
                Arguments.of("the flow replied", REPLY, FINE, false, "299"),
                Arguments.of("a store failed and its handler did not make up for it", NONE, FINE, true, "STORE"),
                Arguments.of("a store failed and its handler replied", REPLY, FINE, true, "299"),
                Arguments.of("nobody handled a failed store", NONE, fault(Fault.Kind.STORE), true, "STORE"),
                Arguments.of("nobody handled a bad body", NONE, fault(Fault.Kind.UNREADABLE), false, "UNREADABLE"),
                Arguments.of("nobody handled another fault", NONE, fault(Fault.Kind.OTHER), false, "OTHER"),
                Arguments.of("a fault after a store that made up", NONE, fault(Fault.Kind.OTHER), true, "OTHER"),
                Arguments.of("the global sequence replied", REPLY, fault(Fault.Kind.STORE), true, "299"));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("endings")
    void a202IsOnlyForWhatHasHappened(
            String name, Optional<Response> reply, Optional<Fault> fault, boolean storeMissing, String expected) {
        ReplyDecision decision = ReplyDecision.decide(new ReplyDecision.Ending(reply, fault, storeMissing));
        String found = switch (decision) {
            case ReplyDecision.Explicit(Response response) -> Integer.toString(response.status());
            case ReplyDecision.Accepted() -> "202";
            case ReplyDecision.Refused(Fault.Kind kind, String reason) -> kind.name();
        };
        assertThat(found).as(name).isEqualTo(expected);
    }

    private static Optional<Fault> fault(Fault.Kind kind) {
        return Optional.of(new Fault(0, "broken", "broken", kind));
    }
}
