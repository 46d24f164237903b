// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.entry.Api;
import dev.holdfast.entry.Dispatcher;
import dev.holdfast.entry.InboundEndpoint;
import dev.holdfast.entry.Proxy;
import dev.holdfast.entry.Task;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.VolatileJournal;
import dev.holdfast.mediators.Mediators;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.resource.Registry;
import dev.holdfast.resource.Resource;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.sql.ConnectionPools;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.Response;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A whole gateway of artifacts given as text, with stores in memory and a scripted transport.
public final class Gateway {

    private final ManualTimer timer = new ManualTimer();
    private final IdSource ids = new IdSource(timer, new Random(7));
    private final VolatileJournal journal = new VolatileJournal(100, 100);
    private final Ledger ledger = new Ledger(journal, timer);
    private final StoreRouter router = new StoreRouter(ledger, timer, ids, Duration.ofSeconds(5));
    private final Map<String, VolatileMessageStore> stores = new LinkedHashMap<>();
    private final Deployment.Builder definitions = new Deployment.Builder();
    private final Problems problems = new Problems();
    private final ScriptedTransport transport = new ScriptedTransport();
    private Optional<Services> services = Optional.empty();
    private MediationSettings settings = MediationSettings.defaults();
    private Listeners listeners = Listeners.none();
    private WorkRoom work = WorkRoom.of(0, timer);

    /// Adds an artifact.
    public Gateway with(String xml) {
        XmlElement element = XmlSource.read("test.xml", xml.getBytes(StandardCharsets.UTF_8));
        FlowReading reading = new FlowReading(problems, Surroundings.ofProcess(), Mediators.all());
        String name = element.attribute("name").orElse("");
        switch (element.localName()) {
            case "sequence" -> definitions.with(Sequence.class, name, Sequence.read(element, reading));
            case "endpoint" ->
                definitions.with(EndpointDefinition.class, name, EndpointDefinition.read(element, reading));
            case "template" -> definitions.with(SequenceTemplate.class, name, SequenceTemplate.read(element, reading));
            case "proxy" -> definitions.with(Proxy.class, name, Proxy.read(element, reading));
            case "api" -> definitions.with(Api.class, Api.registeredName(name, element), Api.read(element, reading));
            case "task" -> definitions.with(Task.class, name, Task.read(element, reading));
            case "inboundEndpoint" ->
                definitions.with(InboundEndpoint.class, name, InboundEndpoint.read(element, reading));
            case "localEntry" -> {
                String key = element.attribute("key").orElseThrow();
                Resource text = Resource.ofText("test.xml", 1, element.text().strip());
                definitions.with(LocalEntry.class, key, new LocalEntry(key, text));
            }
            default -> throw new IllegalArgumentException(element.localName());
        }
        services = Optional.empty();
        return this;
    }

    /// Gives it a registry: flows read and write in that folder.
    public Gateway withRegistry(Path folder) {
        definitions.with(new Registry.Places(Optional.of(folder), List.of(), Map.of(), Registry.Places.USUAL_CACHING));
        services = Optional.empty();
        return this;
    }

    /// Gives flows no more room in memory than that.
    public Gateway with(WorkRoom room) {
        work = room;
        services = Optional.empty();
        return this;
    }

    /// Adds a store for so many messages.
    public Gateway withStore(String name, int capacity) {
        VolatileMessageStore store = new VolatileMessageStore(name, timer, capacity);
        stores.put(name, store);
        router.register(new Route(store, Optional.empty()));
        return this;
    }

    /// Adds a proxy called P with that in-sequence.
    public Gateway withProxy(String inSequence) {
        return withProxy(inSequence, "");
    }

    /// Adds a proxy called P with that in-sequence and more in its target.
    public Gateway withProxy(String inSequence, String more) {
        return with("""
                <proxy xmlns="http://ws.apache.org/ns/synapse" name="P"><target>
                <inSequence>%s</inSequence>%s</target></proxy>""".formatted(inSequence, more));
    }

    /// Other settings.
    public Gateway with(MediationSettings newSettings) {
        settings = newSettings;
        services = Optional.empty();
        return this;
    }

    /// Where inbound endpoints listen.
    public Gateway with(Listeners newListeners) {
        listeners = newListeners;
        services = Optional.empty();
        return this;
    }

    /// Starts what begins flows by itself.
    public List<FlowSource.Running> start() {
        return definitions.build().flowSources().stream()
                .map(source -> source.start(this::services))
                .toList();
    }

    /// What the ledger knows about the message of that id.
    public List<LedgerEntry> history(String flowId) {
        return journal.history(FlowId.parse(flowId));
    }

    /// What runs.
    public Services services() {
        if (services.isEmpty()) {
            Catalogue catalogue = definitions
                    .build()
                    .open(
                            new Deployment.Outside(transport, timer, settings, Surroundings.ofProcess()),
                            Optional.empty());
            services = Optional.of(new Services(
                    router,
                    ledger,
                    transport,
                    catalogue,
                    timer,
                    ids,
                    Surroundings.ofProcess(),
                    settings,
                    listeners,
                    new ConnectionPools(Gateway.class.getClassLoader()),
                    work));
        }
        return services.get();
    }

    /// Sends a SOAP 1.1 call to the proxy P.
    public Response post(String body) {
        Headers headers = Headers.of("SOAPAction", "\"urn:in\"").plus("Content-Type", "text/xml");
        return post("/services/P", headers, Content.ofText(body, "text/xml"));
    }

    /// Sends a SOAP 1.1 call with one more header field to the proxy P.
    public Response post(String body, String field, String value) {
        Headers headers = Headers.of("SOAPAction", "\"urn:in\"")
                .plus("Content-Type", "text/xml")
                .plus(field, value);
        return post("/services/P", headers, Content.ofText(body, "text/xml"));
    }

    /// What the ledger knows about the message that was answered so.
    public List<LedgerEntry> history(Response answer) {
        String id = answer.headers().first(settings.endpoints().ids().flow()).orElseThrow();
        return journal.history(FlowId.parse(id));
    }

    /// Sends a request.
    public Response post(String path, Headers headers, Content content) {
        return handle("POST", path, "", headers, content);
    }

    /// Sends a request.
    public Response handle(String method, String path, String query, Headers headers, Content content) {
        InboundRequest.Peer peer = new InboundRequest.Peer("http", "127.0.0.1", "127.0.0.1");
        return new Dispatcher(this::services).handle(new InboundRequest(method, path, query, headers, content, peer));
    }

    /// What is in a store.
    public List<StoredMessage> stored(String store) {
        VolatileMessageStore found = stores.get(store);
        if (found == null) {
            throw new IllegalArgumentException(store);
        }
        return found.page(Optional.empty(), 100);
    }

    /// What was wrong with the artifacts.
    public List<String> problems() {
        return problems.all().stream().map(Problem::toString).toList();
    }

    /// What was sent, and what is answered.
    public ScriptedTransport transport() {
        return transport;
    }

    /// Its time.
    public ManualTimer timer() {
        return timer;
    }
}
