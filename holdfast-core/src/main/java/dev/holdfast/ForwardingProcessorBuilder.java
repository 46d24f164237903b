// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.Holdfast.Scope;
import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.ForwardingSettings.Reconnect;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Pace;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.Processors;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.RetrySchedule;
import dev.holdfast.processor.StatusCodes;
import dev.holdfast.time.CronSchedule;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Says how a processor works. Without a word more, it takes one message after the other as fast as they are
/// delivered, tries each five times, 5 s apart, and then deactivates. Not thread-safe.
public final class ForwardingProcessorBuilder {

    private static final StatusCodes DOWN = StatusCodes.of(Circuit.DOWN_STATUS);
    private static final Duration REACTIVATE_AFTER = Duration.ofMinutes(1);

    private final Scope scope;
    private final StoreSource store;
    private final Consumer<AutoCloseable> owner;
    private Endpoint endpoint;
    private String name;
    private Optional<CronSchedule> cron = Optional.empty();
    private Optional<Duration> pollInterval = Optional.empty();
    private int batchSize;
    private Duration forwardingInterval = Duration.ZERO;
    private Ordering ordering = new Ordering.Strict();
    private int maxRedeliveryAttempts = 4;
    private RetrySchedule schedule = Backoff.fixed(Duration.ofSeconds(5));
    private boolean holdsWhileDown;
    private Optional<Duration> maxAge = Optional.empty();
    private Optional<List<Integer>> retriedCodes = Optional.empty();
    private Optional<StoreSource> deadLetterStore = Optional.empty();
    private Optional<FailAction> failAction = Optional.empty();
    private Duration reactivateAfter = REACTIVATE_AFTER;
    private Reconnect reconnect = new Reconnect(0, Duration.ofSeconds(5));
    private ResponseHandler response = (_, _) -> {};
    private Optional<StoreSource> unhandledResponses = Optional.empty();
    private LostResponseHandler lostResponse = (_, _, _) -> {};
    private FailureHandler failure = (_, _) -> {};
    private FailureHandler deactivation = (_, _) -> {};

    ForwardingProcessorBuilder(Scope scope, StoreSource store, Endpoint endpoint, Consumer<AutoCloseable> owner) {
        this.scope = scope;
        this.store = store;
        this.endpoint = endpoint;
        this.owner = owner;
        this.name = "forward " + store.name();
    }

    /// Its name, under which its state is kept; without this, it comes from that of the store.
    public ForwardingProcessorBuilder name(String newName) {
        name = newName;
        return this;
    }

    /// Rounds begin this long apart. What a round takes, [#batchSize] says.
    public ForwardingProcessorBuilder pollInterval(Duration interval) {
        pollInterval = Optional.of(interval);
        return this;
    }

    /// Rounds begin at the times of an expression of Quartz, seconds first, in the local time of this
    /// machine.
    ///
    /// @throws IllegalArgumentException when it is none; the message says which field is wrong
    public ForwardingProcessorBuilder cron(String expression) {
        cron = Optional.of(CronSchedule.parse(expression, ZoneId.systemDefault()));
        return this;
    }

    /// How many messages a round takes at most; -1: until the store is empty, which is also what happens when
    /// nothing is said.
    public ForwardingProcessorBuilder batchSize(int size) {
        if (size == 0 || size < -1) {
            throw new IllegalArgumentException("a batch has 1 or more messages, or -1 for no limit, not " + size);
        }
        batchSize = Math.max(size, 0);
        return this;
    }

    /// The time between two messages of a round, from the end of one to the beginning of the next.
    public ForwardingProcessorBuilder forwardingInterval(Duration interval) {
        forwardingInterval = interval;
        return this;
    }

    /// So many messages at once, in no order. Without this they go one after the other, and a message that is
    /// retried holds up the others.
    public ForwardingProcessorBuilder inParallel(int messages) {
        ordering = new Ordering.Unordered(requireMessages(messages));
        return this;
    }

