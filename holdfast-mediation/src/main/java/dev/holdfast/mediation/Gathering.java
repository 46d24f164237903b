// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The groups in which one mediator gathers messages. Parts of a message that a flow has split itself stay in that
/// flow; others may come from any request. A message that was on its way when artifacts were replaced waits for the
/// others with the mediator that took it. Thread-safe.
public final class Gathering {

    private final Limits limits;
    private final Completion completion;
    private final Map<Object, MessageGroup> open = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /// How much may wait at the same time, so that messages whose others never come cannot fill the memory.
    ///
    /// @param groups of one mediator
    /// @param members of one group
    /// @param bytes of the bodies in all groups of one mediator
    /// @param patience how long a group without a timeout waits for messages of other requests
    public record Limits(int groups, int members, long bytes, Duration patience) {

        /// 10,000 groups of 10,000 messages, all together 256 MiB, 60 s.
        public static Limits standard() {
            return new Limits(10_000, 10_000, 256L << 20, Duration.ofSeconds(60));
        }
    }

    /// When a group is complete.
    ///
    /// @param id of the mediator that has split the message; empty for none
    /// @param min complete with so many; 0 for no word
    /// @param max complete with so many; 0 for no word
    /// @param timeout after the first message, complete with what is there
    public record Terms(String id, int min, int max, Optional<Duration> timeout) {

        boolean isComplete(int members, int total) {
            return (total > 0 && members >= total) || (min > 0 && members >= min) || (max > 0 && members >= max);
        }
    }

    /// What happens to a complete group.
    public interface Completion {

        /// Makes one message of many, and goes on with it.
        ///
        /// @param merged a copy of the first message
        /// @param messages all of them, at least one; nobody else has them
        Flow complete(Exchange merged, List<Exchange> messages);
    }

    /// What messages without a split of their own flow are grouped by.
    private record Foreign(String correlation) {}

    /// @param limits for its groups
    /// @param completion what happens to them
    public Gathering(Limits limits, Completion completion) {
        this.limits = limits;
        this.completion = completion;
    }

    Limits limits() {
        return limits;
    }

    Completion completion() {
        return completion;
    }

    /// Takes the current message into the one group that all messages of this mediator have in common.
    ///
    /// @throws MediationException when it would be too large
    public Flow gatherAll(Exchange exchange, Terms terms) {
        Optional<Split> split = correlation(exchange, terms)
                .flatMap(correlation -> exchange.progress().split(terms.id, correlation));
        return gather(exchange, new Foreign(""), terms, split);
    }

    /// Takes the current message into the group of the parts of which it is one; lets it pass when it is no part of
    /// anything.
    ///
    /// @throws MediationException when the group, or the number of groups, would be too large
    public Flow gatherParts(Exchange exchange, Terms terms) {
        Optional<String> correlation = correlation(exchange, terms);
        if (correlation.isEmpty()) {
            return Flow.CONTINUE;
        }
        Optional<Split> split = exchange.progress().split(terms.id, correlation.get());
        Object key = split.isPresent() ? split.get() : new Foreign(correlation.get());
        return gather(exchange, key, terms, split);
    }

    /// What comes after its group has gone on is dropped: the artifact has said that it is not needed.
    private Flow gather(Exchange exchange, Object key, Terms terms, Optional<Split> split) {
        Exchange member = exchange.twin();
        while (!split.map(exchange.progress()::isGathered).orElse(false)) {
            MessageGroup group = open.computeIfAbsent(key, any -> newGroup(key, terms));
            switch (group.join(member, split)) {
                case WAITS -> {
                    return Flow.STOP;
                }
                case COMPLETES -> {
                    group.complete("as it may").ifPresent(Gathering::await);
                    return Flow.STOP;
                }
                case TOO_LATE -> forget(key, group);
            }
        }
        return Flow.STOP;
    }

    private MessageGroup newGroup(Object key, Terms terms) {
        if (open.size() >= limits.groups) {
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "an aggregate has " + limits.groups + " groups that wait for messages; more are not kept");
        }
        return new MessageGroup(this, key, terms);
    }

    /// Makes room for one more message of a group.
    ///
    /// @param members how many the group has with it
    /// @param size of its body
    /// @throws MediationException when there is none
    void admit(int members, long size) {
        long all = bytes.addAndGet(size);
        if (members > limits.members || all > limits.bytes) {
            bytes.addAndGet(-size);
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "an aggregate would hold " + members + " messages in a group, and " + all + " bytes in all; "
                            + limits.members + " messages and " + limits.bytes + " bytes are the most");
        }
    }

    /// Bodies of that size wait no more.
    void release(long size) {
        bytes.addAndGet(-size);
    }

    /// The group has ended.
    void forget(Object key, MessageGroup group) {
        open.remove(key, group);
    }

    private static Optional<String> correlation(Exchange exchange, Terms terms) {
        return exchange.property(Scope.DEFAULT, Sequencing.property(Sequencing.CORRELATION, terms.id))
                .map(PropertyValue::asText);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
