// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoints.SuspensionRules.Setting;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads how long an endpoint may take, and what follows from its failures.
final class QualityReader {

    private static final Duration LEGACY_UNIT = Duration.ofSeconds(1);
    private static final Map<String, Setting> SETTINGS = Map.of(
            "retriesBeforeSuspension", Setting.RETRIES,
            "retryDelay", Setting.RETRY_DELAY,
            "initialDuration", Setting.INITIAL_DURATION,
            "progressionFactor", Setting.FACTOR,
            "maximumDuration", Setting.MAXIMUM_DURATION);

    private final XmlElement form;
    private final Reading reading;

    /// @param form the element that the qualities stand in
    QualityReader(XmlElement form, Reading reading) {
        this.form = form;
        this.reading = reading;
    }

    Quality read() {
        return new Quality(timeout(), suspension(), retry());
    }

    private Optional<Quality.Timeout> timeout() {
        Optional<XmlElement> timeout = form.child("timeout");
        if (timeout.isEmpty()) {
            return Optional.empty();
        }
        XmlElement found = timeout.get();
        reading.follows(found, EndpointSyntaxes.TIMEOUT);
        found.child("responseAction").or(() -> found.child("action")).ifPresent(this::checkAction);
        Optional<AttributeValue> evaluated = found.child("duration").flatMap(this::expression);
        if (evaluated.isPresent()) {
            return evaluated.map(Quality.Timeout.Evaluated::new);
        }
        Duration duration = texts(found).millis("duration", Duration.ZERO);
        return duration.isPositive() ? Optional.of(new Quality.Timeout.Fixed(duration)) : Optional.empty();
    }

    private void checkAction(XmlElement action) {
        switch (action.text().strip()) {
            case "fault", "never", "" -> {}
            case "discard" ->
                reading.problems()
                        .warning(action.location(), "discard is taken as fault: no message is lost without a word");
            default ->
                reading.error(action, "'" + action.text().strip() + "' is not an action; expected fault or never");
        }
    }

    private SuspensionRules suspension() {
        Map<Setting, AttributeValue> evaluated = new EnumMap<>(Setting.class);
        Optional<XmlElement> mark = form.child("markForSuspension");
        Optional<XmlElement> suspend = form.child("suspendOnFailure");
        mark.ifPresent(found -> {
            reading.follows(found, EndpointSyntaxes.MARK);
            evaluated.putAll(expressions(found));
        });
        suspend.ifPresent(found -> {
            reading.follows(found, EndpointSyntaxes.SUSPEND);
            evaluated.putAll(expressions(found));
        });
        SuspensionPolicy none = SuspensionPolicy.defaults();
        SuspensionPolicy.Marking marking = mark.map(this::marking).orElse(none.marking());
        SuspensionPolicy policy = suspend.map(found -> suspension(found, marking))
                .orElseGet(() -> new SuspensionPolicy(
                        marking, none.codes(), legacyDuration(), none.progressionFactor(), none.maximum()));
        return new SuspensionRules(policy, evaluated);
    }

    private SuspensionPolicy.Marking marking(XmlElement element) {
        Parameters texts = texts(element);
        return new SuspensionPolicy.Marking(
                codes(element, "errorCodes")
                        .orElse(SuspensionPolicy.defaults().marking().codes()),
                texts.count("retriesBeforeSuspension", 0, 0),
                texts.millis("retryDelay", Duration.ZERO));
    }

    private SuspensionPolicy suspension(XmlElement element, SuspensionPolicy.Marking marking) {
        Parameters texts = texts(element);
        int initial = texts.integer("initialDuration", -1);
        Duration maximum =
                texts.millis("maximumDuration", SuspensionPolicy.defaults().maximum());
        return new SuspensionPolicy(
                marking,
                codes(element, "errorCodes"),
                initial < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(initial)),
                texts.decimal("progressionFactor", 1.0, 0.0),
                maximum);
    }

    private Optional<Duration> legacyDuration() {
        return form.child("suspendDurationOnFailure")
                .map(found -> texts(form).millis("suspendDurationOnFailure", Duration.ZERO))
                .map(seconds -> LEGACY_UNIT.multipliedBy(seconds.toMillis()))
                .filter(Duration::isPositive);
    }

    private RetryCodes retry() {
        Optional<XmlElement> config = form.child("retryConfig");
        if (config.isEmpty()) {
            return RetryCodes.all();
        }
        reading.follows(config.get(), EndpointSyntaxes.RETRY);
        Set<Integer> enabled = codes(config.get(), "enabledErrorCodes").orElse(Set.of());
        Set<Integer> disabled = codes(config.get(), "disabledErrorCodes").orElse(Set.of());
        if (!enabled.isEmpty() && !disabled.isEmpty()) {
            reading.error(config.get(), "there are enabledErrorCodes and disabledErrorCodes; expected one of both");
        }
        return new RetryCodes(enabled, disabled);
    }

    private Optional<Set<Integer>> codes(XmlElement element, String name) {
        Optional<XmlElement> list = element.child(name);
        if (list.isEmpty() || list.get().text().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Arrays.stream(list.get().text().split(",", -1))
                    .map(String::strip)
                    .filter(code -> !code.isEmpty())
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet()));
        } catch (NumberFormatException e) {
            reading.error(
                    list.get(), "'" + list.get().text().strip() + "' is not a list of error codes such as 101503");
            return Optional.empty();
        }
    }

    private Map<Setting, AttributeValue> expressions(XmlElement element) {
        Map<Setting, AttributeValue> found = new EnumMap<>(Setting.class);
        for (XmlElement child : element.children()) {
            Setting setting = SETTINGS.get(child.localName());
            if (setting != null) {
                expression(child).ifPresent(value -> found.put(setting, value));
            }
        }
        return found;
    }

    private Optional<AttributeValue> expression(XmlElement element) {
        String text = element.text().strip();
        return Texts.isExpression(text) ? Optional.of(Texts.value(element, text, reading)) : Optional.empty();
    }

    /// The texts of the child elements as settings; expressions are none.
    private Parameters texts(XmlElement element) {
        Map<String, Parameter> texts = new HashMap<>();
        element.children().stream()
                .filter(child -> !Texts.isExpression(child.text().strip()))
                .forEach(child ->
                        texts.put(child.localName(), Parameter.of(child.localName(), child.text(), child.location())));
        return new Parameters(element.location(), texts, reading.problems());
    }
}
