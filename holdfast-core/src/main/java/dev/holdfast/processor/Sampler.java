// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Hands one message to a sequence, and settles it when that has ended, not before. A failure that nobody has
/// handled is an attempt. Thread-safe.
final class Sampler implements Handling {

    private static final Logger LOGGER = System.getLogger(Sampler.class.getName());

    private final SamplingSettings settings;
    private final ProcessorContext context;
    private final Samples samples;
    private final Ending ending;

    Sampler(SamplingSettings settings, ProcessorContext context, Samples samples) {
        this.settings = settings;
        this.context = context;
        this.samples = samples;
        this.ending = new Ending(context, settings.identity(), ProcessorHandlers.none());
    }

    @Override
    public Then handle(Delivery delivery, StoredMessage message, long activation) {
        AttemptState before = context.ledger().attempts(message.id()).in(activation);
        return switch (Readiness.of(message, before, settings.retry(), now())) {
            case Readiness.Expired() -> {
                ending.expire(delivery, message);
                yield new Then.Finished();
            }
            case Readiness.TooOld(RetryPolicy.MaxAge limit) -> ending.tooOld(delivery, message, limit);
            case Readiness.Later(Instant until) -> new Then.Hold(until);
            case Readiness.Due() -> process(delivery, message, before);
        };
    }

    private Then process(Delivery delivery, StoredMessage message, AttemptState before) {
        Instant start = now();
        Samples.Result result = samples.process(message);
        Detail detail = new Detail(samples.name(), before.total() + 1, 0, Duration.between(start, now()), "");
        Ending.Last last = new Ending.Last(delivery, message, detail, Optional.empty());
        return switch (result) {
            case Samples.Result.Ended() -> {
                ending.settle(last, Outcome.DELIVERED);
                yield new Then.Finished();
            }
            case Samples.Result.Failed(String reason) -> failed(last.because(reason), before);
        };
    }

    private Then failed(Ending.Last last, AttemptState before) {
        String reason = last.detail().text();
        DeliveryDecision.Counted decision = DeliveryDecision.afterFailure(
                reason, before, settings.retry(), now(), context.random().nextDouble());
        context.ledger().attempted(decision.attempts(), settings.identity().store(), last.detail());
        LOGGER.log(
                Level.WARNING,
                "Message {0}: attempt {1} of [{2}] failed: {3}",
                last.message().id(),
                last.detail().attempt(),
                samples.name(),
                reason);
        return switch (decision) {
            case DeliveryDecision.Retry(AttemptState after, String _) ->
                new Then.Hold(Readiness.until(after.nextAttemptAt(), last.message(), settings.retry()));
            case DeliveryDecision.Exhausted exhausted -> ending.exhausted(last, exhausted);
        };
    }

    private Instant now() {
        return context.timer().instant();
    }
}
