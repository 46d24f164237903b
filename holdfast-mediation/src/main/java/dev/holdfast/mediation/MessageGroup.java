// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Messages that belong together and wait until they are complete. It ends once: with one message that goes on in
/// place of all, or with a failure for each request that has a message in it. Thread-safe.
final class MessageGroup {

    private final Gathering gathering;
    private final Object key;
    private final Gathering.Terms terms;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Member> members = new ArrayList<>();
    private Optional<Timer.Task> timer = Optional.empty();
    private long bytes;
    private boolean over;

    /// A message that waits.
    ///
    /// @param split of which it is a part, if its own flow has split it
    private record Member(Exchange exchange, Optional<Split> split, Sequencing sequencing) {}

    /// What became of a message that was to join.
    enum Joining {
        /// It waits.
        WAITS,
        /// The group is complete with it, and no other message can join.
        COMPLETES,
        /// The group has ended before.
        TOO_LATE
    }

    /// @param key what its messages have in common: the split whose parts it gathers, or something that messages of
    ///     several requests may have in common
    MessageGroup(Gathering gathering, Object key, Gathering.Terms terms) {
        this.gathering = gathering;
        this.key = key;
        this.terms = terms;
    }

    /// Takes a message.
    ///
    /// @throws MediationException when the group would be too large
    Joining join(Exchange exchange, Optional<Split> split) {
        Member member = new Member(exchange, split, Sequencing.of(exchange, terms.id()));
        long size = exchange.body().content().size();
        return locked(() -> {
            if (over) {
                return Joining.TOO_LATE;
            }
            gathering.admit(members.size() + 1, size);
            bytes += size;
            members.add(member);
            exchange.branches().waitFor(this);
            if (members.size() == 1) {
                timer = startTimer(exchange.services().timer());
            }
            return terms.isComplete(
                            members.size(), members.getFirst().sequencing.total())
                    ? Joining.COMPLETES
                    : Joining.WAITS;
        });
    }

    /// Whether only the flow of its messages can add to it.
    boolean isOfOneFlow() {
        return key instanceof Split;
    }

    /// Whether the flow of its messages has gone on without them.
    boolean isReleased() {
        return locked(() -> !members.isEmpty()
                && members.stream()
                        .allMatch(member -> member.exchange.progress().isReleased()));
    }

    /// All who could add to it have ended.
    void nothingMoreComes() {
        if (terms.timeout().isPresent()) {
            complete("when nothing more could come");
        } else {
            giveUp("and nothing more can come; a timeout would let it go on without the others");
        }
    }

    /// Goes on with what is there, on a branch of the flow of its first message.
    ///
    /// @param why for the ledger, when some are missing
    /// @return the thread of the branch; empty when the group had ended before
    Optional<Thread> complete(String why) {
        List<Member> all = end();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Exchange first = all.getFirst().exchange;
        Exchange merged = first.twin();
        all.forEach(member -> member.split.ifPresent(member.exchange.progress()::gathered));
        all.getFirst().split.ifPresent(merged.progress()::gathered);
        int total = all.getFirst().sequencing.total();
        if (total > all.size()) {
            String how = "by the aggregate, which went on " + why + " with " + all.size() + " of " + total;
            first.services().notes().incomplete(first.flowId(), how);
            merged.progress().dropped();
        }
        Thread thread = first.branches().start(merged, exchange -> go(exchange, all), () -> settle(merged, all));
        first.branches().waitNoMore(this);
        return Optional.of(thread);
    }

    /// Ends without a word: the flow of its messages has gone on without them.
    void abandon() {
        end();
    }

    private Flow go(Exchange merged, List<Member> all) {
        List<Exchange> messages = all.stream().map(Member::exchange).toList();
        return gathering.completion().complete(merged, messages) == Flow.CONTINUE
                ? merged.continuations().runOwnRest(merged)
                : Flow.STOP;
    }

    /// Fails, in each flow that has a message in it.
    private void giveUp(String why) {
        List<Member> all = end();
        int total = all.isEmpty() ? 0 : all.getFirst().sequencing.total();
        String reason = "an aggregate is incomplete: " + all.size() + (total > 0 ? " of " + total : "")
                + " messages came, " + why;
        for (Exchange one : oneOfEachFlow(all)) {
            one.branches().start(one.twin(), failing -> {
                throw new MediationException(ErrorCodes.GENERIC, reason);
            });
            one.branches().waitNoMore(this);
        }
    }

    /// What became of the merged message became of all that are in it. Its own flow waits for the branch; the others
    /// do for this.
    private void settle(Exchange merged, List<Member> all) {
        Optional<Fault> fault = merged.progress().failure();
        for (Exchange one : oneOfEachFlow(all)) {
            if (one.branches() != merged.branches()) {
                fault.ifPresent(one.progress()::unhandled);
                one.branches().waitNoMore(this);
            }
        }
    }

    /// Ends the group.
    ///
    /// @return its messages, parts of one split in their order, others as they came; empty when it has ended before
    private List<Member> end() {
        List<Member> all = locked(() -> {
            if (over) {
                return List.of();
            }
            over = true;
            gathering.release(bytes);
            timer.ifPresent(Timer.Task::cancel);
            return isOfOneFlow()
                    ? members.stream()
                            .sorted(Comparator.comparingInt(member -> member.sequencing.place()))
                            .toList()
                    : List.copyOf(members);
        });
        gathering.forget(key, this);
        return all;
    }

    private Optional<Timer.Task> startTimer(Timer clock) {
        if (terms.timeout().isPresent()) {
            return Optional.of(
                    clock.at(clock.instant().plus(terms.timeout().get()), () -> complete("when its time was over")));
        }
        Duration patience = gathering.limits().patience();
        String why = "and no more in " + patience.toSeconds() + " s";
        return isOfOneFlow()
                ? Optional.empty()
                : Optional.of(clock.at(clock.instant().plus(patience), () -> giveUp(why)));
    }

    private static List<Exchange> oneOfEachFlow(List<Member> all) {
        Set<Branches> flows = new HashSet<>();
        return all.stream()
                .map(Member::exchange)
                .filter(one -> flows.add(one.branches()))
                .toList();
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
