// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
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
        change(_ -> State.POLLING);
        try {
            return client.poll(otherWork.getAsBoolean() ? Duration.ZERO : patience);
        } catch (WakeupException _) {
            change(_ -> State.ELSEWHERE);
            return ConsumerRecords.empty();
        } finally {
            forgetWakeup();
        }
    }

    /// Does what the client calls back for while it polls, so that nobody breaks that off.
    ///
    /// @param body done once more when a wakeup was under way
    void whilePolling(Runnable body) {
        State before = change(now -> now == State.POLLING ? State.ELSEWHERE : now);
        try {
            body.run();
        } catch (WakeupException _) {
            change(_ -> State.ELSEWHERE);
            body.run();
        } finally {
            goOn(before);
        }
    }

    private void goOn(State before) {
        change(now -> before != State.ELSEWHERE && now == State.ELSEWHERE ? State.POLLING : now);
        if (otherWork.getAsBoolean()) {
            wake();
        }
    }

    /// A wakeup that came too late for the polling must not break off what comes next.
    private void forgetWakeup() {
        if (change(_ -> State.ELSEWHERE) == State.WOKEN) {
            try {
                client.poll(Duration.ZERO);
            } catch (WakeupException _) {
                change(_ -> State.ELSEWHERE);
            }
        }
    }

    /// @return the state before
    private State change(UnaryOperator<State> step) {
        lock.lock();
        try {
            State before = state;
            state = step.apply(before);
            return before;
        } finally {
            lock.unlock();
        }
    }
}
