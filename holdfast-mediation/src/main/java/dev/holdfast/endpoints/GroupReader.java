// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoints.EndpointDefinition.Common;
import dev.holdfast.endpoints.EndpointDefinition.Identity;
import dev.holdfast.endpoints.EndpointDefinition.Recipients;
import dev.holdfast.endpoints.EndpointDefinition.Weighted;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the forms that hold other endpoints.
final class GroupReader {

    private static final String ALGORITHMS = "org.apache.synapse.endpoints.algorithms.";
    private static final String ROUND_ROBIN = ALGORITHMS + "RoundRobin";
    private static final String WEIGHTED = ALGORITHMS + "WeightedRoundRobin";
    private static final String WEIGHT = "loadbalance.weight";
    private static final int MOST_WEIGHT = 1_000;
    private static final int USUAL_CACHE = 20;
    private static final Duration USUAL_SESSION = Duration.ofMinutes(10);

    private final EndpointReader endpoint;
    private final XmlElement form;
    private final Reading reading;

    GroupReader(EndpointReader endpoint, XmlElement form) {
        this.endpoint = endpoint;
        this.form = form;
        this.reading = endpoint.reading();
    }

    Optional<EndpointDefinition> read() {
        return switch (form.localName()) {
            case "failover" -> Optional.of(failover());
            case "loadbalance" -> Optional.of(loadBalance());
            default -> Optional.of(recipients());
        };
    }

    private EndpointDefinition failover() {
        reading.follows(form, EndpointSyntaxes.FAILOVER);
        List<EndpointDefinition> children = endpoints();
        requireSome(children);
        return new EndpointDefinition.Failover(
                endpoint.identity(""), endpoint.common(), children, reading.flag(form, "dynamic", true));
    }

    private EndpointDefinition loadBalance() {
        reading.follows(form, EndpointSyntaxes.LOAD_BALANCE);
        boolean weighted = isWeighted();
        List<EndpointDefinition> children = children();
        return new EndpointDefinition.LoadBalance(
                endpoint.identity(""),
                endpoint.common(),
                children.stream()
                        .map(child -> new Weighted(child, weighted ? weight(child) : 1))
                        .toList(),
                reading.flag(form, "failover", true),
                session());
    }

    private EndpointDefinition recipients() {
        reading.follows(form, EndpointSyntaxes.RECIPIENT_LIST);
        Optional<XmlElement> dynamic = form.child("endpoints");
        if (dynamic.isPresent() && form.children().size() > 1) {
            reading.error(form, "a recipientlist holds either one <endpoints> or endpoint and member elements");
        }
        Recipients recipients = dynamic.map(this::dynamic).orElseGet(() -> new Recipients.Fixed(children()));
        return new EndpointDefinition.RecipientList(endpoint.identity(""), endpoint.common(), recipients);
    }

    private Recipients dynamic(XmlElement element) {
        reading.follows(element, EndpointSyntaxes.RECIPIENTS);
        AttributeValue value = Texts.value(element, reading.required(element, "value"), reading);
        Parameters numbers = numbers(element);
        return new Recipients.Dynamic(value, numbers.count("max-cache", USUAL_CACHE, 1));
    }

