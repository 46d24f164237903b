// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.message.FlowId;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// What has happened in a flow that decides what its client is answered. Each branch of a flow has its own; what
/// it shares with the others is who has replied. Written by one thread, and read when that has ended.
public final class Progress {

    private static final Logger LOGGER = System.getLogger(Progress.class.getName());

    private final FlowId flowId;
    private final Shared shared;
    private volatile List<Split> splits;
    private volatile Optional<Fault> unhandled = Optional.empty();
    private volatile boolean storeMissing;
    private volatile boolean settled;
    private volatile boolean accounted;
    private volatile boolean running;

    /// What all branches of a flow share.
    private static final class Shared {
        private final AtomicReference<Optional<Reply>> reply = new AtomicReference<>(Optional.empty());
        private final List<Progress> all = new CopyOnWriteArrayList<>();
        private final Set<Split> gathered = ConcurrentHashMap.newKeySet();
        private volatile boolean acknowledging;
    }

    /// A reply, and the branch that gave it.
    private record Reply(Response response, Progress by) {}

    Progress(FlowId flowId) {
        this(flowId, new Shared(), List.of());
    }

    private Progress(FlowId flowId, Shared shared, List<Split> splits) {
        this.flowId = flowId;
        this.shared = shared;
        this.splits = splits;
        shared.all.add(this);
    }

    /// That of a new branch.
    Progress branch() {
        return new Progress(flowId, shared, splits);
    }

    /// The branch is a part of what a message was split into.
    void partOf(Split split) {
        splits = Stream.concat(splits.stream(), Stream.of(split)).toList();
    }

    /// The split of that id and correlation, the innermost first, of which the branch is a part.
    Optional<Split> split(String id, String correlation) {
        return splits.reversed().stream()
                .filter(split -> split.is(id, correlation))
                .findFirst();
    }

    /// The branch goes on with what was gathered of the parts of a split: by the word of the artifact, it does not
    /// matter any more what becomes of those that are missing.
    void gathered(Split split) {
        splits = splits.stream().filter(other -> other != split).toList();
        shared.gathered.add(split);
    }

    /// What a part has failed to store, this branch has to make up for from now on.
    void takeOver(Progress part) {
        storeMissing |= part.storeMissing;
        part.storeMissing = false;
    }

    /// Whether the parts of the split have been gathered.
    boolean isGathered(Split split) {
        return shared.gathered.contains(split);
    }

    /// Whether the branch is a part of what has been gathered, so that nobody waits for it.
    boolean isReleased() {
        return splits.stream().anyMatch(shared.gathered::contains);
    }

    /// Whether the client has been replied to.
    boolean isReplied() {
        return shared.reply.get().isPresent();
    }

    /// The branch runs from now on: if it never ends, it has failed.
    void begun() {
        running = true;
    }

    /// The branch has ended, one way or the other.
    void ended() {
        running = false;
    }

    /// The flow waits for a back end while the artifact wants the client to be acknowledged: it will be, and
    /// what is replied later is dropped.
    void acknowledging() {
        shared.acknowledging = true;
    }

    /// A message is in a store, durably. It makes up for one that could not be stored before.
    public void stored() {
        storeMissing = false;
        settle();
    }

    /// A message that the artifact wants stored is in no store.
    public void storeFailed() {
        storeMissing = true;
    }

    /// An endpoint has taken the message.
    void sent() {
        settle();
    }

    /// The ledger says that the message was dropped.
    void dropped() {
        accounted = true;
    }

    /// Whether neither here nor in any other branch anything has become of the message, not even a line in the
    /// ledger.
    boolean isUnaccounted() {
        return shared.all.stream().noneMatch(progress -> progress.accounted);
    }

    /// Whether this branch has put the message somewhere since the last question: into a store, to an endpoint, or
    /// back to the client.
    boolean isSettled() {
        return settled;
    }

    /// Begins anew with what [#isSettled] says.
    void unsettle() {
        settled = false;
    }

    void replied(Response response) {
        settle();
        if (shared.acknowledging
                || !shared.reply.compareAndSet(Optional.empty(), Optional.of(new Reply(response, this)))) {
            LOGGER.log(
                    Level.WARNING,
                    "Trying to send a response to an already responded client request; message " + flowId);
        }
    }

    /// A fault that no handler of the artifact has handled.
    void unhandled(Fault fault) {
        unhandled = Optional.of(fault);
    }

    /// How it stands when the flow and all its branches have ended.
    ReplyDecision.Ending ending() {
        Optional<Reply> reply = shared.reply.get();
        Progress decisive = reply.map(Reply::by).orElse(this);
        Optional<Fault> elsewhere = shared.all.stream()
                .filter(progress -> progress != decisive)
                .flatMap(progress -> progress.failure().stream())
                .findFirst();
        return new ReplyDecision.Ending(
                reply.map(Reply::response), decisive.unhandled, decisive.storeMissing, elsewhere);
    }

    private void settle() {
        settled = true;
        accounted = true;
    }

    /// What of the message is left undone here. A part that is not waited for may fail, and still must not lose what
    /// it was to store.
    Optional<Fault> failure() {
        boolean released = isReleased();
        Optional<Fault> fault = unhandled.filter(found -> !released || found.kind() == Fault.Kind.STORE);
        if (fault.isPresent()) {
            return fault;
        }
        if (storeMissing) {
            return Optional.of(ReplyDecision.STORE_MISSING);
        }
        return running && !released
                ? Optional.of(new Fault(ErrorCodes.GENERIC, "a branch of the flow broke off", "", Fault.Kind.OTHER))
                : Optional.empty();
    }
}
