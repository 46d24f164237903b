// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// `<throttle id="A"><policy/><onReject/><onAccept/></throttle>`: lets callers come only so often.
final class ThrottleMediator implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "throttle", "Lets callers come only so often, and only so many requests be under way at once.")
            .required("id", "tells it apart from others")
            .optional("onReject", "", "sequence for who comes too often")
            .optional("onAccept", "", "sequence for everybody else")
            .child(
                    "policy",
                    "key of a resource, or the policy itself: a MediatorThrottleAssertion with MaximumConcurrentAccess,"
                            + " and rules by IP address, range of addresses or DOMAIN with Allow, Deny or Control"
                            + " (MaximumCount in UnitTime, in milliseconds; ProhibitTimePeriod after that)")
            .child("onReject", "mediators for who comes too often; without any the sequence ends")
            .child("onAccept", "mediators for everybody else; without any the sequence goes on")
            .differs(
                    "Counted exactly, from a caller's first request of each unit of time, on this node alone. A request"
                            + " is under way until its flow and all its branches have ended.");

    static final MediatorReader READER = new ElementReader(SYNTAX, ThrottleMediator::read);

    private final ThrottlePolicy policy;
    private final Optional<SequenceSource> onReject;
    private final Optional<SequenceSource> onAccept;
    private final CallerCounts counts = new CallerCounts();
    private final AtomicInteger underWay = new AtomicInteger();

    private ThrottleMediator(
            ThrottlePolicy policy, Optional<SequenceSource> onReject, Optional<SequenceSource> onAccept) {
        this.policy = policy;
        this.onReject = onReject;
        this.onAccept = onAccept;
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        reading.required(element, "id");
        return new ThrottleMediator(
                policy(element, reading), reading.sequence(element, "onReject"), reading.sequence(element, "onAccept"));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        if (mayCome(exchange) && mayStay(exchange)) {
            return onAccept.isPresent() ? onAccept.get().mediate(exchange) : Flow.CONTINUE;
        }
        return onReject.isPresent() ? onReject.get().mediate(exchange) : Flow.STOP;
    }

    private boolean mayCome(Exchange exchange) {
        String address = text(exchange, "REMOTE_ADDR").orElse("");
        Optional<String> host = text(exchange, "REMOTE_HOST");
        for (ThrottlePolicy.Rule rule : policy.rules()) {
            if (rule.callers().fits(address, host)) {
                return switch (rule.limit()) {
                    case ThrottlePolicy.Limit.Allowed() -> true;
                    case ThrottlePolicy.Limit.Denied() -> false;
                    case ThrottlePolicy.Limit.Rate rate -> counts.take(address, rate, exchange.now());
                };
            }
        }
        return true;
    }

    private boolean mayStay(Exchange exchange) {
        if (policy.mostAtOnce().isEmpty()) {
            return true;
        }
        if (underWay.incrementAndGet() > policy.mostAtOnce().get()) {
            underWay.decrementAndGet();
            return false;
        }
        exchange.branches().atEnd(underWay::decrementAndGet);
        return true;
    }

    private static Optional<String> text(Exchange exchange, String name) {
        return exchange.property(Scope.AXIS2, name).map(PropertyValue::asText).filter(text -> !text.isEmpty());
    }

    private static ThrottlePolicy policy(XmlElement element, FlowReading reading) {
        Optional<XmlElement> policy = element.child("policy");
        if (policy.isEmpty()) {
            reading.error(element, "<policy> is missing; <throttle> needs it");
            return ThrottlePolicy.none();
        }
        Optional<String> key = reading.reference(policy.get(), "key", Kind.RESOURCE);
        if (key.isEmpty()) {
            return ThrottlePolicy.read(policy.get(), reading);
        }
        try {
            Optional<Resource> resource = reading.neighbours().resource(key.get());
            return resource.map(found -> ThrottlePolicy.read(found.xml(), reading))
                    .orElseGet(ThrottlePolicy::none);
        } catch (IOException | ResourceException | XmlException e) {
            reading.error(policy.get(), "the policy cannot be read: " + e.getMessage());
            return ThrottlePolicy.none();
        }
    }
}
