// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Counter;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.processor.RetryPolicy.WhenExhausted;
import dev.holdfast.routing.FailoverPair;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Messages come home from a failover store: in order, in batches, and none of them holds up the others for
/// ever.
class FailoverWorkerTest {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final TestNode node = new TestNode();
    private final FaultyStore standby = node.store("standby");
    private final FaultyStore orders = node.store("orders", "standby");
    private WhenExhausted whenExhausted = new WhenExhausted.Deactivate();

    @Test
    void all_come_home_in_order_a_batch_at_a_time() {
        String[] bodies =
                IntStream.rangeClosed(1, 600).mapToObj(Integer::toString).toArray(String[]::new);
        orders.goDown(Category.UNAVAILABLE);
        node.append("orders", bodies);
        orders.comeUp();
        int before = orders.appends();
        started();
        node.runUntilEmpty("standby");
        assertThat(node.bodies("orders")).containsExactly(bodies);
        assertThat(orders.appends() - before).isEqualTo(3);
        assertThat(node.ledger.balance("standby").get(Counter.MOVED)).isEqualTo(600);
    }

    @Test
    void new_messages_queue_behind_and_go_straight_again_when_the_last_is_home() {
        started();
        orders.goDown(Category.UNAVAILABLE);
        node.append("orders", "1", "2");
        orders.comeUp();
        node.append("orders", "3");
        assertThat(node.bodies("orders")).isEmpty();
        node.runUntilEmpty("standby");
        node.timer.settle();
        assertThat(pair().waiting()).isZero();
        assertThat(pair().episode()).isEmpty();
        int moved = standby.appends();
        node.append("orders", "4");
        assertThat(standby.appends()).isEqualTo(moved);
        assertThat(node.bodies("orders")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_target_that_is_down_costs_no_attempt() {
        orders.goDown(Category.UNAVAILABLE);
        List<AppendId> ids = node.append("orders", "1");
        Processor processor = started();
        node.timer.advance(RETRY.multipliedBy(60));
        assertThat(processor.status().isActive()).isTrue();
        assertThat(node.ledger.attempts(ids.getFirst()).total()).isZero();
        assertThat(orders.appends()).isEqualTo(1);
        orders.comeUp();
        node.runUntilEmpty("standby");
        assertThat(node.bodies("orders")).containsExactly("1");
    }

    @Test
    void what_the_target_rejects_goes_to_the_invalid_messages_and_the_next_moves() {
        orders.thenFail(Category.FULL, false).thenFail(Category.FULL, false).thenFail(Category.FULL, false);
        node.append("orders", "1", "2", "3");
        orders.thenFail(Category.REJECTED, false).thenFail(Category.REJECTED, false);
        started();
        node.runUntilEmpty("standby");
        assertThat(node.bodies("orders")).containsExactly("2", "3");
        assertThat(node.contents(ProcessorContext.INVALID_MESSAGES))
                .singleElement()
                .satisfies(message -> {
                    assertThat(SampleMessages.body(message)).isEqualTo("1");
                    assertThat(message.note(Note.SOURCE)).contains("standby");
                    assertThat(message.note(Note.REASON))
                            .hasValueSatisfying(reason -> assertThat(reason).startsWith("store orders refuses it: "));
                });
        assertThat(node.ledger.balance("standby").get(Counter.INVALID)).isEqualTo(1);
        assertThat(pair().waiting()).isZero();
    }

    @Test
    void when_the_invalid_messages_cannot_be_stored_either_nothing_is_lost() {
        orders.goDown(Category.FULL);
        node.append("orders", "1", "2");
        orders.goDown(Category.REJECTED);
        FaultyStore invalid = (FaultyStore) node.router.store(ProcessorContext.INVALID_MESSAGES);
        invalid.goDown(Category.UNAVAILABLE);
        Processor processor = started();
        node.timer.advance(RETRY.multipliedBy(10));
        assertThat(processor.status().isActive()).isTrue();
        assertThat(node.bodies("standby")).containsExactly("1", "2");
        invalid.comeUp();
        node.runUntilEmpty("standby");
        assertThat(node.bodies(ProcessorContext.INVALID_MESSAGES)).containsExactly("1", "2");
    }

    @Test
    void a_target_with_room_for_some_takes_those() {
        orders.goDown(Category.UNAVAILABLE);
        node.append("orders", "1", "2", "3");
        orders.comeUp();
        orders.thenFail(Category.FULL, false);
        started();
        node.runUntilEmpty("standby");
        assertThat(node.bodies("orders")).containsExactly("1", "2", "3");
        assertThat(orders.appends()).isEqualTo(5);
    }

    @Test
    void a_full_target_costs_attempts_of_the_first_message_until_the_processor_gives_up() {
        orders.goDown(Category.FULL);
        List<AppendId> ids = node.append("orders", "1", "2");
        Processor processor = started();
        node.timer.advance(RETRY.multipliedBy(2).minusMillis(1));
        assertThat(processor.status().isActive()).isTrue();
        node.timer.advance(RETRY.multipliedBy(2));
        assertThat(processor.status().isActive()).isFalse();
        assertThat(node.ledger.attempts(ids.getFirst()).total()).isEqualTo(3);
        assertThat(node.ledger.attempts(ids.getLast()).total()).isZero();
        assertThat(node.bodies("standby")).containsExactly("1", "2");
    }

    @Test
    void with_drop_the_first_message_is_given_up_and_the_next_is_tried() {
        whenExhausted = new WhenExhausted.Drop();
        orders.goDown(Category.FULL);
        node.append("orders", "1", "2");
        Processor processor = started();
        node.timer.runUntil("one is dropped", () -> node.bodies("standby").size() == 1, RETRY.multipliedBy(10));
        orders.comeUp();
        node.runUntilEmpty("standby");
        assertThat(processor.status().isActive()).isTrue();
        assertThat(node.bodies("orders")).containsExactly("2");
        assertThat(node.ledger.balance("standby").get(Counter.DROPPED)).isEqualTo(1);
        assertThat(pair().waiting()).isZero();
    }

    @Test
    void a_copy_that_may_be_in_the_target_comes_from_there_and_from_here_in_books_that_agree() {
        orders.thenFail(Category.FULL, false);
        List<AppendId> ids = node.append("orders", "1");
        orders.thenFail(Category.UNKNOWN, true);
        started();
        node.runUntilEmpty("standby");
        assertThat(node.contents("orders"))
                .extracting(StoredMessage::id)
                .containsExactly(ids.getFirst(), ids.getFirst());
        assertThat(node.ledger.inDoubt("orders")).isEqualTo(1);
    }

    @Test
    void two_copies_of_a_message_in_one_batch_wait_for_nobody() {
        StoredMessage twice = SampleMessages.text("twice");
        standby.thenFail(Category.UNKNOWN, true);
        for (int i = 0; i < 2; i++) {
            appendToStandby(twice);
        }
        appendToStandby(SampleMessages.text("next"));
        started();
        node.timer.advance(RETRY);
        assertThat(node.contents("standby")).isEmpty();
        assertThat(node.bodies("orders")).startsWith("twice").endsWith("next");
        assertThat(pair().waiting()).isZero();
    }

    @Test
    void what_left_unheard_is_not_moved_and_not_counted_twice() {
        orders.thenFail(Category.FULL, false).thenFail(Category.FULL, false);
        node.append("orders", "1", "2");
        standby.loseAcknowledgements(1);
        started();
        node.timer.advance(Duration.ofMillis(500));
        assertThat(pair().waiting()).isEqualTo(2);
        node.append("orders", "3");
        node.runUntilEmpty("standby");
        node.timer.settle();
        assertThat(node.bodies("orders")).containsExactly("1", "2", "3");
        assertThat(node.ledger.balance("standby").outstanding()).isZero();
        assertThat(pair().waiting()).isZero();
    }

    @Test
    void a_lost_connection_to_the_failover_store_is_opened_again() {
        Processor processor = started();
        standby.cutConsumersOff();
        orders.goDown(Category.UNAVAILABLE);
        node.append("orders", "1");
        orders.comeUp();
        node.timer.advance(Duration.ofSeconds(30));
        assertThat(node.bodies("standby")).containsExactly("1");
        assertThat(processor.status().isActive()).isTrue();
        standby.comeUp();
        node.runUntilEmpty("standby");
        assertThat(node.bodies("orders")).containsExactly("1");
    }

    private void appendToStandby(StoredMessage message) {
        try {
            node.ledger.append(standby, List.of(message), Event.FAILED_OVER, Detail.none());
        } catch (StoreException e) {
            assertThat(e.category()).isEqualTo(Category.UNKNOWN);
        }
    }

    private FailoverPair pair() {
        return node.router.pair("orders").orElseThrow();
    }

    private Processor started() {
        FailoverSettings settings = new FailoverSettings(
                new Processor.Identity("home", "standby"),
                new Processor.Activation(true, Duration.ZERO, Duration.ofSeconds(5)),
                "orders",
                new FailoverSettings.Looking(Duration.ofMillis(200), Optional.empty()),
                new RetryPolicy(3, Backoff.fixed(RETRY), whenExhausted, StatusCodes.none(), Optional.empty()));
        Processor processor = Processors.failoverForwarding(settings, ProcessorHandlers.none(), node.context);
        processor.start();
        return processor;
    }
}
