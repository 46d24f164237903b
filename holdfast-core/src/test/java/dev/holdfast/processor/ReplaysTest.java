// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Counter;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.processor.ReplayOrder.Selection;
import dev.holdfast.processor.ReplayStatus.State;
import dev.holdfast.routing.Route;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.upstream.UpstreamStreams;
import dev.holdfast.upstream.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dead letters are put on their way once more.
class ReplaysTest {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final ReplayOrder ALL = new ReplayOrder(Optional.empty(), Selection.ALL, Duration.ZERO, 1_000);

    private final TestNode node = new TestNode();
    private final FaultyStore orders = node.store("orders");
    private final FaultyStore dead = node.store("dead");
    private final VolatileMessageStore shelf = new VolatileMessageStore("shelf", node.timer, 100);
    private final Replays replays = new Replays(node.context);

    ReplaysTest() {
        node.router.register(new Route(shelf, Optional.empty()));
        node.timer.advance(Duration.ofSeconds(10));
    }

    @Test
    void all_go_where_they_came_from_under_new_ids_with_a_fresh_round_of_attempts() {
        List<AppendId> ids = dead("dead", "1", "2", "3");
        node.ledger.attempted(new AttemptState(ids.getFirst(), 1, 4, 4, node.timer.instant()), "dead", Detail.none());
        assertThat(run(dead, ALL).replayed()).isEqualTo(3);
        assertThat(node.bodies("orders")).containsExactly("1", "2", "3");
        assertThat(node.bodies("dead")).isEmpty();
        List<StoredMessage> copies = node.contents("orders");
        assertThat(copies).extracting(StoredMessage::id).doesNotContainAnyElementsOf(ids);
        assertThat(copies).allSatisfy(copy -> {
            assertThat(copy.origin()).isEqualTo("orders");
            assertThat(copy.notes()).isEmpty();
            assertThat(copy.acceptedAt()).isAfter(SampleMessages.ACCEPTED_AT);
        });
        assertThat(node.ledger.attempts(ids.getFirst()).total()).isZero();
        assertBalanced();
        assertThat(node.ledger.balance("dead").get(Counter.MOVED)).isEqualTo(3);
        assertThat(node.journal.history(ids.getFirst().flow()))
                .anySatisfy(entry -> assertThat(entry.detail().text())
                        .isEqualTo("replayed by an operator as "
                                + copies.getFirst().id()))
                .anySatisfy(entry -> assertThat(entry.detail().text())
                        .isEqualTo("replayed by an operator; it was " + ids.getFirst()));
    }

    @Test
    void a_named_store_gets_them_and_no_more_than_the_limit() {
        dead("dead", "1", "2", "3");
        ReplayOrder two = new ReplayOrder(Optional.of("shelf"), Selection.ALL, Duration.ZERO, 2);
        ReplayStatus status = run(dead, two);
        assertThat(status.state()).isEqualTo(State.FINISHED);
        assertThat(node.bodies("dead")).containsExactly("3");
        assertThat(SampleMessages.bodies(shelf.page(Optional.empty(), 9))).containsExactly("1", "2");
        assertBalanced();
    }