    /// So many messages at once, but those of one key one after the other.
    ///
    /// @param key of a message; it does not throw
    public ForwardingProcessorBuilder inParallelByKey(int messages, Function<StoredMessage, String> key) {
        ordering = new Ordering.ByKey(requireMessages(messages), key::apply);
        return this;
    }

    /// How often a message is sent again after its first attempt; -1: for ever.
    public ForwardingProcessorBuilder maxRedeliveryAttempts(int attempts) {
        if (attempts < -1) {
            throw new IllegalArgumentException("0 or more attempts, or -1 for no limit, not " + attempts);
        }
        maxRedeliveryAttempts = attempts;
        return this;
    }

    /// The time between two attempts of a message.
    public ForwardingProcessorBuilder retryInterval(Duration interval) {
        return retrySchedule(Backoff.fixed(interval));
    }

    /// The times between the attempts of a message.
    public ForwardingProcessorBuilder retrySchedule(RetrySchedule newSchedule) {
        schedule = newSchedule;
        return this;
    }

    /// While the endpoint is down (it cannot be reached, or answers 408, 429, 502, 503 or 504) no attempt
    /// counts: one message is tried at each retry interval, and everything goes on when one passes.
    public ForwardingProcessorBuilder holdWhileEndpointIsDown() {
        holdsWhileDown = true;
        return this;
    }

    /// A message that is older than that, since it was first stored, is tried no more: it goes to the
    /// dead-letter store, or ends as expired where there is none.
    public ForwardingProcessorBuilder maxAge(Duration age) {
        maxAge = Optional.of(age);
        return this;
    }

    /// The answers after which a message is sent again. A 2xx is always a delivery, and any other answer is
    /// final: the fail action follows at once. When nothing is said, every answer but a 2xx is retried.
    public ForwardingProcessorBuilder retryHttpStatusCodes(Integer... codes) {
        retriedCodes = Optional.of(List.of(codes));
        return this;
    }

    /// What follows when a message was not delivered. When nothing is said: [FailAction#DLC_STORE] where
    /// there is a dead-letter store, else [FailAction#DEACTIVATE].
    public ForwardingProcessorBuilder failAction(FailAction action) {
        failAction = Optional.of(action);
        return this;
    }

    /// Where messages go that were not delivered.
    public ForwardingProcessorBuilder deadLetterStore(StoreSource deadLetters) {
        deadLetterStore = Optional.of(deadLetters);
        return this;
    }

    /// How long after it has given up the processor tries again by itself; zero: never. 60 s if nothing is
    /// said.
    public ForwardingProcessorBuilder reactivateAfter(Duration pause) {
        reactivateAfter = pause;
        return this;
    }

    /// The time between two tries to reach the engine of the store when it is down; there is no end to them.
    public ForwardingProcessorBuilder reconnectInterval(Duration interval) {
        reconnect = new Reconnect(0, interval);
        return this;
    }

    /// Changes a message before each attempt to send it; what is stored stays as it is. When it throws,
    /// nothing is sent, and the attempt counts.
    public ForwardingProcessorBuilder beforeSend(UnaryOperator<Message> preparation) {
        endpoint = new PreparedEndpoint(endpoint, preparation);
        return this;
    }

    /// What to do with the answers: of messages that were delivered, and of those whose answer is final.
    public ForwardingProcessorBuilder onResponse(ResponseHandler handler) {
        response = handler;
        return this;
    }

    /// Where an answer goes whose handler threw, as a message with the answer as its body and the field
    /// `Holdfast-Append-Id` of the message that it is the answer to. When nothing is said, only the log has
    /// it.
    public ForwardingProcessorBuilder unhandledResponses(StoreSource responses) {
        unhandledResponses = Optional.of(responses);
        return this;
    }

    /// What to do when a message was delivered and the body of the answer is lost: it broke off, was not whole in
    /// time, or is larger than its limit. The handler of answers is not called then. When nothing is said, only
    /// log and ledger have it.
    public ForwardingProcessorBuilder onLostResponse(LostResponseHandler handler) {
        lostResponse = handler;
        return this;
    }

    /// What to do after each attempt that failed.
    public ForwardingProcessorBuilder onFailure(FailureHandler handler) {
        failure = handler;
        return this;
    }

