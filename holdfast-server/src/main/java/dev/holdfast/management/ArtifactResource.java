// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.FlowEndpoint;
import dev.holdfast.entry.Api;
import dev.holdfast.entry.ApiResource;
import dev.holdfast.entry.InboundEndpoint;
import dev.holdfast.entry.Proxy;
import dev.holdfast.entry.Task;
import dev.holdfast.entry.Trigger;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceTemplate;
import dev.holdfast.transport.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/apis`, `/proxy-services`, `/sequences`, `/endpoints`, `/templates`, `/tasks`, `/inbound-endpoints` and
/// `/local-entries`: what is deployed, by name. Fields are upstream's as far as they mean something here.
final class ArtifactResource {

    /// The kinds, by the last part of their paths.
    private static final Map<String, Kind<?>> KINDS = Map.of(
            "apis", new Kind<>(Api.class, "API", api -> api.id().registered(), ArtifactResource::api),
            "proxy-services", new Kind<>(Proxy.class, "Proxy service", Proxy::name, ArtifactResource::proxy),
            "sequences", new Kind<>(Sequence.class, "Sequence", Sequence::name, (_, _) -> Answers.object()),
            "endpoints",
                    new Kind<>(
                            EndpointDefinition.class, "Endpoint", EndpointDefinition::name, ArtifactResource::endpoint),
            "templates",
                    new Kind<>(SequenceTemplate.class, "Template", SequenceTemplate::name, (one, _) -> template(one)),
            "tasks", new Kind<>(Task.class, "Task", Task::name, (one, _) -> task(one)),
            "inbound-endpoints",
                    new Kind<>(
                            InboundEndpoint.class, "Inbound endpoint", InboundEndpoint::name, (one, _) -> inbound(one)),
            "local-entries", new Kind<>(LocalEntry.class, "Local entry", LocalEntry::key, (one, _) -> localEntry(one)));

    private final Inventory inventory;
    private final Optional<Integer> clientPort;

    /// How one kind is shown.
    ///
    /// @param type by which the catalogue knows it
    /// @param label in sentences
    /// @param name of one
    /// @param describe adds what is shown of one
    private record Kind<T>(
            Class<T> type, String label, Function<T, String> name, BiFunction<T, Base, ObjectNode> describe) {

        Stream<ObjectNode> all(Catalogue catalogue, Base base) {
            Collection<T> found = catalogue.all(type);
            return found.stream().map(one -> describe.apply(one, base).put("name", name.apply(one)));
        }
    }

    /// What stands around an artifact.
    ///
    /// @param url where clients reach the node, with scheme, host and port
    /// @param catalogue what runs
    private record Base(String url, Catalogue catalogue) {}

    /// @param clientPort on which clients call over HTTP; empty for none
    ArtifactResource(Inventory inventory, Optional<Integer> clientPort) {
        this.inventory = inventory;
        this.clientPort = clientPort;
    }

    /// The names of all resources.
    static List<String> names() {
        return KINDS.keySet().stream().sorted().toList();
    }

    /// The answer; empty when the call is for something else.
    Optional<Response> handle(Call call) {
        return Optional.ofNullable(KINDS.get(call.resource())).map(kind -> answer(kind, call));
    }

    private Response answer(Kind<?> kind, Call call) {
        if (!call.method().equals("GET")) {
            return Answers.wrongMethod("GET");
        }
        List<ObjectNode> all = kind.all(inventory.catalogue(), base(call)).toList();
        if (call.parameter("name").isPresent()) {
            String name = call.parameter("name").get();
            return all.stream()
                    .filter(node -> nameOf(node).equals(name))
                    .findFirst()
                    .map(Answers::ok)
                    .orElseGet(() -> Answers.error(404, kind.label() + " '" + name + "' not found"));
        }
        String part = call.parameter("searchKey").orElse("").toLowerCase(Locale.ROOT);
        ArrayNode list = Answers.array();
        all.stream()
                .filter(node -> nameOf(node).toLowerCase(Locale.ROOT).contains(part))
                .forEach(list::add);
        return Answers.list(list);
    }

    /// The host by which the operator has reached the node, with the port for clients.
    private Base base(Call call) {
        String host = call.request().headers().first("Host").orElse("localhost");
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        String port = clientPort.map(number -> ":" + number).orElse("");
        return new Base("http://" + name + port, inventory.catalogue());
    }

    private static String nameOf(ObjectNode node) {
        return node.path("name").asString("");
    }

    private static ObjectNode api(Api api, Base base) {
        ObjectNode node = Answers.object()
                .put("url", base.url + api.context().base())
                .put("context", api.context().path())
                .put("version", api.id().version());
        ArrayNode resources = node.putArray("resources");
        for (ApiResource resource : api.resources()) {
            ArrayNode methods =
                    resources.addObject().put("url", resource.path()).putArray("methods");
            resource.allowed().forEach(methods::add);
        }
        return node;
    }

    private static ObjectNode proxy(Proxy proxy, Base base) {
        String url = base.url + "/services/" + proxy.name();
        return Answers.object()
                .put("url", url)
                .put("wsdl1_1", url + "?wsdl")
                .put("wsdl2_0", url + "?wsdl2")
                .put("isRunning", proxy.reach().startOnLoad());
    }

    private static ObjectNode endpoint(EndpointDefinition endpoint, Base base) {
        ObjectNode node = Answers.object();
        ArrayNode addresses = node.putArray("addresses");
        endpoint.addresses().forEach(addresses::add);
        FlowEndpoint live = base.catalogue.endpoint(endpoint);
        EndpointMetrics.suspendedUntil(live).ifPresent(until -> node.put("suspendedUntil", until.toString()));
        return switch (live.circuit().state()) {
            case Circuit.State.Up() -> node.put("state", "up");
            case Circuit.State.Down(Instant since, Instant nextProbeAt) ->
                node.put("state", "down").put("since", since.toString()).put("nextProbe", nextProbeAt.toString());
        };
    }

    private static ObjectNode template(SequenceTemplate template) {
        ObjectNode node = Answers.object().put("type", "sequence");
        ArrayNode parameters = node.putArray("parameters");
        template.parameters().forEach(parameter -> parameters.add(parameter.name()));
        return node;
    }

    private static ObjectNode task(Task task) {
        ObjectNode node = Answers.object().put("taskGroup", task.group()).put("implementation", task.type());
        switch (task.trigger()) {
            case Trigger.Cron(var schedule) -> node.put("triggerType", "cron").put("triggerCron", schedule.toString());
            case Trigger.Every(var interval, var count) ->
                node.put("triggerType", "simple")
                        .put("triggerInterval", interval.toSeconds())
                        .put("triggerCount", count.orElse(-1L));
            case Trigger.Once() -> node.put("triggerType", "simple").put("triggerCount", 1);
        }
        return node;
    }

    private static ObjectNode inbound(InboundEndpoint endpoint) {
        ObjectNode node = Answers.object()
                .put("protocol", endpoint.protocol())
                .put("port", endpoint.place().port())
                .put("status", endpoint.state() == InboundEndpoint.State.LISTENING ? "active" : "inactive");
        endpoint.route().sequence().ifPresent(sequence -> node.put("sequence", sequence));
        endpoint.route().onError().ifPresent(sequence -> node.put("error", sequence));
        return node;
    }

    /// The value may be a secret, and is not shown.
    private static ObjectNode localEntry(LocalEntry entry) {
        return Answers.object().put("size", entry.resource().size());
    }
}