    @Test
    void a_rate_is_kept_and_a_stop_ends_it_between_two_messages() {
        dead("dead", "1", "2", "3", "4", "5");
        replays.start(dead, new ReplayOrder(Optional.empty(), Selection.ALL, Duration.ofSeconds(1), 1_000));
        node.timer.advance(Duration.ofMillis(2_500));
        assertThat(status("dead").replayed()).isEqualTo(3);
        assertThat(status("dead").state()).isEqualTo(State.RUNNING);
        assertThat(replays.start(dead, ALL)).isFalse();
        replays.stop("dead", node.timer.instant().plusSeconds(10));
        assertThat(status("dead").state()).isEqualTo(State.STOPPED);
        node.timer.advance(SOON);
        assertThat(node.bodies("dead")).containsExactly("4", "5");
        assertThat(run(dead, ALL).replayed()).isEqualTo(2);
        assertThat(node.bodies("orders")).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void only_what_is_meant_goes_from_a_store_that_can_be_looked_at() {
        List<AppendId> ids = dead("shelf", "1", "2", "3", "4");
        Selection timeouts = new Selection(
                Set.of(), Optional.of("REASON 2"), Optional.of("orders"), Optional.empty(), Optional.empty());
        assertThat(run(shelf, order(timeouts)).replayed()).isEqualTo(1);
        Selection named = new Selection(
                Set.of(ids.getLast()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(run(shelf, order(named)).replayed()).isEqualTo(1);
        Selection later =
                new Selection(Set.of(), Optional.empty(), Optional.empty(), Optional.of(Instant.MAX), Optional.empty());
        assertThat(run(shelf, order(later)).replayed()).isZero();
        assertThat(node.bodies("orders")).containsExactly("2", "4");
        assertThat(SampleMessages.bodies(shelf.page(Optional.empty(), 9))).containsExactly("1", "3");
        assertThatThrownBy(() -> replays.start(dead, order(named))).hasMessageContaining("does not let us select");
    }

    @Test
    void a_target_that_is_down_ends_the_replay_and_nothing_is_lost_or_doubled() {
        dead("dead", "1", "2");
        orders.goDown(Category.UNAVAILABLE);
        ReplayStatus status = run(dead, ALL);
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.lastProblem()).contains("orders");
        assertThat(node.bodies("dead")).containsExactly("1", "2");
        assertBalanced();
        orders.comeUp();
        node.timer.advance(TestNode.PROBE_INTERVAL.multipliedBy(2));
        assertThat(run(dead, ALL).replayed()).isEqualTo(2);
        assertThat(replays.totals("dead")).isEqualTo(new ReplayTotals(2, 0, 1));
        assertThat(replays.totals("orders")).isEqualTo(ReplayTotals.NONE);
        assertThat(node.bodies("orders")).containsExactly("1", "2");
    }

    @Test
    void an_append_of_unknown_outcome_is_repeated_under_the_same_id() {
        dead("dead", "1");
        orders.thenFail(Category.UNKNOWN, true);
        assertThat(run(dead, ALL).state()).isEqualTo(State.FAILED);
        node.timer.advance(TestNode.PROBE_INTERVAL.multipliedBy(2));
        assertThat(run(dead, ALL).replayed()).isEqualTo(1);
        assertThat(node.contents("orders")).hasSize(2);
        assertThat(node.contents("orders"))
                .extracting(StoredMessage::id)
                .containsOnly(node.contents("orders").getFirst().id());
        assertThat(node.bodies("dead")).isEmpty();
    }

    @Test
    void what_the_target_rejects_or_whose_store_is_gone_stays_and_the_rest_goes() {
        dead("dead", "1", "2");
        deadFrom("dead", "gone", "3");
        dead("dead", "4");
        orders.thenFail(Category.REJECTED, false);
        ReplayStatus status = run(dead, ALL);
        assertThat(status.state()).isEqualTo(State.FINISHED);
        assertThat(status.replayed()).isEqualTo(2);
        assertThat(status.left()).isEqualTo(2);
        assertThat(status.lastProblem()).contains("gone");
        assertThat(node.bodies("orders")).containsExactly("2", "4");
        assertThat(node.bodies("dead")).containsExactly("1", "3");
    }

    @Test
    void what_dies_again_meanwhile_is_not_replayed_again() {
        dead("dead", "1");
        ReplayOrder slowly = new ReplayOrder(Optional.empty(), Selection.ALL, Duration.ofSeconds(1), 1_000);
        replays.start(dead, slowly);
        node.timer.settle();
        StoredMessage copy = node.contents("orders").getFirst();
        node.ledger.append(dead, List.of(copy.withNotes(Map.of(Note.SOURCE, "orders"))), Event.STORED, Detail.none());
        node.timer.runUntil("the end", () -> !status("dead").isRunning(), SOON);
        assertThat(status("dead").replayed()).isEqualTo(1);
        assertThat(node.bodies("dead")).containsExactly("1");
    }

    /// The books take nothing from some commit on, as when the process ends there.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void wherever_it_breaks_off_the_next_replay_makes_no_second_message(int commits) {
        dead("dead", "1");
        node.journal.failAfter(commits, Category.UNAVAILABLE);
        assertThat(run(dead, ALL).state()).isEqualTo(State.FAILED);
        node.journal.recover();
        assertThat(node.bodies("dead")).containsExactly("1");
        node.timer.advance(TestNode.PROBE_INTERVAL.multipliedBy(2));
        assertThat(run(dead, ALL).replayed()).isEqualTo(1);
        assertThat(node.bodies("dead")).isEmpty();
        assertThat(Set.copyOf(
                        node.contents("orders").stream().map(StoredMessage::id).toList()))
                .hasSize(1);
        assertThat(node.contents("orders")).hasSize(commits == 2 ? 2 : 1);
    }

    @Test
    void an_engine_that_was_not_told_hands_the_message_out_again_and_it_is_not_sent_again() {
        dead("dead", "1");
        dead.loseAcknowledgements(1);
        assertThat(run(dead, ALL).state()).isEqualTo(State.FAILED);
        assertThat(run(dead, ALL).replayed()).isZero();
        assertThat(node.bodies("dead")).isEmpty();
        assertThat(node.bodies("orders")).containsExactly("1");
        assertBalanced();
    }

    @Test
    void one_message_is_replayed_by_its_id() {
        List<AppendId> ids = dead("shelf", "1", "2");
        assertThat(replays.one(shelf, shelf, ids.getLast(), Optional.empty()))
                .hasValueSatisfying(result -> assertThat(result).isInstanceOf(ReplayResult.Replayed.class));
        assertThat(replays.one(shelf, shelf, ids.getLast(), Optional.empty())).isEmpty();
        assertThat(replays.one(shelf, shelf, ids.getFirst(), Optional.of("shelf")))
                .hasValueSatisfying(result -> assertThat(result).isInstanceOf(ReplayResult.Left.class));
        assertThat(node.bodies("orders")).containsExactly("2");
        assertThat(SampleMessages.bodies(shelf.page(Optional.empty(), 9))).containsExactly("1");
        assertThat(shelf.take(ids.getFirst())).isPresent();
    }

    @Test
    void bytes_that_could_not_be_read_are_read_again_and_stay_when_they_still_cannot() {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.jsonStream = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        unreadable(UpstreamStreams.written(stored));
        unreadable(WireFormat.UPSTREAM.encode(SampleMessages.text("of upstream's form")));
        unreadable(MessageCodec.encode(SampleMessages.text("ours")));
        unreadable(new byte[] {1, 2, 3});
        ReplayStatus status = run(node.router.store(ProcessorContext.INVALID_MESSAGES), ALL);
        assertThat(node.bodies("orders")).containsExactly("{}", "of upstream's form", "ours");
        assertThat(node.contents("orders"))
                .allSatisfy(message ->
                        assertThat(message.message().properties().values()).isEmpty());
        assertThat(status.left()).isEqualTo(1);
        assertThat(status.lastProblem()).contains("still cannot be read");
        assertThat(node.contents(ProcessorContext.INVALID_MESSAGES)).hasSize(1);
    }

    private void unreadable(byte[] bytes) {
        Message raw = Unreadable.marked(Message.of(SampleMessages.unstored("x").flowId(), Content.of(bytes)));
        StoredMessage message = SampleMessages.stored(raw).withNotes(Map.of(Note.SOURCE, "orders"));
        node.ledger.append(
                node.router.store(ProcessorContext.INVALID_MESSAGES), List.of(message), Event.INVALID, Detail.none());
    }

    private List<AppendId> dead(String store, String... bodies) {
        return deadFrom(store, "orders", bodies);
    }

    private List<AppendId> deadFrom(String store, String source, String... bodies) {
        List<StoredMessage> messages = new ArrayList<>();
        for (StoredMessage message : SampleMessages.texts(bodies)) {
            messages.add(message.withNotes(
                    Map.of(Note.SOURCE, source, Note.REASON, "reason " + SampleMessages.body(message))));
        }
        node.ledger.append(node.router.store(store), messages, Event.STORED, Detail.none());
        return messages.stream().map(StoredMessage::id).toList();
    }

    private static ReplayOrder order(Selection selection) {
        return new ReplayOrder(Optional.empty(), selection, Duration.ZERO, 1_000);
    }

    private ReplayStatus run(dev.holdfast.store.MessageStore store, ReplayOrder order) {
        assertThat(replays.start(store, order)).isTrue();
        node.timer.runUntil("the end", () -> !status(store.name()).isRunning(), SOON);
        return status(store.name());
    }

    private ReplayStatus status(String store) {
        return replays.status(store).orElseThrow();
    }

    private void assertBalanced() {
        for (String store : Arrays.asList("orders", "dead")) {
            Balance balance = node.ledger.balance(store);
            assertThat(balance.outstanding())
                    .as(store)
                    .isEqualTo(node.contents(store).size());
        }
    }
}
