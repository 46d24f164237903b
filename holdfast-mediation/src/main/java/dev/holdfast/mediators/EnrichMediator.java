// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediators.EnrichTarget.Action;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;

/// `<enrich><source .../><target .../></enrich>`: puts a part of a message, a property or something of the artifact
/// somewhere.
///
/// @param source what; empty only where something is removed
/// @param target where
/// @param action how
record EnrichMediator(Optional<EnrichSource> source, EnrichTarget target, Action action) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "enrich", "Puts a part of the message, a property or something of the artifact somewhere.")
            .child(
                    "source",
                    "what: type custom (the expression xpath; default), envelope, body, property (its name in property),"
                            + " inline (XML, JSON or text inside, or the key of a local entry or registry resource)."
                            + " clone false: what xpath finds is moved, not copied")
            .child(
                    "target",
                    "where: type custom (the expression xpath; default), envelope, body, property, variable (the name in"
                            + " an attribute of that name), key (the name of what xpath finds). action: replace"
                            + " (default), child, sibling, remove (without a source)")
            .differs("A source that finds nothing changes nothing, and is a warning.")
            .differs("XML put in place of a body makes the message XML, JSON makes it JSON; SOAP stays SOAP around XML."
                    + " Upstream leaves the media type alone.");

    static final MediatorReader READER = new ElementReader(SYNTAX, EnrichMediator::read);

    private static final Logger LOGGER = System.getLogger(EnrichMediator.class.getName());
    private static final Set<String> OF_KEYS = Set.of("custom", "property", "inline");

    static Mediator read(XmlElement element, FlowReading reading) {
        Optional<XmlElement> target = element.child("target");
        if (target.isEmpty()) {
            reading.error(element, "<target> is missing; <enrich> needs it");
            return new EnrichMediator(Optional.empty(), new EnrichTarget.OfBody(), Action.REMOVE);
        }
        Action action = EnrichTarget.action(target.get(), reading);
        Optional<EnrichSource> source = element.child("source")
                .filter(found -> action != Action.REMOVE)
                .flatMap(found -> EnrichSource.read(found, reading));
        if (element.child("source").isEmpty() && action != Action.REMOVE) {
            reading.error(element, "<source> is missing; <enrich> needs it, unless it removes something");
        }
        Optional<EnrichTarget> read = EnrichTarget.read(target.get(), reading);
        if (read.isPresent()) {
            source.ifPresent(found -> checkPair(found, read.get(), target.get(), reading));
            checkAction(read.get(), action, target.get(), reading);
        }
        return new EnrichMediator(source, read.orElseGet(EnrichTarget.OfBody::new), action);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        switch (target) {
            case EnrichTarget.Path(var expression, var json, boolean key)
            when json.isPresent() -> intoJson(exchange, json.get(), key);
            case EnrichTarget.Path path -> intoXml(exchange, path);
            case EnrichTarget.OfBody() -> intoBody(exchange);
            case EnrichTarget.WholeEnvelope() -> value(exchange).ifPresent(value -> replaceEnvelope(exchange, value));
            case EnrichTarget.Kept(PropertyTarget kept) -> keep(exchange, kept);
        }
        return Flow.CONTINUE;
    }

    private void intoJson(Exchange exchange, JsonPlace place, boolean key) {
        JsonNode document = exchange.body().json();
        if (action == Action.REMOVE) {
            exchange.body(Body.of(place.without(document)));
            return;
        }
        value(exchange)
                .ifPresent(value -> exchange.body(
                        Body.of(key ? place.renamed(document, value.asText()) : put(place, document, json(value)))));
    }

    private JsonNode put(JsonPlace place, JsonNode document, JsonNode value) {
        return switch (action) {
            case REPLACE -> place.replaced(document, value);
            case CHILD -> place.withChild(document, value);
            case SIBLING -> place.withSibling(document, value);
            case REMOVE -> place.without(document);
        };
    }

    /// Source and target are found in a copy of the tree, which is changed then.
    private void intoXml(Exchange exchange, EnrichTarget.Path path) {
        Body before = exchange.body();
        Envelope tree = before.envelope().copy();
        exchange.body(Body.of(tree, before.format()));
        Body after = before;
        try {
            Optional<Value> value = action == Action.REMOVE ? Optional.of(new Value.Missing()) : value(exchange);
            if (value.isPresent()) {
                for (Node node : targets(path.expression().evaluate(exchange))) {
                    requireEditable(node, tree);
                    edit(node, value.get(), path.key());
                }
                moved(value.get()).forEach(XmlEdit::remove);
                after = Body.of(tree, format(before, tree));
            }
        } finally {
            exchange.body(after);
        }
    }

    private List<Node> targets(Value found) {
        if (!(found instanceof Value.Nodes(var nodes))) {
            if (action == Action.REMOVE) {
                return List.of();
            }
            throw failed("the target finds nothing");
        }
        return action == Action.REMOVE ? nodes : nodes.subList(0, 1);
    }

    /// What a property holds is no part of the message, and without its body an envelope is none.
    private void requireEditable(Node node, Envelope tree) {
        if (!tree.document().isSameNode(node.getOwnerDocument())) {
            throw failed("the target is not in the message");
        }
        boolean stays = action == Action.CHILD;
        if (!stays && (node.isSameNode(tree.root()) || node.isSameNode(tree.body()))) {
            throw failed("the envelope and its body stay; a target of type body is what the body holds");
        }
    }

    private void edit(Node node, Value value, boolean key) {
        Value xml = xml(value);
        switch (action) {
            case REPLACE -> {
                if (key) {
                    XmlEdit.rename(node, value.asText());
                } else {
                    XmlEdit.replace(node, xml);
                }
            }
            case CHILD -> XmlEdit.addChild(node, xml);
            case SIBLING -> XmlEdit.addSibling(node, xml);
            case REMOVE -> XmlEdit.remove(node);
        }
    }

    private List<Node> moved(Value value) {
        boolean moves = source.filter(found -> found instanceof EnrichSource.Custom custom && !custom.copied())
                .isPresent();
        return moves && value instanceof Value.Nodes(var nodes)
                ? nodes.stream().filter(node -> node.getParentNode() != null).toList()
                : List.of();
    }

    private void intoBody(Exchange exchange) {
        if (action == Action.REMOVE) {
            exchange.body(Payloads.replaced(exchange.body(), new Value.Missing()));
            return;
        }
        Optional<Value> found = value(exchange);
        if (found.isEmpty()) {
            return;
        }
        Body before = exchange.body();
        Value value = Payloads.read(found.get(), before.format());
        if (action == Action.REPLACE || before.format() == Format.NONE) {
            exchange.body(Payloads.replaced(before, value));
        } else if (before.format() == Format.JSON) {
            exchange.body(Body.of(put(JsonPlace.of("$"), before.json(), json(value))));
        } else {
            Envelope tree = before.envelope().copy();
            Element first = tree.payload().orElseThrow(() -> failed("the body holds no element"));
            edit(first, value, false);
            exchange.body(Body.of(tree, format(before, tree)));
        }
    }

    private static void replaceEnvelope(Exchange exchange, Value value) {
        Optional<Envelope> envelope = Optional.of(Payloads.read(value, Format.XML))
                .map(Payloads::elements)
                .filter(elements -> elements.size() == 1)
                .flatMap(elements -> Envelope.ofElement(elements.getFirst()));
        exchange.body(Body.of(envelope.orElseThrow(() -> failed("what replaces the envelope is no SOAP envelope"))));
    }

    private void keep(Exchange exchange, PropertyTarget kept) {
        if (action == Action.REMOVE) {
            kept.remove(exchange);
            return;
        }
        Optional<Value> value = value(exchange);
        if (value.isEmpty()) {
            return;
        }
        kept.set(exchange, action == Action.CHILD ? withChild(kept.value(exchange), value.get()) : value.get());
        if (!moved(value.get()).isEmpty()) {
            takeAway(exchange);
        }
    }

    /// What is kept as a property stays no longer in the message.
    private void takeAway(Exchange exchange) {
        Envelope tree = exchange.body().envelope().copy();
        Body before = exchange.body();
        exchange.body(Body.of(tree, before.format()));
        value(exchange).map(this::moved).orElse(List.of()).forEach(XmlEdit::remove);
        exchange.body(Body.of(tree, format(before, tree)));
    }

    private static Value withChild(Value before, Value child) {
        return switch (before) {
            case Value.Json(JsonNode node) -> new Value.Json(JsonPlace.of("$").withChild(node, json(child)));
            case Value.Nodes(var nodes)
            when nodes.getFirst() instanceof Element element -> {
                Element copy = Envelope.parseElement(Envelope.toXml(element));
                XmlEdit.addChild(copy, xml(child));
                yield new Value.Nodes(List.of(copy));
            }
            default -> child;
        };
    }

    private Optional<Value> value(Exchange exchange) {
        Optional<Value> found = source.map(origin -> origin.value(exchange)).filter(value -> !value.isMissing());
        if (found.isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    exchange.origin().logPrefix() + "Message " + exchange.flowId()
                            + ": enrich changes nothing, as its source finds nothing");
        }
        return found;
    }

    private static JsonNode json(Value value) {
        if (value instanceof Value.Text(String text)) {
            try {
                return Json.read(text);
            } catch (JsonSyntaxException e) {
                return value.asJson();
            }
        }
        return value.asJson();
    }

    /// JSON as elements, as far as it has any.
    private static Value xml(Value value) {
        if (!(value instanceof Value.Json(JsonNode node)) || !node.isContainer()) {
            return Payloads.read(value, Format.XML);
        }
        List<Node> nodes = Payloads.asElements(node);
        return nodes.isEmpty() ? new Value.Text("") : new Value.Nodes(nodes);
    }

    private static Format format(Body before, Envelope tree) {
        return switch (before.format()) {
            case SOAP11, SOAP12, JSON, XML -> before.format();
            default -> Payloads.formatOf(tree.payload().stream().toList());
        };
    }

    private static void checkPair(EnrichSource source, EnrichTarget target, XmlElement at, FlowReading reading) {
        boolean possible = switch (target) {
            case EnrichTarget.Kept kept -> true;
            case EnrichTarget.Path(var expression, var json, boolean key) ->
                key ? OF_KEYS.contains(source.type()) : !source.type().equals("envelope");
            case EnrichTarget.WholeEnvelope() -> OF_KEYS.contains(source.type());
            case EnrichTarget.OfBody() -> OF_KEYS.contains(source.type());
        };
        if (!possible) {
            reading.error(
                    at,
                    "a source of type " + source.type() + " cannot be put into a target of type "
                            + at.attribute("type").orElse("custom"));
        }
    }

    private static void checkAction(EnrichTarget target, Action action, XmlElement at, FlowReading reading) {
        boolean possible = switch (target) {
            case EnrichTarget.Path(var expression, var json, boolean key) -> !key || action == Action.REPLACE;
            case EnrichTarget.WholeEnvelope() -> action == Action.REPLACE;
            case EnrichTarget.OfBody() -> true;
            case EnrichTarget.Kept kept -> action != Action.SIBLING;
        };
        if (!possible) {
            reading.error(
                    at,
                    "action " + action.text() + " is not possible for a target of type "
                            + at.attribute("type").orElse("custom"));
        }
    }

    private static MediationException failed(String reason) {
        return new MediationException(ErrorCodes.GENERIC, "enrich: " + reason);
    }
}
