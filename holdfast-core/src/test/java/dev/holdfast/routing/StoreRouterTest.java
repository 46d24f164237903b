// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.ledger.VolatileJournal;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which store takes a message when the one that it is meant for does not.
class StoreRouterTest {

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

    private final ManualTimer timer = new ManualTimer();
    private final VolatileJournal journal = new VolatileJournal(1000, 1000);
    private final Ledger ledger = new Ledger(journal, timer);
    private final StoreRouter router =
            new StoreRouter(ledger, timer, new IdSource(timer, new Random(1)), PROBE_INTERVAL);
    private final FaultyStore orders = store("orders");
    private final FaultyStore standby = store("standby");
    private final FaultyStore last = store("last");
    private final Message message = SampleMessages.unstored("m");

    @BeforeEach
    void register() {
        router.register(new Route(orders, Optional.of(new Route.Failover("standby", true))));
        router.register(new Route(standby, Optional.of(new Route.Failover("last", true))));
        router.register(new Route(last, Optional.empty()));
    }

    @Test
    void a_store_that_works_takes_its_messages() {
        router.append("orders", message);
        assertCounts(1, 0, 0);
        assertThat(events()).containsExactly(Event.STORED);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "FULL", "CLOSED"})
    void what_is_certainly_not_stored_goes_to_the_failover_store(Category category) {
        orders.thenFail(category, false);
        router.append("orders", message);
        assertCounts(0, 1, 0);
        assertThat(events()).containsExactly(Event.NOT_STORED, Event.FAILED_OVER);
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void what_may_be_stored_goes_to_the_failover_store_and_leaves_a_doubt() {
        orders.thenFail(Category.UNKNOWN, true);
        router.append("orders", message);
        assertCounts(1, 1, 0);
        assertThat(events()).containsExactly(Event.IN_DOUBT, Event.FAILED_OVER);
        assertThat(ledger.inDoubt("orders")).isEqualTo(1);
    }

    @Test
    void what_a_store_rejects_goes_nowhere_else() {
        orders.thenFail(Category.REJECTED, false);
        assertThat(failure().category()).isEqualTo(Category.REJECTED);
        assertCounts(0, 0, 0);
        assertThat(standby.appends()).isZero();
        assertThat(router.health("orders").isUp()).isTrue();
    }

    @Test
    void the_failover_store_has_a_failover_store_of_its_own() {
        orders.goDown(Category.UNAVAILABLE);
        standby.goDown(Category.FULL);
        router.append("orders", message);
        assertCounts(0, 0, 1);
    }

    @Test
    void when_all_of_the_chain_are_down_all_are_named() {
        orders.goDown(Category.UNAVAILABLE);
        standby.goDown(Category.FULL);
        last.goDown(Category.UNAVAILABLE);
        StoreException failure = failure();
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(failure).hasMessageContainingAll("orders", "standby", "last");
        assertThat(pair().waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "FULL", "REJECTED"})
    void a_chain_in_which_one_may_have_it_is_unknown(Category afterwards) {
        orders.thenFail(Category.UNKNOWN, false);
        standby.thenFail(afterwards, false);
        last.thenFail(Category.FULL, false);
        assertThat(failure().category()).isEqualTo(Category.UNKNOWN);
    }

    @Test
    void a_failover_store_that_may_have_it_makes_the_chain_unknown() {
        orders.thenFail(Category.UNAVAILABLE, false);
        standby.thenFail(Category.UNKNOWN, true);
        last.thenFail(Category.UNAVAILABLE, false);
        assertThat(failure().category()).isEqualTo(Category.UNKNOWN);
        assertThat(pair().waiting()).isEqualTo(1);
    }

    @Test
    void a_store_known_to_be_down_is_not_asked_until_a_probe_finds_it_up() {
        List<String> heard = new ArrayList<>();
        orders.goDown(Category.UNAVAILABLE);
        router.append("orders", message);
        try (StoreHealth.Registration _ = router.health("orders").onUp(() -> heard.add("up"))) {
            orders.comeUp();
            router.append("orders", SampleMessages.unstored("second"));
            assertThat(orders.appends()).isEqualTo(1);
            timer.advance(PROBE_INTERVAL.minusMillis(1));
            assertThat(router.health("orders").isUp()).isFalse();
            timer.advance(Duration.ofMillis(1));
            timer.settle();
            assertThat(heard).containsExactly("up");
        }
        router.append("orders", SampleMessages.unstored("third"));
        assertCounts(1, 2, 0);
    }

    @Test
    void a_probe_that_fails_is_repeated() {
        orders.goDown(Category.UNAVAILABLE);
        router.append("orders", message);
        timer.advance(PROBE_INTERVAL.multipliedBy(5));
        assertThat(router.health("orders").outage())
                .hasValueSatisfying(outage -> assertThat(outage.since()).isEqualTo(ManualTimer.START));
        orders.comeUp();
        timer.advance(PROBE_INTERVAL);
        timer.settle();
        assertThat(router.health("orders").isUp()).isTrue();
    }

    @Test
    void a_full_store_is_asked_every_time() {
        orders.goDown(Category.FULL);
        router.append("orders", message);
        orders.comeUp();
        router.append("orders", SampleMessages.unstored("second"));
        assertCounts(1, 1, 0);
    }

    @Test
    void an_unknown_store_is_answered_with_the_nearest_name() {
        assertThatThrownBy(() -> router.append("oders", message))
                .isInstanceOf(UnknownStoreException.class)
                .hasMessage("Message Store does not exist: oders; did you mean 'orders'?");
        router.unregister("orders");
        assertThat(router.knows("orders")).isFalse();
    }

    private FaultyStore store(String name) {
        return new FaultyStore(new VolatileMessageStore(name, timer, 100));
    }

    private FailoverPair pair() {
        return router.pair("orders").orElseThrow();
    }

    private StoreException failure() {
        return catchThrowableOfType(StoreException.class, () -> router.append("orders", message));
    }

    private List<Event> events() {
        return journal.history(message.flowId()).stream()
                .map(LedgerEntry::event)
                .toList();
    }

    private void assertCounts(long inOrders, long inStandby, long inLast) {
        assertThat(List.of(orders, standby, last))
                .extracting(store -> store.count().orElseThrow())
                .containsExactly(inOrders, inStandby, inLast);
    }
}
