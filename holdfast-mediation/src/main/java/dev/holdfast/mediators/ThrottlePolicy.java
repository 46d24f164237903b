// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.reading.Reading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How often which callers may come: what a policy of the throttle mediator says.
///
/// @param mostAtOnce requests at once, of all callers together; empty for no limit
/// @param rules the first that fits a caller counts
record ThrottlePolicy(Optional<Integer> mostAtOnce, List<Rule> rules) {

    private static final String NAMESPACE = "http://www.wso2.org/products/wso2commons/throttle";
    private static final String ASSERTION = "MediatorThrottleAssertion";
    private static final String OLD_ASSERTION = "ThrottleAssertion";
    private static final List<String> PARTS = List.of("Policy", "All");
    private static final List<String> TYPES = List.of("IP", "DOMAIN");

    /// Which callers, and what they may.
    record Rule(CallerPattern callers, Limit limit) {}

    /// What callers may.
    sealed interface Limit {

        /// Come whenever they like.
        record Allowed() implements Limit {}

        /// Not come at all.
        record Denied() implements Limit {}

        /// So often in a time; who comes too often waits until it is over, and so much longer.
        ///
        /// @param most requests of one caller
        /// @param unit the time, from the first of them
        /// @param prohibited how much longer
        record Rate(int most, Duration unit, Duration prohibited) implements Limit {}
    }

    ThrottlePolicy {
        rules = List.copyOf(rules);
    }

    /// Nobody is limited.
    static ThrottlePolicy none() {
        return new ThrottlePolicy(Optional.empty(), List.of());
    }

    /// Reads the policy that stands somewhere in an element: one of today, or one of old, which has `All` in the
    /// place of `Policy`, no `Control`, and `IsAllow`.
    static ThrottlePolicy read(XmlElement element, Reading reading) {
        Optional<XmlElement> assertion = find(element, ASSERTION).or(() -> find(element, OLD_ASSERTION));
        if (assertion.isEmpty()) {
            reading.error(element, "the policy holds no <" + ASSERTION + "> of " + NAMESPACE);
            return none();
        }
        Optional<Integer> atOnce = child(assertion.get(), "MaximumConcurrentAccess")
                .map(found -> (int) number(found, 1, reading))
                .filter(count -> count > 0);
        List<Rule> rules = new ArrayList<>();
        for (XmlElement policy : assertion.get().children()) {
            if (PARTS.contains(policy.localName())) {
                rule(policy, reading).ifPresent(rules::add);
            }
        }
        return new ThrottlePolicy(atOnce, rules);
    }

    private static Optional<Rule> rule(XmlElement policy, Reading reading) {
        Optional<XmlElement> id = child(policy, "ID");
        if (id.isEmpty()) {
            reading.error(policy, "<ID> is missing: the callers that this part of the policy is for");
            return Optional.empty();
        }
        String type = id.get().attributeValues().entrySet().stream()
                .filter(attribute -> attribute.getKey().getLocalPart().equals("type"))
                .map(attribute -> attribute.getValue().strip())
                .findFirst()
                .orElse("IP");
        if (!TYPES.contains(type)) {
            reading.error(id.get(), "type is '" + type + "'; expected IP or DOMAIN" + NearestName.hint(type, TYPES));
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Rule(CallerPattern.parse(type, id.get().text().strip()), limit(policy, reading)));
        } catch (IllegalArgumentException e) {
            reading.error(id.get(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Limit limit(XmlElement policy, Reading reading) {
        Optional<String> allow =
                find(policy, "IsAllow").map(found -> found.text().strip());
        if (find(policy, "Deny").isPresent()
                || allow.filter("false"::equalsIgnoreCase).isPresent()) {
            return new Limit.Denied();
        }
        Optional<XmlElement> control =
                find(policy, "Control").or(() -> find(policy, "MaximumCount").map(_ -> policy));
        if (control.isEmpty()) {
            if (allow.isEmpty() && find(policy, "Allow").isEmpty()) {
                reading.error(policy, "one of <Allow>, <Deny> and <Control> is missing");
            }
            return new Limit.Allowed();
        }
        return rate(control.get(), reading);
    }

    private static Limit rate(XmlElement found, Reading reading) {
        Optional<XmlElement> most = find(found, "MaximumCount");
        Optional<XmlElement> unit = find(found, "UnitTime");
        if (most.isEmpty() || unit.isEmpty()) {
            reading.error(found, "the rate needs <MaximumCount> and <UnitTime> (milliseconds)");
            return new Limit.Allowed();
        }
        return new Limit.Rate(
                (int) number(most.get(), 1, reading),
                Duration.ofMillis(number(unit.get(), 1, reading)),
                find(found, "ProhibitTimePeriod")
                        .filter(time -> !time.text().isBlank())
                        .map(time -> Duration.ofMillis(number(time, 0, reading)))
                        .orElse(Duration.ZERO));
    }

    private static long number(XmlElement element, long least, Reading reading) {
        String text = element.text().strip();
        long value = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (value >= least && value <= Integer.MAX_VALUE) {
            return value;
        }
        reading.error(
                element, "<" + element.localName() + "> is '" + text + "'; expected a number, " + least + " or more");
        return least;
    }

    private static Optional<XmlElement> child(XmlElement element, String name) {
        return element.children().stream()
                .filter(child ->
                        child.localName().equals(name) && child.namespace().equals(NAMESPACE))
                .findFirst();
    }

    private static Optional<XmlElement> find(XmlElement element, String name) {
        Optional<XmlElement> here = child(element, name);
        return here.isPresent()
                ? here
                : element.children().stream()
                        .flatMap(inner -> find(inner, name).stream())
                        .findFirst();
    }
}