    /// What to do when the processor was deactivated because of a message.
    public ForwardingProcessorBuilder onDeactivation(FailureHandler handler) {
        deactivation = handler;
        return this;
    }

    /// Opens the stores.
    ///
    /// When this returns, the processor can be started; a store may be unreachable still, and the processor
    /// tries again until it is reached.
    ///
    /// @throws IllegalArgumentException when what was said does not fit together
    public ForwardingProcessor build() {
        RetryPolicy policy = policy();
        Pace pace = pace();
        scope.stores().use(store);
        deadLetterStore.ifPresent(scope.stores()::use);
        unhandledResponses.ifPresent(scope.stores()::use);
        scope.stores().ensureInvalidMessages(deadLetterStore.orElse(store));
        ForwardingSettings settings = new ForwardingSettings(
                new Processor.Identity(name, store.name()),
                new Processor.Activation(true, reactivateAfter, ForwardingProcessor.STOP_WITHIN),
                pace,
                ordering,
                policy,
                reconnect);
        Callbacks callbacks = new Callbacks(name, response, this::keep, lostResponse, failure, deactivation);
        Optional<Endpoint> target = Optional.of(endpoint);
        ForwardingProcessor made = new ForwardingProcessor(
                Processors.forwarding(settings, _ -> target, callbacks, scope.context()), endpoint.circuit());
        owner.accept(made);
        return made;
    }

    private Pace pace() {
        if (cron.isEmpty() && pollInterval.isEmpty()) {
            if (batchSize > 0) {
                throw new IllegalArgumentException("a batch size needs pollInterval or cron");
            }
            return new Pace(forwardingInterval, cron, 1);
        }
        return new Pace(forwardingInterval, cron, new Pace.Rounds(pollInterval, batchSize), 1);
    }

    private RetryPolicy policy() {
        FailAction action =
                failAction.orElse(deadLetterStore.isPresent() ? FailAction.DLC_STORE : FailAction.DEACTIVATE);
        if ((action == FailAction.DLC_STORE) != deadLetterStore.isPresent()) {
            throw new IllegalArgumentException("a dead-letter store goes with the fail action DLC_STORE, and no"
                    + " other; here the action is " + action + " and the store is "
                    + deadLetterStore.map(Object::toString).orElse("missing"));
        }
        Optional<String> deadLetters = deadLetterStore.map(StoreSource::name);
        RetryPolicy.WhenExhausted then = switch (action) {
            case DROP -> new RetryPolicy.WhenExhausted.Drop();
            case DLC_STORE -> new RetryPolicy.WhenExhausted.DeadLetter(deadLetters.orElseThrow());
            case DEACTIVATE -> new RetryPolicy.WhenExhausted.Deactivate();
        };
        StatusCodes finalCodes = action == FailAction.DEACTIVATE
                ? StatusCodes.none()
                : retriedCodes.map(RetriedCodes::allBut).orElse(StatusCodes.none());
        return new RetryPolicy(
                maxRedeliveryAttempts + 1,
                schedule,
                then,
                finalCodes,
                deadLetters,
                whenDown(),
                RetryPolicy.LONGEST_RETRY_AFTER,
                maxAge.map(age -> new RetryPolicy.MaxAge(age, deadLetters)));
    }

    private RetryPolicy.WhenDown whenDown() {
        return holdsWhileDown
                ? new RetryPolicy.WhenDown.Hold(DOWN, ordering.concurrency() > 1)
                : new RetryPolicy.WhenDown.Attempt();
    }

    private static int requireMessages(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("1 or more messages at once, not " + messages);
        }
        return messages;
    }

    /// Called when the handler of the answer has failed.
    private void keep(StoredMessage message, Response answer) {
        unhandledResponses.ifPresent(responses -> {
            Message kept = Message.of(message.message().flowId(), answer.content())
                    .withHeaders(answer.headers()
                            .with(Outbound.APPEND_ID, message.id().toString()));
            scope.router().append(responses.name(), kept);
        });
    }
}
