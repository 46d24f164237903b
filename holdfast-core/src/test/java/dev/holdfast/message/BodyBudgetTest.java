// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// No more bodies are in memory at once than may be, and nobody waits for ever.
class BodyBudgetTest {

    private final ManualTimer timer = new ManualTimer();
    private final BodyBudget budget = new BodyBudget(100, timer);
    private final BodyBudget.Account slow = budget.newAccount();
    private final BodyBudget.Account other = budget.newAccount();
    private final Map<String, BodyBudget.Share> shares = new HashMap<>();

    @Test
    void what_does_not_fit_waits_until_something_is_given_back() {
        take("first", slow, 60);
        take("second", slow, 40);
        take("third", slow, 1);
        assertThat(shares).containsOnlyKeys("first", "second");
        giveBack("second");
        assertThat(shares).containsOnlyKeys("first", "third");
        assertThat(budget.taken()).isEqualTo(61);
    }

    @Test
    void what_is_larger_than_the_budget_is_let_in_alone() {
        take("small", slow, 1);
        take("large", slow, 500);
        take("behind", slow, 1);
        assertThat(shares).containsOnlyKeys("small");
        giveBack("small");
        assertThat(shares).containsOnlyKeys("large");
        giveBack("large");
        assertThat(shares).containsOnlyKeys("behind");
    }

    @Test
    void one_who_has_much_comes_after_one_who_has_nothing() {
        take("slow 1", slow, 50);
        take("slow 2", slow, 50);
        take("slow 3", slow, 50);
        take("other 1", other, 50);
        giveBack("slow 1");
        assertThat(shares).containsOnlyKeys("slow 2", "other 1");
        giveBack("slow 2");
        assertThat(shares).containsOnlyKeys("other 1", "slow 3");
    }

    @Test
    void nothing_is_taken_without_waiting() {
        take("all", slow, 100);
        take("nothing", slow, 0);
        assertThat(shares).containsOnlyKeys("all", "nothing");
        giveBack("nothing");
        assertThat(budget.taken()).isEqualTo(100);
    }

    @Test
    void one_who_is_interrupted_while_he_waits_leaves_no_trace() {
        take("all", slow, 100);
        Thread waiting = timer.start("waits", () -> takeHere("never", slow, 100));
        letRun();
        take("behind", slow, 50);
        waiting.interrupt();
        letRun();
        assertThat(shares).containsOnlyKeys("all");
        giveBack("all");
        assertThat(shares).containsOnlyKeys("behind");
        giveBack("behind");
        assertThat(budget.taken()).isZero();
    }

    private void take(String name, BodyBudget.Account account, long bytes) {
        timer.start(name, () -> takeHere(name, account, bytes));
        letRun();
    }

    private void takeHere(String name, BodyBudget.Account account, long bytes) {
        try {
            shares.put(name, account.take(bytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack(String name) {
        Objects.requireNonNull(shares.remove(name)).close();
        letRun();
    }

    private void letRun() {
        timer.advance(Duration.ofMillis(1));
    }
}
