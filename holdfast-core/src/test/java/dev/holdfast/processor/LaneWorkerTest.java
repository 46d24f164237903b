// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The lanes of a forwarding processor: order, concurrency, and what breaks in between.
class LaneWorkerTest {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofSeconds(5);

    private final TestNode node = new TestNode();
    private final FaultyStore orders = node.store("orders");
    private final ScriptedEndpoint endpoint = new ScriptedEndpoint("back-end");
    private final List<String> replies = new ArrayList<>();
    private Targets targets = message -> Optional.of(endpoint);
    private int reconnects;
    private int underWay;
    private int mostUnderWay;

    @Test
    void strict_order_holds_over_a_retry() {
        endpoint.then(ScriptedEndpoint.refused(500), ScriptedEndpoint.notSent());
        node.append("orders", "a1", "b1", "a2");
        started(new Ordering.Strict());
        node.timer.advance(RETRY.multipliedBy(2).minusMillis(1));
        assertThat(endpoint.bodies()).containsExactly("a1", "a1");
        node.runUntilEmpty("orders");
        assertThat(endpoint.bodies()).containsExactly("a1", "a1", "a1", "b1", "a2");
        assertThat(endpoint.sent()).extracting(Outbound::attempt).containsExactly(1, 2, 3, 1, 1);
        assertThat(node.ledger.balance("orders").get(Counter.DELIVERED)).isEqualTo(3);
    }

    @Test
    void a_message_that_is_retried_holds_up_those_of_its_key_alone() {
        endpoint.then(ScriptedEndpoint.refused(500));
        node.append("orders", "a1", "a2", "b1", "b2");
        started(byKey(1));
        node.timer.settle();
        assertThat(endpoint.bodies()).containsExactly("a1", "b1", "b2");
        node.runUntilEmpty("orders");
        assertThat(endpoint.bodies()).containsExactly("a1", "b1", "b2", "a1", "a2");
    }

    @Test
    void as_many_are_on_their_way_as_the_concurrency_says_and_no_more() {
        endpoint.otherwiseDo(this::slowly);
        node.append("orders", "a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1");
        started(new Ordering.Unordered(3));
        node.runUntilEmpty("orders");
        assertThat(mostUnderWay).isEqualTo(3);
        assertThat(endpoint.sent()).hasSize(8);
    }

    @Test
    void messages_of_one_key_are_never_on_their_way_together() {
        endpoint.otherwiseDo(this::slowly);
        node.append("orders", "a1", "a2", "a3", "a4");
        started(byKey(4));
        node.runUntilEmpty("orders");
        assertThat(mostUnderWay).isEqualTo(1);
        assertThat(endpoint.bodies()).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void a_lost_connection_is_opened_again_at_its_interval() {
        Processor processor = started(new Ordering.Unordered(2));
        orders.cutConsumersOff();
        node.append("orders", "a1", "b1");
        node.timer.advance(RECONNECT.multipliedBy(3));
        assertThat(endpoint.sent()).isEmpty();
        assertThat(processor.status().isActive()).isTrue();
        orders.comeUp();
        node.timer.advance(RECONNECT);
        node.runUntilEmpty("orders");
        assertThat(endpoint.bodies()).containsExactlyInAnyOrder("a1", "b1");
    }

    @Test
    void after_the_last_attempt_to_connect_the_processor_gives_up() {
        reconnects = 3;
        orders.cutConsumersOff();
        Processor processor = started(new Ordering.Strict());
        node.timer.advance(RECONNECT.multipliedBy(2).minusMillis(1));
        assertThat(processor.status().isActive()).isTrue();
        node.timer.advance(Duration.ofMillis(2));
        node.timer.settle();
        assertThat(processor.status().isActive()).isFalse();
        assertThat(processor.status().reason()).contains("store orders cannot be reached");
    }

    @Test
    void what_was_delivered_and_not_acknowledged_is_not_sent_again_and_its_answer_is_handled() {
        orders.loseAcknowledgements(1);
        node.append("orders", "a1", "b1");
        started(new Ordering.Strict());
        node.runUntilEmpty("orders");
        assertThat(endpoint.bodies()).containsExactly("a1", "b1");
        assertThat(replies).containsExactly("a1", "b1");
        assertThat(node.ledger.balance("orders").outstanding()).isZero();
    }

    @Test
    void an_answer_that_lost_its_body_is_a_delivery_and_no_reply() {
        endpoint.then(ScriptedEndpoint.deliveredWithoutBody());
        node.append("orders", "a1", "b1");
        started(new Ordering.Strict());
        node.runUntilEmpty("orders");
        assertThat(endpoint.bodies()).containsExactly("a1", "b1");
        assertThat(replies).containsExactly("lost: a1", "b1");
        assertThat(node.ledger.balance("orders").get(Counter.DELIVERED)).isEqualTo(2);
    }

    @Test
    void a_processor_whose_threads_end_unexpectedly_gives_up() {
        targets = message -> {
            throw new IllegalStateException("a defect");
        };
        List<AppendId> ids = node.append("orders", "a1", "b1");
        Processor processor = started(new Ordering.Unordered(2));
        node.timer.settle();
        assertThat(processor.status().isActive()).isFalse();
        assertThat(processor.status().reason()).contains("a defect");
        assertThat(node.contents("orders")).extracting(StoredMessage::id).containsExactlyElementsOf(ids);
    }

    @Test
    void a_member_that_has_given_up_takes_nothing_more() {
        endpoint.otherwise(ScriptedEndpoint.refused(500));
        node.append("orders", "a1", "b1");
        Processor processor = started(new Ordering.Strict());
        node.timer.advance(RETRY.multipliedBy(20));
        assertThat(processor.status().isActive()).isFalse();
        assertThat(endpoint.bodies()).hasSize(4).containsOnly("a1");
        assertThat(node.bodies("orders")).containsExactly("a1", "b1");
    }

    private SendResult slowly(Outbound outbound) {
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        node.timer.pause(Duration.ofMillis(50));
        underWay--;
        return ScriptedEndpoint.delivered();
    }

    private static Ordering byKey(int concurrency) {
        return new Ordering.ByKey(
                concurrency, message -> SampleMessages.body(message).substring(0, 1));
    }

    private Processor started(Ordering ordering) {
        RetryPolicy retry = new RetryPolicy(
                4,
                Backoff.fixed(RETRY),
                new RetryPolicy.WhenExhausted.Deactivate(),
                StatusCodes.none(),
                Optional.empty());
        ForwardingSettings settings = new ForwardingSettings(
                new Processor.Identity("forward", "orders"),
                new Processor.Activation(true, Duration.ZERO, Duration.ofSeconds(5)),
                Pace.unlimited(),
                ordering,
                retry,
                new ForwardingSettings.Reconnect(reconnects, RECONNECT));
        Processor processor = Processors.forwarding(settings, targets, new Replies(), node.context);
        processor.start();
        return processor;
    }

    private final class Replies implements ProcessorHandlers {

        @Override
        public void replied(StoredMessage message, Response response) {
            replies.add(SampleMessages.body(message));
        }

        @Override
        public void answerLost(StoredMessage message, Response response, Failure lost) {
            replies.add("lost: " + SampleMessages.body(message));
        }

        @Override
        public void failed(StoredMessage message, String reason, Optional<Response> response) {}

        @Override
        public void deactivated(StoredMessage message, String reason) {}
    }
}
