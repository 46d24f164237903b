// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Reading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads an endpoint's address, timeout and suspension.
final class EndpointReader {

    private static final Set<String> QUALITY =
            Set.of("timeout", "suspendOnFailure", "markForSuspension", "suspendDurationOnFailure", "retryConfig");
    private static final Duration LEGACY_UNIT = Duration.ofSeconds(1);

    private final XmlElement endpoint;
    private final Reading reading;

    EndpointReader(XmlElement endpoint, Reading reading) {
        this.endpoint = endpoint;
        this.reading = reading;
    }

    Optional<EndpointDefinition.Leaf> read() {
        reading.knows(endpoint, "name", "key");
        Optional<XmlElement> form = form();
        if (form.isEmpty()) {
            return Optional.empty();
        }
        XmlElement element = form.get();
        reading.knows(element, "uri", "format", "encoding", "optimize");
        reading.knowsChildren(element, QUALITY);
        refuseOptimizing(element);
        return Optional.of(new EndpointDefinition.Leaf(
                endpoint.attribute("name").filter(name -> !name.isBlank()).orElse(EndpointDefinition.ANONYMOUS),
                endpoint.location(),
                element.localName().equals("default") ? Optional.empty() : Optional.of(uri(element)),
                format(element),
                new EndpointDefinition.Quality(timeout(element), suspension(element))));
    }

    private Optional<XmlElement> form() {
        List<XmlElement> forms = endpoint.children().stream()
                .filter(child -> !child.localName().equals("description"))
                .toList();
        for (XmlElement child : forms) {
            if (!child.isSynapse() || !EndpointDefinition.FORMS.contains(child.localName())) {
                reading.error(
                        child,
                        "<" + child.localName() + "> is not supported in an endpoint; supported are address and default"
                                + NearestName.hint(child.localName(), EndpointDefinition.FORMS));
                return Optional.empty();
            }
        }
        if (forms.size() != 1) {
            reading.error(
                    endpoint, "an endpoint holds one of address and default, or has a key; there are " + forms.size());
            return Optional.empty();
        }
        if (endpoint.attribute("onError").isPresent()) {
            reading.unsupported(endpoint, "attribute onError of an endpoint");
        }
        return Optional.of(forms.getFirst());
    }

    private String uri(XmlElement address) {
        String uri = reading.resolve(address, reading.required(address, "uri").strip());
        if (!uri.isEmpty()
                && !uri.contains("${")
                && EndpointDefinition.httpUri(uri).isEmpty()) {
            reading.error(address, "uri is '" + uri + "'; expected an absolute URI of http or https");
        }
        return uri;
    }

    private MessageFormat format(XmlElement element) {
        Optional<String> text = element.attribute("format").filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return MessageFormat.AS_IS;
        }
        Optional<MessageFormat> format = MessageFormat.parse(text.get());
        if (format.isEmpty()) {
            reading.error(element, "format is '" + text.get() + "'; supported are soap11, soap12, pox and rest");
        }
        return format.orElse(MessageFormat.AS_IS);
    }

    private void refuseOptimizing(XmlElement element) {
        element.attribute("optimize")
                .filter(value -> !value.isBlank())
                .ifPresent(value -> reading.unsupported(element, "optimize=\"" + value + "\""));
        element.attribute("encoding")
                .filter(value -> !value.isBlank() && !value.strip().equalsIgnoreCase("UTF-8"))
                .ifPresent(value -> reading.unsupported(element, "encoding=\"" + value + "\"; UTF-8 is, and it"));
    }

    private Optional<Duration> timeout(XmlElement element) {
        Optional<XmlElement> timeout = element.child("timeout");
        if (timeout.isEmpty()) {
            return Optional.empty();
        }
        XmlElement found = timeout.get();
        reading.knowsChildren(found, Set.of("duration", "responseAction", "action"));
        found.child("responseAction").or(() -> found.child("action")).ifPresent(this::checkAction);
        Duration duration = texts(found).millis("duration", Duration.ZERO);
        return duration.isPositive() ? Optional.of(duration) : Optional.empty();
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

    private SuspensionPolicy suspension(XmlElement element) {
        SuspensionPolicy none = SuspensionPolicy.defaults();
        Optional<XmlElement> mark = element.child("markForSuspension");
        Optional<XmlElement> suspend = element.child("suspendOnFailure");
        mark.ifPresent(
                found -> reading.knowsChildren(found, Set.of("errorCodes", "retriesBeforeSuspension", "retryDelay")));
        suspend.ifPresent(found -> reading.knowsChildren(
                found, Set.of("errorCodes", "initialDuration", "progressionFactor", "maximumDuration")));
        SuspensionPolicy.Marking marking = mark.map(found -> new SuspensionPolicy.Marking(
                        codes(found).orElse(none.marking().codes()),
                        texts(found).count("retriesBeforeSuspension", 0, 0),
                        texts(found).millis("retryDelay", Duration.ZERO)))
                .orElse(none.marking());
        Optional<Duration> legacy = element.child("suspendDurationOnFailure")
                .map(found -> texts(element).millis("suspendDurationOnFailure", Duration.ZERO))
                .map(seconds -> LEGACY_UNIT.multipliedBy(seconds.toMillis()));
        return suspend.map(found -> suspension(found, marking))
                .orElseGet(() -> new SuspensionPolicy(
                        marking,
                        none.codes(),
                        legacy.filter(Duration::isPositive),
                        none.progressionFactor(),
                        none.maximum()));
    }

    private SuspensionPolicy suspension(XmlElement element, SuspensionPolicy.Marking marking) {
        Parameters texts = texts(element);
        int initial = texts.integer("initialDuration", -1);
        Duration maximum =
                texts.millis("maximumDuration", SuspensionPolicy.defaults().maximum());
        return new SuspensionPolicy(
                marking,
                codes(element),
                initial < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(initial)),
                texts.decimal("progressionFactor", 1.0, 0.0),
                maximum);
    }

    private Optional<Set<Integer>> codes(XmlElement element) {
        Optional<XmlElement> list = element.child("errorCodes");
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

    /// The texts of the child elements as settings.
    private Parameters texts(XmlElement element) {
        Map<String, Parameter> texts = new HashMap<>();
        element.children()
                .forEach(child ->
                        texts.put(child.localName(), Parameter.of(child.localName(), child.text(), child.location())));
        return new Parameters(element.location(), texts, reading.problems());
    }
}
