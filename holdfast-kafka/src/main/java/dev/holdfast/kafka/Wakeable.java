// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/// A client whose polling others may cut short, and nothing but its polling: the client itself would also break
/// off whatever it does next. One thread polls.
final class Wakeable {

    private final Consumer<byte[], byte[]> client;
    private final ReentrantLock lock = new ReentrantLock();
    private final BooleanSupplier otherWork;
    private State state = State.ELSEWHERE;

    private enum State {
        ELSEWHERE,
        POLLING,
        WOKEN
    }

    /// @param otherWork whether there is something else to do than to wait for records
    Wakeable(Consumer<byte[], byte[]> client, BooleanSupplier otherWork) {
        this.client = client;
        this.otherWork = otherWork;
    }

    /// Ends the polling that goes on, if one does.
    void wake() {
        lock.lock();
        try {
            if (state == State.POLLING) {
                state = State.WOKEN;
                client.wakeup();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Polls.
    ///
    /// @param patience how long to wait for records when there is nothing else to do
    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        become(State.POLLING);
        try {
            return client.poll(otherWork.getAsBoolean() ? Duration.ZERO : patience);
        } catch (WakeupException _) {
            become(State.ELSEWHERE);
            return ConsumerRecords.empty();
        } finally {
            forgetWakeup();
        }
    }

    /// Does what the client calls back for while it polls, so that nobody breaks that off.
    ///
    /// @param body done once more when a wakeup was under way
    void whilePolling(Runnable body) {
        lock.lock();
        boolean polling = state != State.ELSEWHERE;
        state = state == State.POLLING ? State.ELSEWHERE : state;
        lock.unlock();
        try {
            body.run();
        } catch (WakeupException _) {
            become(State.ELSEWHERE);
            body.run();
        } finally {
            goOn(polling);
        }
    }

    private void goOn(boolean polling) {
        lock.lock();
        state = polling && state == State.ELSEWHERE ? State.POLLING : state;
        lock.unlock();
        if (otherWork.getAsBoolean()) {
            wake();
        }
    }

    /// A wakeup that came too late for the polling must not break off what comes next.
    private void forgetWakeup() {
        lock.lock();
        boolean late = state == State.WOKEN;
        state = State.ELSEWHERE;
        lock.unlock();
        if (late) {
            try {
                client.poll(Duration.ZERO);
            } catch (WakeupException _) {
                become(State.ELSEWHERE);
            }
        }
    }

    private void become(State next) {
        lock.lock();
        state = next;
        lock.unlock();
    }
}
