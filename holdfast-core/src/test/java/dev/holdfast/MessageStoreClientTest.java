// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Storing: what is known after it, and what happens when a store fails. B4 and B5 are weaknesses of the
/// Ballerina connector that are closed here.
class MessageStoreClientTest {

    private final ManualTimer timer = new ManualTimer();
    private final Holdfast holdfast = Holdfast.open(Books.inMemory(), timer, new Random(1));
    private final TestStore orders = new TestStore("orders", timer);
    private final TestStore spare = new TestStore("spare", timer);
    private final TestStore secondSpare = new TestStore("second-spare", timer);

    @AfterEach
    void close() {
        holdfast.close();
    }

    @Test
    void a_message_is_in_the_store_when_the_call_returns() throws InterruptedException {
        MessageStoreClient client = holdfast.client(orders).build();
        store(client, "one");
        assertThat(orders.bodies()).containsExactly("one");
        assertThat(holdfast.balance("orders").get(Counter.APPENDED)).isEqualTo(1);
    }

    @Test
    void without_repeats_the_first_failure_is_the_answer() {
        orders.faults.goDown(Category.UNAVAILABLE);
        MessageStoreClient client = holdfast.client(orders).build();
        assertThatThrownBy(() -> store(client, "one")).isInstanceOf(StoreException.class);
        assertThat(timer.instant()).isEqualTo(ManualTimer.START);
        assertThat(holdfast.outage("orders")).isPresent();
    }

    @Test
    void a_repeat_stores_what_the_first_time_could_not() throws InterruptedException {
        orders.faults.goDown(Category.UNAVAILABLE);
        timer.at(ManualTimer.START.plusSeconds(7), orders.faults::comeUp);
        MessageStoreClient client = holdfast.client(orders)
                .retry(StoreRetry.times(3))
                .timeLimit(Duration.ofMinutes(5))
                .build();
        store(client, "one");
        assertThat(timer.instant()).isEqualTo(ManualTimer.START.plusSeconds(18));
        assertThat(orders.bodies()).containsExactly("one");
    }

    @Test
    void a_message_that_is_too_large_is_not_tried_again() {
        orders.faults.thenFail(Category.REJECTED, false);
        MessageStoreClient client =
                holdfast.client(orders).retry(StoreRetry.unlimited()).build();
        assertThatThrownBy(() -> store(client, "one")).satisfies(e -> categoryIs(e, Category.REJECTED));
        assertThat(orders.faults.appends()).isEqualTo(1);
    }

    @Test
    void b4_a_secondary_store_needs_no_retry_settings() throws InterruptedException {
        orders.faults.goDown(Category.UNAVAILABLE);
        MessageStoreClient client =
                holdfast.client(orders).secondaryStore(spare).build();
        store(client, "one");
        assertThat(spare.bodies()).containsExactly("one");
        assertThat(timer.instant()).isEqualTo(ManualTimer.START);
    }

    @Test
    void b4_a_count_of_minus_1_is_for_ever_and_goes_with_a_secondary_store() throws InterruptedException {
        orders.faults.goDown(Category.UNAVAILABLE);
        spare.faults.goDown(Category.UNAVAILABLE);
        timer.at(ManualTimer.START.plus(Duration.ofMinutes(10)), spare.faults::comeUp);
        MessageStoreClient client = holdfast.client(orders)
                .secondaryStore(spare)
                .retry(StoreRetry.unlimited())
                .timeLimit(Duration.ofHours(1))
                .build();
        store(client, "one");
        assertThat(spare.bodies()).containsExactly("one");
    }

    @Test
    void secondary_stores_make_a_chain() throws InterruptedException {
        orders.faults.goDown(Category.UNAVAILABLE);
        spare.faults.goDown(Category.FULL);
        MessageStoreClient client = holdfast.client(orders)
                .secondaryStore(spare)
                .secondaryStore(secondSpare)
                .build();
        store(client, "one");
        assertThat(secondSpare.bodies()).containsExactly("one");
    }

