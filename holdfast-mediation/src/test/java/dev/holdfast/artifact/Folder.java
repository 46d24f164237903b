// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.artifact.ArtifactSurroundings.Reach;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.xml.XmlElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A folder of artifacts, and what reading it says.
record Folder(Path path) {

    static final String SYNAPSE = " xmlns=\"http://ws.apache.org/ns/synapse\"";
    static final String FORWARDING =
            "org.apache.synapse.message.processor.impl.forwarder.ScheduledMessageForwardingProcessor";
    static final String FAILOVER =
            "org.apache.synapse.message.processor.impl.failover.FailoverScheduledMessageForwardingProcessor";

    /// A folder of the test resources.
    static Folder ofResource(String name) {
        try {
            return new Folder(Path.of(Folder.class.getResource(name).toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// This folder with one more file.
    Folder with(String file, String text) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// This folder with one more store, in memory.
    Folder withStore(String name, String... parameters) {
        return with(
                "message-stores/" + name + ".xml",
                "<messageStore name=\"" + name + "\"" + SYNAPSE + ">\n" + lines(parameters) + "</messageStore>");
    }

    /// This folder with one more forwarding processor, without an endpoint.
    Folder withForwarding(String name, String store, String... parameters) {
        return withProcessor(FORWARDING, name, store, parameters);
    }

    /// This folder with one more processor.
    Folder withProcessor(String type, String name, String store, String... parameters) {
        return with(
                "message-processors/" + name + ".xml",
                "<messageProcessor name=\"%s\" class=\"%s\" messageStore=\"%s\"%s>\n%s</messageProcessor>"
                        .formatted(name, type, store, SYNAPSE, lines(parameters)));
    }

    ArtifactSet read() {
        return read(mediators());
    }

    ArtifactSet read(Map<String, MediatorReader> mediators) {
        return reader(mediators).read(path);
    }

    /// What reads it.
    ArtifactReader reader(Map<String, MediatorReader> mediators) {
        Surroundings surroundings =
                new Surroundings(Map.of("QUEUE", "orders"), Map.of(), Map.of(), name -> Optional.<String>empty());
        return new ArtifactReader(
                new ArtifactSurroundings(stores(), surroundings, "localhost", Reach.none()), mediators);
    }

    /// The problems, without the path of this folder.
    List<String> problems() {
        return read().problems().stream()
                .map(problem -> problem.toString().replace(path + "/", ""))
                .toList();
    }

    private static String lines(String... parameters) {
        return Stream.of(parameters)
                .map(parameter -> parameter.split("=", 2))
                .map(pair -> "<parameter name=\"" + pair[0] + "\">" + pair[1] + "</parameter>\n")
                .collect(Collectors.joining());
    }

    private static List<MessageStoreProvider> stores() {
        return List.of(
                new Provider("in-memory-message-store", "org.apache.synapse.message.store.impl.memory.InMemoryStore"),
                new Provider("jms-message-store", "org.apache.synapse.message.store.impl.jms.JmsStore"));
    }

    private static Map<String, MediatorReader> mediators() {
        Stream<MediatorReader> plain =
                Stream.of("log", "property", "header", "call", "drop").map(name -> new Plain(Syntax.of(name, "")));
        return Stream.concat(plain, Stream.of(new Storing()))
                .collect(Collectors.toMap(reader -> reader.syntax().element(), Function.identity()));
    }

    private record Provider(String type, String className) implements MessageStoreProvider {

        @Override
        public Set<String> classNames() {
            return Set.of(className);
        }

        @Override
        public Blueprint read(Parameters parameters) {
            parameters.text("java.naming.factory.initial");
            parameters.text("java.naming.provider.url");
            parameters.text("store.jms.JMSSpecVersion");
            return setting -> new VolatileMessageStore(setting.name(), setting.timer(), 10);
        }
    }

    private record Plain(Syntax syntax) implements MediatorReader {

        @Override
        public Mediator read(XmlElement xml, FlowReading reading) {
            return _ -> Flow.CONTINUE;
        }
    }

    private record Storing() implements MediatorReader {

        @Override
        public Syntax syntax() {
            return Syntax.of("store", "");
        }

        @Override
        public Mediator read(XmlElement xml, FlowReading reading) {
            reading.refersTo(Kind.MESSAGE_STORE, reading.required(xml, "messageStore"), xml);
            return _ -> Flow.CONTINUE;
        }
    }
}
