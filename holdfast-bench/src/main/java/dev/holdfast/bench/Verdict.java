// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the promise was worth: the answers that a [Load] got, beside what arrived at the [BackEnd].
///
/// @param accepted how many got a 2xx
/// @param delivered how many different ones arrived
/// @param lost got a 2xx and did not arrive
/// @param repeats arrivals of something that had arrived before
/// @param unexplained repeats that no kill explains: none lies between the two arrivals, or the first was long
///     settled when it came
/// @param overtaken arrived after a later one of the same connection
/// @param unanswered arrived although no 2xx came; a kill between storing and answering explains them
public record Verdict(
        int accepted,
        int delivered,
        List<Long> lost,
        int repeats,
        List<Long> unexplained,
        List<Long> overtaken,
        int unanswered) {

    /// An attempt whose answer came so long before a kill has been settled.
    private static final long SETTLED_AFTER = Duration.ofSeconds(2).toNanos();

    private static final int SHOWN = 20;

    /// Copies the lists.
    public Verdict {
        lost = List.copyOf(lost);
        unexplained = List.copyOf(unexplained);
        overtaken = List.copyOf(overtaken);
    }

    /// A kill: the program ran before the first moment and did not after the second.
    ///
    /// @param begun in nanoseconds
    /// @param done in nanoseconds
    public record Kill(long begun, long done) {

        private boolean explains(long firstArrival, long secondArrival) {
            return firstArrival - done <= 0 && secondArrival - begun >= 0 && begun - firstArrival <= SETTLED_AFTER;
        }
    }

    /// Compares.
    public static Verdict of(LoadLog load, Arrivals arrivals, List<Kill> kills) {
        List<Long> lost = new ArrayList<>();
        int unanswered = 0;
        int delivered = 0;
        for (long id = load.firstId(); load.contains(id); id++) {
            boolean arrived = arrivals.contains(id);
            if (arrived) {
                delivered++;
            }
            if (load.isAccepted(id) && !arrived) {
                lost.add(id);
            } else if (arrived && !load.isAccepted(id)) {
                unanswered++;
            }
        }
        Walk walk = new Walk(load, kills);
        for (int i = 0; i < arrivals.count(); i++) {
            if (load.contains(arrivals.id(i))) {
                walk.arrived(arrivals.id(i), arrivals.moment(i));
            }
        }
        return new Verdict(
                load.accepted(), delivered, lost, walk.repeats, walk.unexplained, walk.overtaken, unanswered);
    }

    /// Whether nothing was lost, every repeat is explained and, where there is one lane, nothing was overtaken.
    public boolean holds(boolean ordered) {
        return lost.isEmpty() && unexplained.isEmpty() && (!ordered || overtaken.isEmpty());
    }

    /// For people.
    public String describe() {
        return "accepted=%d delivered=%d LOST=%d%s repeats=%d unexplained=%d%s overtaken=%d%s without2xx=%d"
                .formatted(
                        accepted,
                        delivered,
                        lost.size(),
                        some(lost),
                        repeats,
                        unexplained.size(),
                        some(unexplained),
                        overtaken.size(),
                        some(overtaken),
                        unanswered);
    }

    private static String some(List<Long> ids) {
        return ids.isEmpty() ? "" : " " + ids.stream().limit(SHOWN).toList();
    }

    /// Goes through the arrivals in their order.
    private static final class Walk {
        private final LoadLog load;
        private final List<Kill> kills;
        private final Map<Long, Long> lastArrival = new HashMap<>();
        private final Map<Integer, Long> lastOfConnection = new HashMap<>();
        private final List<Long> unexplained = new ArrayList<>();
        private final List<Long> overtaken = new ArrayList<>();
        private int repeats;

        Walk(LoadLog load, List<Kill> kills) {
            this.load = load;
            this.kills = kills;
        }

        void arrived(long id, long moment) {
            Long before = lastArrival.put(id, moment);
            if (before != null) {
                repeats++;
                if (kills.stream().noneMatch(kill -> kill.explains(before, moment))) {
                    unexplained.add(id);
                }
                return;
            }
            Long previous = lastOfConnection.put(load.connection(id), id);
            if (previous != null && previous > id) {
                overtaken.add(id);
                lastOfConnection.put(load.connection(id), previous);
            }
        }
    }
}