    /// Endpoints or members, not both.
    private List<EndpointDefinition> children() {
        List<XmlElement> members = form.children("member");
        if (members.isEmpty()) {
            List<EndpointDefinition> endpoints = endpoints();
            requireSome(endpoints);
            return endpoints;
        }
        if (!form.children("endpoint").isEmpty()) {
            reading.error(form, "<" + form.localName() + "> holds endpoint and member; expected one kind");
        }
        List<EndpointDefinition> read = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            read.add(member(members.get(i), endpoint.placeOf(i)));
        }
        return read;
    }

    private List<EndpointDefinition> endpoints() {
        List<XmlElement> elements = form.children("endpoint");
        List<EndpointDefinition> read = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            XmlElement child = elements.get(i);
            new EndpointReader(child, endpoint.placeOf(i), EndpointReader.nameOf(child), reading)
                    .read()
                    .map(found -> checked(child, found))
                    .ifPresent(read::add);
        }
        return read;
    }

    private EndpointDefinition checked(XmlElement element, EndpointDefinition child) {
        if (child instanceof EndpointDefinition.RecipientList) {
            reading.error(element, "a recipientlist inside another group is not supported");
        }
        if (!form.localName().equals("recipientlist")
                && child.common().onError().isPresent()) {
            reading.problems()
                    .warning(
                            element.location(),
                            "onError has no effect here: the group handles the failures of its endpoints");
        }
        return child;
    }

    private void requireSome(List<EndpointDefinition> children) {
        if (children.isEmpty() && form.children("endpoint").isEmpty()) {
            reading.error(form, "<" + form.localName() + "> holds no endpoint; it needs one or more");
        }
    }

    private EndpointDefinition member(XmlElement element, String place) {
        reading.follows(element, EndpointSyntaxes.MEMBER);
        String host =
                reading.resolve(element, reading.required(element, "hostName").strip());
        Parameters ports = numbers(element);
        OptionalInt http = ports.port("httpPort");
        OptionalInt https = ports.port("httpsPort");
        if (http.isEmpty() && https.isEmpty()) {
            reading.error(element, "a member needs httpPort or httpsPort");
        }
        String name = host + ":" + (http.isPresent() ? http.getAsInt() : https.orElse(0));
        return new EndpointDefinition.Leaf(
                new Identity(name, place, element.toXml()),
                Common.none(),
                new Target.Member(host, http.orElse(0), https.orElse(0)),
                Wire.plain(MessageFormat.AS_IS),
                new Quality(Optional.empty(), SuspensionRules.of(SuspensionPolicy.defaults()), RetryCodes.all()));
    }

    private boolean isWeighted() {
        Optional<String> policy = EndpointReader.text(form, "policy");
        Optional<String> algorithm = EndpointReader.text(form, "algorithm");
        if (policy.isPresent() && algorithm.isPresent()) {
            reading.error(form, "there are policy and algorithm; expected one of both");
        }
        policy.filter(text -> !text.equalsIgnoreCase("roundRobin"))
                .ifPresent(text -> reading.error(form, "policy is '" + text + "'; supported is roundRobin"));
        algorithm
                .filter(text -> !text.equals(ROUND_ROBIN) && !text.equals(WEIGHTED))
                .ifPresent(text -> reading.error(
                        form,
                        "algorithm is '" + text + "'; supported are " + ROUND_ROBIN + " and " + WEIGHTED
                                + NearestName.hint(text, List.of(ROUND_ROBIN, WEIGHTED))));
        return algorithm.filter(WEIGHTED::equals).isPresent();
    }

    private int weight(EndpointDefinition child) {
        Optional<AttributeValue> value = child.common().properties().stream()
                .filter(property -> property.name().equals(WEIGHT))
                .map(EndpointProperty::value)
                .findFirst();
        if (value.isEmpty()) {
            return 1;
        }
        try {
            if (value.get() instanceof AttributeValue.Literal(String text)) {
                int weight = Integer.parseInt(text.strip());
                if (weight > 0 && weight <= MOST_WEIGHT) {
                    return weight;
                }
            }
        } catch (NumberFormatException e) {
            return wrongWeight();
        }
        return wrongWeight();
    }

    private int wrongWeight() {
        reading.error(form, "the property " + WEIGHT + " of an endpoint is a number from 1 to " + MOST_WEIGHT);
        return 1;
    }

    private Optional<Duration> session() {
        return endpoint.endpoint().child("session").flatMap(session -> {
            reading.follows(session, EndpointSyntaxes.SESSION);
            String type = reading.required(session, "type").strip();
            if (!type.equals("http") && !type.isEmpty()) {
                reading.error(session, "sessions of type " + type + " are not supported; supported is http");
            }
            Duration timeout = new Parameters(
                            session.location(),
                            session.child("sessionTimeout")
                                    .map(child -> Map.of(
                                            "sessionTimeout",
                                            Parameter.of("sessionTimeout", child.text(), child.location())))
                                    .orElse(Map.of()),
                            reading.problems())
                    .millis("sessionTimeout", USUAL_SESSION);
            return Optional.of(timeout);
        });
    }

    /// The attributes of an element as settings.
    private Parameters numbers(XmlElement element) {
        Map<String, Parameter> values = new HashMap<>();
        element.attributes().forEach((name, text) -> values.put(name, Parameter.of(name, text, element.location())));
        return new Parameters(element.location(), values, reading.problems());
    }
}
