// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import dev.holdfast.message.Content;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.store.StoreException;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A node, its brokers, its back end and one client, and what happens to them.
final class SimulatedWorld {

    private static final int MESSAGES = 30;
    private static final Duration LONGEST_RECOVERY = Duration.ofHours(1);

    private final RandomGenerator random;
    private final ManualTimer timer;
    private final SimulatedNode.Setup setup;
    private final SimulatedJournal journal;
    private final SimulatedBackEnd backEnd;
    private final Map<String, SimulatedEngine> engines = new LinkedHashMap<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<Instant> crashes = new ArrayList<>();
    private SimulatedNode node;
    private int sent;
    private boolean clientBusy;

    SimulatedWorld(long seed, SimulatedNode.Setup setup) {
        this.random = new Random(seed);
        this.timer = new ManualTimer(new Random(seed * 31 + 7));
        this.setup = setup;
        this.journal = new SimulatedJournal(timer, random);
        this.backEnd = new SimulatedBackEnd(timer, random, setup.manner());
        for (String name : List.of(
                SimulatedNode.ORDERS, SimulatedNode.STANDBY, SimulatedNode.DEAD, ProcessorContext.INVALID_MESSAGES)) {
            engines.put(name, new SimulatedEngine(name, timer, random));
        }
        this.node = newNode();
    }

    private SimulatedNode newNode() {
        return new SimulatedNode(
                timer, random, journal, engines.values(), new SimulatedNode.Parts(backEnd.connect(), setup));
    }

    /// Goes through the troubles and the recovery and checks what has come of it.
    void run() {
        node.start();
        startClient();
        while (sent < MESSAGES || clientBusy) {
            timer.advance(Duration.ofMillis(random.nextInt(1_500)));
            trouble();
        }
        recover();
        new Oracle(accepted, crashes, backEnd, journal).check(node, engines, setup);
    }

    private void trouble() {
        backEnd.setDown(random.nextInt(3) == 0);
        switch (random.nextInt(8)) {
            case 0 -> crash();
            case 1, 2 -> engine(SimulatedNode.ORDERS).goDown();
            case 3, 4, 5 -> engine(SimulatedNode.ORDERS).comeUp();
            case 6 -> node.forwarder().deactivate();
            default -> node.forwarder().activate();
        }
    }

    private void crash() {
        timer.kill();
        engines.values().forEach(SimulatedEngine::clientsCrashed);
        crashes.add(timer.instant());
        timer.advance(Duration.ofMillis(random.nextInt(500)));
        node = newNode();
        node.start();
        startClient();
    }

    private void recover() {
        engine(SimulatedNode.ORDERS).comeUp();
        backEnd.heal();
        node.forwarder().activate();
        if (setup.isHolding()) {
            letOthersPass();
        }
        timer.runUntil(
                "all stores are empty",
                () -> engine(SimulatedNode.ORDERS).count() == 0
                        && engine(SimulatedNode.STANDBY).count() == 0,
                LONGEST_RECOVERY);
        timer.advance(Duration.ofSeconds(10));
    }

    /// What never arrives is only known by others that do.
    private void letOthersPass() {
        for (int i = 1; i <= 20; i++) {
            String body = "late" + i;
            timer.start("late client", () -> sendOne(body));
            timer.advance(Duration.ofSeconds(1));
        }
    }

    private SimulatedEngine engine(String name) {
        return java.util.Objects.requireNonNull(engines.get(name));
    }

    private void startClient() {
        clientBusy = true;
        timer.start("client", () -> {
            while (sent < MESSAGES) {
                sendOne(bodyOf(++sent));
                timer.pause(Duration.ofMillis(random.nextInt(300)));
            }
            clientBusy = false;
        });
    }

    private String bodyOf(int number) {
        return setup.isHolding() && number == MESSAGES / 2 ? SimulatedBackEnd.POISON : "m" + number;
    }

    private void sendOne(String body) {
        Message message = Message.of(new IdSource(timer, random).newFlow(), Content.ofText(body, "text/plain"));
        try {
            node.router().append(SimulatedNode.ORDERS, message);
            accepted.add(body);
        } catch (StoreException e) {
            timer.pause(Duration.ofMillis(10));
        }
    }
}
