// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// What a [Load] has sent and what was answered, by id. Written by the thread of the load; read it after the
/// end of
/// the load.
public final class LoadLog {

    private static final int NO_ANSWER = 0;

    private final long firstId;
    private long[] sentAt = new long[1024];
    private long[] answeredAt = new long[1024];
    private int[] connection = new int[1024];
    private short[] status = new short[1024];
    private int count;

    LoadLog(long firstId) {
        this.firstId = firstId;
    }

    long sent(int onConnection, long moment) {
        if (count == status.length) {
            int more = count * 2;
            sentAt = Arrays.copyOf(sentAt, more);
            answeredAt = Arrays.copyOf(answeredAt, more);
            connection = Arrays.copyOf(connection, more);
            status = Arrays.copyOf(status, more);
        }
        sentAt[count] = moment;
        connection[count] = onConnection;
        return firstId + count++;
    }

    void answered(long id, int statusCode, long moment) {
        answeredAt[index(id)] = moment;
        status[index(id)] = (short) statusCode;
    }

    /// The id of the first request.
    public long firstId() {
        return firstId;
    }

    /// How many were sent.
    public int count() {
        return count;
    }

    /// Whether the load has sent that id.
    public boolean contains(long id) {
        return id >= firstId && id < firstId + count;
    }

    /// Whether a 2xx came for it.
    public boolean isAccepted(long id) {
        return status[index(id)] / 100 == 2;
    }

    /// The connection that sent it.
    public int connection(long id) {
        return connection[index(id)];
    }

    /// When it was sent, in nanoseconds.
    public long sentAt(long id) {
        return sentAt[index(id)];
    }

    /// When its answer came, in nanoseconds.
    public long answeredAt(long id) {
        return answeredAt[index(id)];
    }

    /// How many got a 2xx.
    public int accepted() {
        return (int) IntStream.range(0, count).filter(i -> status[i] / 100 == 2).count();
    }

    /// How many of those sent since a moment got a 2xx.
    public int accepted(long since) {
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            if (status[i] / 100 == 2 && sentAt[i] - since >= 0) {
                accepted++;
            }
        }
        return accepted;
    }

    /// How often each status was answered; 0 stands for no answer.
    public Map<Integer, Integer> statuses() {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            statuses.merge((int) status[i], 1, Integer::sum);
        }
        return statuses;
    }

    /// 2xx a second between the first request sent since a moment and the last answer.
    public double acceptedPerSecond(long since) {
        long last = since;
        for (int i = 0; i < count; i++) {
            if (status[i] != NO_ANSWER) {
                last = Math.max(last, answeredAt[i]);
            }
        }
        return last == since ? 0 : accepted(since) * 1e9 / (last - since);
    }

    /// Time from request to 2xx, in nanoseconds, of those sent since a moment.
    public Histogram acceptTimes(long since) {
        Histogram times = histogram();
        for (int i = 0; i < count; i++) {
            if (status[i] / 100 == 2 && sentAt[i] - since >= 0) {
                times.recordValue(Math.max(0, answeredAt[i] - sentAt[i]));
            }
        }
        return times;
    }

    /// Time from 2xx to arrival at the back end, in nanoseconds, of those sent since a moment; an arrival
    /// before the
    /// 2xx counts as 0.
    public Histogram deliveryTimes(Arrivals arrivals, long since) {
        Histogram times = histogram();
        for (int i = 0; i < arrivals.count(); i++) {
            long id = arrivals.id(i);
            if (contains(id) && isAccepted(id) && sentAt(id) - since >= 0) {
                times.recordValue(Math.max(0, arrivals.moment(i) - answeredAt(id)));
            }
        }
        return times;
    }

    private static Histogram histogram() {
        return new Histogram(3);
    }

    private int index(long id) {
        return Math.toIntExact(id - firstId);
    }
}
