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
import dev.holdfast.reading.Syntax;
import dev.holdfast.transport.Response;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `<cache [timeout] [maxMessageSize]>...</cache>` before a back end is asked, and `<cache collector="true"/>` when it
/// has answered.
///
/// @param rules what is kept
/// @param cache where
/// @param onHit for a response out of the cache
/// @param withAge whether such a response says how old it is
record CacheMediator(CacheRules rules, ResponseCache cache, Optional<SequenceSource> onHit, boolean withAge)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "cache",
                    "Answers a request that was answered before with the same response. What stands behind it asks the"
                            + " back end; <cache collector=\"true\"/> keeps the message that it finds there.")
            .optional("collector", "false", "true: keeps the current message as the response to the request")
            .optional("timeout", "120", "seconds for which a response is given again")
            .optional("maxMessageSize", "", "bytes of the largest body that is kept; without it 16 MiB")
            .inert("scope", "id", "hashGenerator")
            .child(
                    "onCacheHit",
                    "mediators, or sequence=\"name\", for a response out of the cache; without: it is sent")
            .child(
                    "protocol",
                    "holds methods (all), responseCodes (2[0-9][0-9]), headersToExcludeInHash (none; * for all),"
                            + " enableCacheControl (false), includeAgeHeader (false), hashGenerator (no effect)")
            .child("implementation", "maxSize: how many responses are kept (1000)")
            .differs("A cache is bounded by 16 MiB as well, and what was not asked for the longest goes first.")
            .differs("What tells one request from another is method, address, header fields and body.");

    private static final Set<String> PROTOCOL = Set.of(
            "methods",
            "responseCodes",
            "headersToExcludeInHash",
            "headersToIncludeInHash",
            "enableCacheControl",
            "includeAgeHeader",
            "hashGenerator");
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    static final MediatorReader READER = new ElementReader(SYNTAX, CacheMediator::read);

    /// A request whose response is not known yet.
    private record Question(CacheMediator mediator, String key) {}

    private static Mediator read(XmlElement element, FlowReading reading) {
        if (reading.flag(element, "collector", false)) {
            return CacheMediator::collect;
        }
        Optional<XmlElement> protocol = element.child("protocol");
        protocol.ifPresent(found -> reading.knowsChildren(found, PROTOCOL));
        CacheRules rules = new CacheRules(
                Duration.ofSeconds(reading.count(element, "timeout", 120)),
                reading.count(element, "maxMessageSize", MOST_BYTES),
                words(protocol, "methods").stream()
                        .filter(method -> !method.equals("*"))
                        .map(method -> method.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                FullMatch.of(
                        "<responseCodes>", text(protocol, "responseCodes").orElse("2[0-9][0-9]"), element, reading),
                words(protocol, "headersToExcludeInHash").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                isTrue(protocol, "enableCacheControl"));
        text(protocol, "headersToIncludeInHash")
                .ifPresent(names -> reading.error(
                        element,
                        "<headersToIncludeInHash> is not supported; all fields count but headersToExcludeInHash"));
        int most = element.child("implementation")
                .map(found -> reading.count(found, "maxSize", 1_000))
                .orElse(1_000);
        return new CacheMediator(
                rules, new ResponseCache(most), onHit(element, reading), isTrue(protocol, "includeAgeHeader"));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String method = text(exchange, "HTTP_METHOD").orElse("POST");
        if (exchange.isResponse() || !rules.asks(method, exchange.headers())) {
            return Flow.CONTINUE;
        }
        String address = text(exchange, "TransportInURL")
                .orElseGet(() -> exchange.addressing("To").orElse(""));
        String key =
                rules.key(method, address, exchange.headers(), exchange.body().content());
        Optional<ResponseCache.Entry> hit = cache.find(key, exchange.now());
        if (hit.isEmpty()) {
            exchange.attach(Question.class, new Question(this, key));
            return Flow.CONTINUE;
        }
        Response response = hit.get().response();
        if (withAge) {
            long age = Duration.between(hit.get().stored(), exchange.now()).toSeconds();
            response = response.with("Age", Long.toString(Math.max(0, age)));
        }
        exchange.receive(response);
        if (onHit.isPresent()) {
            return onHit.get().mediate(exchange);
        }
        exchange.reply();
        return Flow.STOP;
    }

    private static Flow collect(Exchange exchange) {
        exchange.attached(Question.class).ifPresent(question -> question.mediator.keep(question.key, exchange));
        return Flow.CONTINUE;
    }

    private void keep(String key, Exchange exchange) {
        Response response = exchange.asReply();
        rules.keeps(response).ifPresent(time -> cache.keep(key, response, exchange.now(), time));
    }

    private static Optional<SequenceSource> onHit(XmlElement element, FlowReading reading) {
        return element.child("onCacheHit").map(child -> {
            reading.knows(child, "sequence");
            return reading.steps(child, "sequence");
        });
    }

    private static Optional<String> text(Exchange exchange, String name) {
        return exchange.property(Scope.AXIS2, name).map(PropertyValue::asText);
    }

    private static Optional<String> text(Optional<XmlElement> parent, String child) {
        return parent.flatMap(found -> found.child(child))
                .map(found -> found.text().strip())
                .filter(text -> !text.isEmpty());
    }

    private static boolean isTrue(Optional<XmlElement> parent, String child) {
        return text(parent, child).filter(text -> text.equalsIgnoreCase("true")).isPresent();
    }

    private static List<String> words(Optional<XmlElement> parent, String child) {
        return Arrays.stream(text(parent, child).orElse("").split("[\\s,]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