    @Test
    void what_a_secondary_store_took_goes_home_in_its_order() throws InterruptedException {
        MessageStoreClient client =
                holdfast.client(orders).secondaryStore(spare).build();
        store(client, "one");
        orders.faults.goDown(Category.UNAVAILABLE);
        store(client, "two");
        store(client, "three");
        orders.faults.comeUp();
        store(client, "four");
        timer.runUntil("all are home", () -> orders.bodies().size() == 4, Duration.ofMinutes(1));
        assertThat(orders.bodies()).containsExactly("one", "two", "three", "four");
        assertThat(spare.bodies()).isEmpty();
    }

    @Test
    void b5_no_caller_waits_beyond_the_time_limit() {
        orders.faults.goDown(Category.UNAVAILABLE);
        MessageStoreClient client = holdfast.client(orders)
                .retry(StoreRetry.times(10))
                .timeLimit(Duration.ofSeconds(20))
                .build();
        assertThatThrownBy(() -> store(client, "one")).isInstanceOf(StoreException.class);
        assertThat(timer.instant()).isBeforeOrEqualTo(ManualTimer.START.plusSeconds(20));
    }

    @Test
    void b5_a_wait_can_be_interrupted_and_tells_why_it_was_one() {
        orders.faults.goDown(Category.UNAVAILABLE);
        MessageStoreClient client =
                holdfast.client(orders).retry(StoreRetry.unlimited()).build();
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = timer.start("caller", () -> {
            try {
                store(client, "one");
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        });
        timer.settle();
        caller.interrupt();
        timer.settle();
        assertThat(thrown).hasSize(1);
        assertThat(thrown.getFirst().getSuppressed()[0]).isInstanceOf(StoreException.class);
    }

    @Test
    void a_message_that_a_repeat_has_stored_twice_is_delivered_once() throws InterruptedException {
        orders.faults.thenFail(Category.UNKNOWN, true);
        MessageStoreClient client =
                holdfast.client(orders).retry(StoreRetry.times(3)).build();
        AppendId id = store(client, "one");
        assertThat(orders.bodies()).containsExactly("one", "one");
        ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");
        ForwardingProcessor processor = holdfast.processor(orders, backEnd).build();
        processor.start();
        timer.runUntil("it is empty", () -> orders.bodies().isEmpty(), Duration.ofMinutes(1));
        assertThat(backEnd.timesSent(id)).isEqualTo(1);
        assertThat(holdfast.balance("orders").get(Counter.DUPLICATES)).isEqualTo(1);
        assertThat(holdfast.history(id.flow())).isNotEmpty();
    }

    @Test
    void a_store_that_broke_off_and_then_went_away_leaves_it_unknown() {
        orders.faults.thenFail(Category.UNKNOWN, true);
        orders.faults.goDown(Category.UNAVAILABLE);
        MessageStoreClient client =
                holdfast.client(orders).retry(StoreRetry.times(1)).build();
        assertThatThrownBy(() -> store(client, "one")).satisfies(e -> categoryIs(e, Category.UNKNOWN));
    }

    @Test
    void a_closed_client_takes_nothing() {
        MessageStoreClient client = holdfast.client(orders).build();
        client.close();
        assertThatThrownBy(() -> store(client, "one")).satisfies(e -> categoryIs(e, Category.CLOSED));
    }

    @Test
    void two_clients_of_one_store_share_it() throws InterruptedException {
        store(holdfast.client(orders).build(), "one");
        store(holdfast.client(orders).build(), "two");
        assertThat(orders.bodies()).containsExactly("one", "two");
    }

    @Test
    void another_store_of_the_same_name_is_refused() {
        MessageStoreClient first = holdfast.client(orders).build();
        assertThatThrownBy(() -> holdfast.client(new TestStore("orders", timer)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store orders is open already");
        assertThat(first.storeName()).isEqualTo("orders");
    }

    @Test
    void a_store_that_would_stand_in_for_itself_is_refused() {
        MessageStoreClient first = holdfast.client(orders).secondaryStore(spare).build();
        assertThatThrownBy(() -> holdfast.client(spare).secondaryStore(orders).build())
                .hasMessageContaining("would stand in for itself");
        first.close();
    }

    private AppendId store(MessageStoreClient client, String body) throws InterruptedException {
        return client.store(holdfast.message(Content.ofText(body, "text/plain")));
    }

    private static void categoryIs(Throwable thrown, Category category) {
        assertThat(((StoreException) thrown).category()).isEqualTo(category);
    }
}
