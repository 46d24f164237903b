// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.expression.Expressions;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.Samples;
import dev.holdfast.processor.Targets;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorBridgeTest {

    private static final FlowId FLOW = new FlowId(1, 2);
    private static final Optional<String> NONE = Optional.empty();

    private final Gateway gateway = new Gateway()
            .with("<endpoint name=\"E\"><address uri=\"http://e/s\"/></endpoint>")
            .with("<endpoint name=\"F\"><address uri=\"http://f/s\"/></endpoint>")
            .with("<endpoint name=\"G\" key=\"F\"/>")
            .with("<sequence name=\"keep\"><store messageStore=\"A\"/></sequence>")
            .withStore("A", 5);

    private static StoredMessage stored(String property, String value) {
        Message message = Message.of(FLOW, Content.ofText("<a><b>7</b></a>", "application/xml"));
        return StoredMessage.of(
                new AppendId(FLOW, 3),
                Instant.EPOCH,
                "S",
                message.withProperties(message.properties().with(PropertyName.of(property), PropertyValue.of(value))));
    }

    private ProcessorBridge bridge() {
        assertThat(gateway.problems()).isEmpty();
        return new ProcessorBridge(gateway::services);
    }

    @Test
    void theProcessorsEndpointWinsOverThatOfTheMessage() {
        StoredMessage message = stored("target.endpoint", "F");
        assertThat(bridge().targets(Optional.of("E")).of(message))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("E"));
        assertThat(bridge().targets(NONE).of(message))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("F"));
        assertThat(bridge().targets(NONE).of(stored("other", "F"))).isEmpty();
        assertThat(bridge().targets(Optional.of("nothing")).of(message)).isEmpty();
    }

    @Test
    void anEndpointCanBeAnotherName() {
        assertThat(bridge().targets(Optional.of("G")).of(stored("a", "b")))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("F"));
    }

    @Test
    void aKeyIsWhatTheExpressionFindsInPropertiesOrBodyAndElseEmpty() {
        StoredMessage message = stored("account", "17");
        assertThat(bridge().key(Expressions.read("$ctx:account", Map.of())).of(message))
                .isEqualTo("17");
        assertThat(bridge().key(Expressions.read("//b", Map.of())).of(message)).isEqualTo("7");
        assertThat(bridge().key(Expressions.read("$ctx:none", Map.of())).of(message))
                .isEmpty();
        StoredMessage broken = StoredMessage.of(
                new AppendId(FLOW, 4), Instant.EPOCH, "S", Message.of(FLOW, Content.ofText("<a", "application/xml")));
        assertThat(bridge().key(Expressions.read("//b", Map.of())).of(broken)).isEmpty();
    }

    @Test
    void theReplySequenceSeesTheAnswerAndThePropertiesOfTheMessage() {
        bridge().handlers(new ProcessorBridge.Sequences(Optional.of("keep"), NONE, NONE))
                .replied(
                        stored("account", "17"),
                        new Response(200, Headers.empty(), Content.ofText("done", "text/plain")));
        Message kept = gateway.stored("A").getFirst().message();
        assertThat(kept.content()).isEqualTo(Content.ofText("done", "text/plain"));
        assertThat(kept.properties().text("account")).hasValue("17");
        assertThat(kept.flowId()).isEqualTo(FLOW);
    }

    @Test
    void theFaultAndDeactivateSequencesSeeTheMessageAndTheReason() {
        ProcessorBridge.Sequences sequences =
                new ProcessorBridge.Sequences(NONE, Optional.of("keep"), Optional.of("keep"));
        bridge().handlers(sequences).failed(stored("a", "b"), "not sent", Optional.empty());
        bridge().handlers(sequences).deactivated(stored("a", "b"), "given up");
        assertThat(gateway.stored("A"))
                .extracting(kept ->
                        kept.message().properties().text("ERROR_MESSAGE").orElse(""))
                .containsExactly("not sent", "given up");
        assertThat(gateway.stored("A").getFirst().message().content().size()).isEqualTo(15);
    }

    @Test
    void anAnswerThatLostItsBodyIsForTheFaultSequenceOfWhoWaitsForAnswers() {
        gateway.with("<sequence name=\"no\"><store messageStore=\"B\"/></sequence>")
                .withStore("B", 5);
        Optional<String> keep = Optional.of("keep");
        Failure lost = new Failure(101_510, "the body is lost");
        StoredMessage message = stored("a", "b");
        bridge().handlers(new ProcessorBridge.Sequences(Optional.of("no"), keep, NONE))
                .answerLost(message, Response.of(200), lost);
        bridge().handlers(new ProcessorBridge.Sequences(NONE, keep, NONE)).answerLost(message, Response.of(200), lost);
        bridge().handlers(new ProcessorBridge.Sequences(Optional.of("no"), NONE, NONE))
                .answerLost(message, Response.of(200), lost);
        assertThat(gateway.stored("B")).isEmpty();
        assertThat(gateway.stored("A")).hasSize(1);
        Message kept = gateway.stored("A").getFirst().message();
        assertThat(kept.content()).isEqualTo(message.message().content());
        assertThat(kept.properties().text("ERROR_CODE")).hasValue("101510");
        assertThat(kept.properties().text("ERROR_MESSAGE")).hasValue("the body is lost");
    }

    @Test
    void whatAFlowFindsOutAboutAnEndpointTheProcessorKnows() {
        gateway.withProxy("<call><endpoint key=\"E\"/></call><respond/>");
        Circuit circuit = bridge().targets(Optional.of("E"))
                .of(stored("a", "b"))
                .orElseThrow()
                .circuit();
        gateway.transport().answers(Response.of(503));
        gateway.post("<a/>");
        assertThat(circuit.state()).isInstanceOf(Circuit.State.Down.class);
        gateway.transport().answers(Response.of(200));
        gateway.post("<a/>");
        assertThat(circuit.state()).isEqualTo(new Circuit.State.Up());
    }

    @Test
    void anotherNameOfAnEndpointIsTheSameEndpoint() {
        Targets targets = bridge().targets(NONE);
        assertThat(targets.of(stored("target.endpoint", "G")).orElseThrow().circuit())
                .isSameAs(
                        targets.of(stored("target.endpoint", "F")).orElseThrow().circuit());
    }

    @Test
    void aSampleHasEndedWhenItsSequenceOrTheHandlerOfItsFaultHas() {
        gateway.with("<sequence name=\"bad\"><throwError type=\"T\" errorMessage=\"out of stock\"/></sequence>")
                .with(
                        "<sequence name=\"caught\" onError=\"keep\"><throwError type=\"T\" errorMessage=\"x\"/></sequence>")
                .with("<sequence name=\"full\"><store messageStore=\"B\"/><store messageStore=\"B\"/></sequence>")
                .withStore("B", 1);
        StoredMessage message = stored("a", "b");

        assertThat(bridge().samples("keep").process(message)).isEqualTo(new Samples.Result.Ended());
        assertThat(bridge().samples("caught").process(message)).isEqualTo(new Samples.Result.Ended());
        assertThat(bridge().samples("bad").process(message)).isEqualTo(new Samples.Result.Failed("out of stock"));
        assertThat(bridge().samples("full").process(message)).isInstanceOf(Samples.Result.Failed.class);
        assertThat(bridge().samples("gone").process(message))
                .isEqualTo(new Samples.Result.Failed("there is no sequence named 'gone'"));
        assertThat(gateway.stored("A")).hasSize(2);
    }
}
