// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

import dev.holdfast.message.AppendId;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An endpoint that answers as a test says and remembers what it was sent. Thread-safe.
public final class ScriptedEndpoint implements Endpoint {

    private final String name;
    private final Circuit circuit;
    private final Deque<Function<Outbound, SendResult>> script = new ArrayDeque<>();
    private final List<Outbound> sent = new CopyOnWriteArrayList<>();
    private Function<Outbound, SendResult> otherwise = outbound -> delivered();

    /// It answers 200 as long as nothing else is said.
    public ScriptedEndpoint(String name) {
        this(name, InstantSource.system());
    }

    /// The same, in the time of that clock.
    public ScriptedEndpoint(String name, InstantSource clock) {
        this.name = name;
        this.circuit = new Circuit(name, clock);
    }

    /// It took the message.
    public static SendResult delivered() {
        return new SendResult.Delivered(Response.of(200));
    }

    /// It took the message, and the body of its answer broke off.
    public static SendResult deliveredWithoutBody() {
        Failure lost = new Failure(101_510, "the body of the answer is lost");
        return new SendResult.Delivered(Response.of(200), Optional.of(lost));
    }

    /// It answered with that status.
    public static SendResult refused(int status) {
        return new SendResult.Refused(Response.of(status));
    }

    /// Nothing left this machine.
    public static SendResult notSent() {
        return new SendResult.NotSent(new Failure(101_503, "connection refused"));
    }

    /// The request left and no answer came.
    public static SendResult inDoubt() {
        return new SendResult.InDoubt(new Failure(101_504, "no answer"));
    }

    /// The next sends have these results, in this order; it goes behind what was said before.
    public synchronized ScriptedEndpoint then(SendResult... results) {
        for (SendResult result : results) {
            script.add(outbound -> result);
        }
        return this;
    }

    /// The next send does this; it goes behind what was said before.
    public synchronized ScriptedEndpoint thenDo(Function<Outbound, SendResult> action) {
        script.add(action);
        return this;
    }

    /// Every send for which the script says nothing has this result.
    public ScriptedEndpoint otherwise(SendResult result) {
        return otherwiseDo(outbound -> result);
    }

    /// Every send for which the script says nothing does this.
    public synchronized ScriptedEndpoint otherwiseDo(Function<Outbound, SendResult> action) {
        otherwise = action;
        return this;
    }

    /// What was sent, in order.
    public List<Outbound> sent() {
        return List.copyOf(sent);
    }

    /// The bodies of what was sent, in order.
    public List<String> bodies() {
        return sent.stream()
                .map(outbound -> new String(outbound.message().content().toByteArray(), StandardCharsets.UTF_8))
                .toList();
    }

    /// How often that message was sent.
    public int timesSent(AppendId id) {
        return (int) sent.stream().filter(outbound -> outbound.id().equals(id)).count();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Circuit circuit() {
        return circuit;
    }

    @Override
    public SendResult send(Outbound outbound) {
        sent.add(outbound);
        return next().apply(outbound);
    }

    /// The action, after a pause in the time of that timer.
    public static Function<Outbound, SendResult> after(
            Duration duration, dev.holdfast.time.ManualTimer timer, SendResult result) {
        return outbound -> {
            timer.pause(duration);
            return result;
        };
    }

    private synchronized Function<Outbound, SendResult> next() {
        Function<Outbound, SendResult> planned = script.poll();
        return planned == null ? otherwise : planned;
    }
}
