// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Audit;
import dev.holdfast.ledger.Counter;
import dev.holdfast.ledger.Journal;
import dev.holdfast.message.AppendId;
import dev.holdfast.processor.Ordering;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Knows what was accepted and what arrived, and nothing of how.
final class Oracle {

    /// A send and the writing of its outcome take no longer.
    private static final Duration LONGEST_ATTEMPT = Duration.ofMillis(200);

    private final List<String> accepted;
    private final List<Instant> crashes;
    private final SimulatedBackEnd backEnd;
    private final Journal journal;

    Oracle(List<String> accepted, List<Instant> crashes, SimulatedBackEnd backEnd, Journal journal) {
        this.journal = journal;
        this.accepted = accepted;
        this.crashes = crashes;
        this.backEnd = backEnd;
    }

    void check(SimulatedNode node, Map<String, SimulatedEngine> engines, SimulatedNode.Setup setup) {
        acceptedMeansSettled(node);
        if (setup.ordering() instanceof Ordering.Strict) {
            orderHolds();
        }
        if (setup.isHolding()) {
            nothingIsGivenUpBecauseOfAnOutage(engines);
        }
        repeatsAreHonest();
        triesAreRemembered();
        engines.keySet().forEach(store -> booksBalance(node, store));
    }

    /// I1, I2, I3: what was accepted has arrived or is a dead letter, and is in no store any more.
    private void acceptedMeansSettled(SimulatedNode node) {
        Set<String> missing = new HashSet<>(accepted);
        backEnd.taken().forEach(missing::remove);
        long deadLetters = node.audit(SimulatedNode.DEAD).queued();
        assertThat((long) missing.size())
                .as("accepted, not arrived and not among %d dead letters: %s", deadLetters, missing)
                .isLessThanOrEqualTo(deadLetters);
    }

    /// What was given up is what the back end never takes, and that was.
    private void nothingIsGivenUpBecauseOfAnOutage(Map<String, SimulatedEngine> engines) {
        Set<String> deadLetters = new HashSet<>(java.util.Objects.requireNonNull(engines.get(SimulatedNode.DEAD))
                .bodies());
        assertThat(deadLetters).as("dead letters").isSubsetOf(SimulatedBackEnd.POISON);
        if (accepted.contains(SimulatedBackEnd.POISON)) {
            assertThat(deadLetters).as("dead letters").isNotEmpty();
        }
    }

    /// I4: what was accepted arrived in the order of acceptance.
    private void orderHolds() {
        Set<String> known = new HashSet<>(accepted);
        known.remove(SimulatedBackEnd.POISON);
        List<String> arrived = backEnd.taken().stream().filter(known::contains).toList();
        assertThat(arrived)
                .as("order of arrival")
                .isEqualTo(accepted.stream().filter(known::contains).toList());
    }

    /// I5: a message that had arrived was sent again only when nobody could know that it had; and each message
    /// has one id.
    private void repeatsAreHonest() {
        Map<String, AppendId> ids = new HashMap<>();
        Map<AppendId, SimulatedBackEnd.Send> last = new HashMap<>();
        for (SimulatedBackEnd.Send send : backEnd.sends()) {
            assertThat(send.id())
                    .as("id of " + send.body())
                    .isEqualTo(ids.computeIfAbsent(send.body(), body -> send.id()));
            SimulatedBackEnd.Send before = last.put(send.id(), send);
            if (before != null && before.outcome() == SimulatedBackEnd.Outcome.ANSWERED_TAKEN) {
                assertThat(crashedDuring(before))
                        .as("%s was sent again after %s; %s", send, before, history(send))
                        .isTrue();
            }
        }
    }

    private String history(SimulatedBackEnd.Send send) {
        return journal.history(send.id().flow()).stream()
                .map(entry -> "\n  " + entry.at() + " " + entry.event() + " in " + entry.store() + " " + entry.detail())
                .collect(java.util.stream.Collectors.joining());
    }

    private boolean crashedDuring(SimulatedBackEnd.Send send) {
        return crashes.stream()
                .anyMatch(crash ->
                        !crash.isBefore(send.at()) && !crash.isAfter(send.at().plus(LONGEST_ATTEMPT)));
    }

    /// I6: attempts count on over crashes; only an attempt that a crash cut short may go unnoticed.
    private void triesAreRemembered() {
        Map<AppendId, SimulatedBackEnd.Send> last = new HashMap<>();
        for (SimulatedBackEnd.Send send : backEnd.sends()) {
            SimulatedBackEnd.Send before = last.put(send.id(), send);
            if (before != null) {
                int least = crashedDuring(before) ? before.attempt() : before.attempt() + 1;
                assertThat(send.attempt())
                        .as("%s after %s; %s", send, before, history(send))
                        .isBetween(least, before.attempt() + 1);
            }
        }
    }

    /// I10.
    private void booksBalance(SimulatedNode node, String store) {
        Audit.Finding finding = node.audit(store);
        assertThat(finding.unaccounted())
                .as(
                        "%s: %s %s",
                        store,
                        finding,
                        finding.unaccounted() == 0
                                ? ""
                                : backEnd.sends().stream()
                                        .map(s -> "\n" + s.body() + history(s))
                                        .distinct()
                                        .collect(java.util.stream.Collectors.joining("\n")))
                .isZero();
        assertThat(finding.balance().get(Counter.APPENDED))
                .as("appended to " + store)
                .isNotNegative();
    }
}
