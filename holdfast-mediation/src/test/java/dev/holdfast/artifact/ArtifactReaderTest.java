// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.entry.Proxy;
import dev.holdfast.entry.PublishedWsdl;
import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.routing.Route;
import dev.holdfast.settings.Parameter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactReaderTest {

    static final String JMS = " class=\"org.apache.synapse.message.store.impl.jms.JmsStore\"";
    private static final String GUARANTEED = "store.producer.guaranteed.delivery.enable=true";

    @TempDir
    private Path temporary;

    private Folder folder = new Folder(Path.of(""));

    @BeforeEach
    void makeFolder() {
        folder = new Folder(temporary);
    }

    @Test
    void guaranteedDeliveryWithFailoverIsReadWhole() {
        ArtifactSet set = Folder.ofResource("guaranteed-delivery-failover").read();

        assertThat(set.problems()).isEmpty();
        assertThat(set.deployment().all(Proxy.class)).containsOnlyKeys("Proxy1");
        assertThat(set.deployment().all(EndpointDefinition.class)).containsOnlyKeys("SimpleStockQuoteService");
        assertThat(set.stores()).extracting(StoreDefinition::name).containsExactly("Original", "failover");
        assertThat(set.stores())
                .extracting(StoreDefinition::type)
                .containsExactly("jms-message-store", "in-memory-message-store");
        assertThat(set.stores().getFirst().failover()).contains(new Route.Failover("failover", true));
        assertThat(set.processors())
                .extracting(processor ->
                        processor.name() + ": " + processor.outageBudget().text())
                .containsExactly(
                        "FailoverMessageProcessor: waits as long as store 'Original' is down, and moves what waits as"
                                + " soon as it is back, at the latest after 1 s; nothing is lost",
                        "ForwardMessageProcessor: gives up after 4 attempts within 3 s; then deactivates and probes"
                                + " again every 1 min; nothing is lost");
        assertThat(set.deployedLines())
                .hasSize(6)
                .first()
                .asString()
                .startsWith("Endpoint named 'SimpleStockQuoteService' has been deployed from file : ")
                .endsWith("endpoints/SimpleStockQuoteService.xml");
    }

    @Test
    void theTextOfTheDocumentationIsReadAsItStands() {
        Folder seed = Folder.ofResource("seed");

        assertThat(seed.problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("endpoint.xml:1: <endpoint")
                                .contains("the namespace is missing"),
                        line -> assertThat(line)
                                .startsWith("failover.xml:1: <messageStore")
                                .contains("namespace is missing"),
                        line -> assertThat(line)
                                .startsWith("original.xml:1: <messageStore")
                                .contains("namespace is missing"));
        assertThat(seed.read().hasErrors()).isFalse();
        assertThat(seed.read().stores()).extracting(StoreDefinition::name).containsExactly("failover", "Orginal");
        assertThat(seed.read().processors()).hasSize(2);
    }

    @Test
    void aMediatorThatIsNotSupportedIsNamedWithItsPlaceAndTheRestIsDeployed() {
        Folder scenario = Folder.ofResource("durable-subscriber");
        ArtifactSet set = scenario.read();

        assertThat(scenario.problems())
                .containsExactly(
                        "proxy-services/PublishProxy.xml:4: <clone>: error: Unknown mediator referenced by configuration element : {http://ws.apache.org/ns/synapse}clone; supported are"
                                + " call, drop, header, log, property, store");
        assertThat(set.deployment().all(Proxy.class)).isEmpty();
        assertThat(set.deployment().all(Sequence.class))
                .containsOnlyKeys("DurableSubscriber", "NonDurableSubscriber", "sub1_fails", "sub2_fails");
        assertThat(set.stores()).hasSize(1);
        assertThat(set.processors()).hasSize(1);
    }

    @Test
    void aHomeOfAServerIsLookedThrough() {
        String below = "repository/deployment/server/synapse-configs/default/";
        folder.with(
                        below + "registry.xml",
                        "<registry provider='org.wso2.micro.integrator.registry.MicroIntegratorRegistry'"
                                + Folder.SYNAPSE + "/>")
                .with(below + "sequences/a.xml", "<sequence name='A'" + Folder.SYNAPSE + "><drop/></sequence>");

        assertThat(folder.read().deployment().all(Sequence.class)).containsOnlyKeys("A");
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aRegistryOfAClassThatIsNotKnownIsNamed() {
        folder.with("registry.xml", "<registry provider='org.example.Registry'" + Folder.SYNAPSE + "/>");
        folder.read();

        assertThat(folder.problems())
                .containsExactly("registry.xml:1: <registry>: warning: provider 'org.example.Registry' is not used;"
                        + " the registry is the folder registry of the artifacts, and what archives bring");
    }

    @Test
    void oneDocumentMayDefineEverything() {
        folder.with("synapse.xml", """
                <definitions xmlns="http://ws.apache.org/ns/synapse">
                  <localEntry key="greeting"> hello </localEntry>
                  <localEntry key="tree"><description>d</description><a xmlns=""><b/></a></localEntry>
                  <sequence name="S"><store messageStore="M"/></sequence>
                  <messageStore name="M"/>
                </definitions>
                """);
        ArtifactSet set = folder.read();

        assertThat(set.problems()).isEmpty();
        assertThat(set.deployment().all(LocalEntry.class))
                .hasEntrySatisfying(
                        "greeting", entry -> assertThat(entry.value()).isEqualTo("hello"));
        assertThat(set.deployment().all(LocalEntry.class))
                .hasEntrySatisfying("tree", entry -> assertThat(entry.value()).isEqualTo("<a><b/></a>"));
        assertThat(set.stores()).hasSize(1);
    }

    @Test
    void of_two_apis_with_one_context_the_second_is_an_error() {
        String api =
                "<api name='%s' context='%s'" + Folder.SYNAPSE + " version='%s' version-type='%s'><resource/></api>";
        folder.with("api/a.xml", api.formatted("A", "/x/", "1", "url"))
                .with("api/b.xml", api.formatted("A", "/x", "2", "url"))
                .with("api/c.xml", api.formatted("B", "/x/{version}", "1", "context"))
                .with("api/d.xml", api.formatted("A", "/y", "2", "url"));

        assertThat(folder.problems())
                .containsExactly(
                        "api/c.xml:1: <api name=\"B\">: error: the context /x/1 is that of the API 'A:v1' already, in api/a.xml:1",
                        "api/d.xml:1: <api name=\"A\">: error: there is an API 'A:v2' already, in api/b.xml:1");
    }

    @Test
    void a_wsdl_that_a_proxy_names_by_its_file_is_loaded_with_the_proxy() {
        String proxy = "<proxy name='%s'" + Folder.SYNAPSE + "><target><inSequence><drop/></inSequence></target>"
                + "<publishWSDL uri='%s'/><parameter name='enablePublishWSDLSafeMode'>%s</parameter></proxy>";
        folder.with("wsdl/q.wsdl", "<d/>")
                .with("proxy-services/a.xml", proxy.formatted("A", "file:wsdl/q.wsdl", "false"))
                .with("proxy-services/b.xml", proxy.formatted("B", "file:wsdl/none.wsdl", "true"))
                .with("proxy-services/c.xml", proxy.formatted("C", "file:wsdl/none.wsdl", "false"));

        ArtifactSet set = folder.read();
        assertThat(set.deployment()
                        .find(Proxy.class, "A")
                        .orElseThrow()
                        .wsdl()
                        .orElseThrow()
                        .document())
                .isEqualTo(new PublishedWsdl.Document.Inline("<d/>"));
        assertThat(set.deployment().find(Proxy.class, "B").orElseThrow().wsdl()).isEmpty();
        assertThat(folder.problems())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("proxy-services/b.xml:1: <publishWSDL>: warning: attribute uri is"))
                .anyMatch(line -> line.startsWith("proxy-services/c.xml:1: <publishWSDL>: error: attribute uri is"));
    }

    @Test
    void whatIsNoArtifactIsSaidToBeNone() {
        folder.with("pom.xml", "<project xmlns='http://maven.apache.org/POM/4.0.0'/>")
                .with("requests/a.xml", "<not well formed")
                .with("proxyservices/b.xml", "<proxy name='B'/>")
                .with("a.xml", "<import name='A'" + Folder.SYNAPSE + "/>")
                .with("b.xml", "<secuence name='A'" + Folder.SYNAPSE + "/>");

        String supported = String.join(", ", ArtifactKind.elements());
        assertThat(folder.problems())
                .containsExactly(
                        "a.xml:1: <import name=\"A\">: error: <import> is not supported yet; supported are "
                                + supported,
                        "b.xml:1: <secuence name=\"A\">: error: <secuence> is not supported; supported are " + supported
                                + "; did you mean 'sequence'?",
                        "pom.xml:1: <project>: warning: this is no artifact: its namespace is"
                                + " http://maven.apache.org/POM/4.0.0",
                        "proxyservices: warning: artifacts in a folder of this name are not read; did you mean"
                                + " 'proxy-services'?");
    }

    @Test
    void aFolderThatIsNotThereOrHasNothingIsAnError() {
        assertThat(folder.read().hasErrors()).isTrue();
        assertThat(new Folder(temporary.resolve("gone")).read().problems())
                .singleElement()
                .asString()
                .contains("there is no such folder");
    }

    @Test
    void malformedXmlAndDocumentTypesAreErrorsOfTheirFileAlone() {
        folder.withStore("fine")
                .with("message-stores/bad.xml", "<messageStore name='bad'>\n<parameter>")
                .with("message-stores/dtd.xml", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<messageStore name='d'/>");

        assertThat(folder.problems())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("message-stores/bad.xml:2: error: not well-formed: "),
                        line -> assertThat(line)
                                .startsWith("message-stores/dtd.xml:1: error: a document type declaration"));
        assertThat(folder.read().stores()).hasSize(1);
    }

    @Test
    void ofTwoOfOneNameTheSecondIsAnError() {
        folder.with("message-stores/a.xml", "<messageStore name='S'" + Folder.SYNAPSE + "/>")
                .with("message-stores/b.xml", "\n<messageStore name='S'" + JMS + Folder.SYNAPSE + "/>");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith("message-stores/b.xml:2: <messageStore name=\"S\">: error: there is a message store 'S'"
                        + " already, in ")
                .endsWith("message-stores/a.xml:1");
        assertThat(folder.read().stores()).extracting(StoreDefinition::type).containsExactly("in-memory-message-store");
    }

    @Test
    void whatRefersToNothingIsAnErrorAndSoIsWhatNeedsIt() {
        folder.withStore("Original")
                .with(
                        "sequences/a.xml",
                        "<sequence name='A'" + Folder.SYNAPSE + ">\n<store messageStore='Orginal'/></sequence>")
                .with("sequences/b.xml", "<sequence name='B' onError='A'" + Folder.SYNAPSE + "><drop/></sequence>")
                .with("sequences/c.xml", "<sequence name='C' onError='fault'" + Folder.SYNAPSE + "><drop/></sequence>");

        assertThat(folder.problems())
                .containsExactly(
                        "sequences/a.xml:2: <store messageStore=\"Orginal\">: error: there is no message store 'Orginal'; did"
                                + " you mean 'Original'?",
                        "sequences/b.xml:1: <sequence name=\"B\">: error: the sequence 'A' is not deployed, as it has errors");
        assertThat(folder.read().deployment().all(Sequence.class)).containsOnlyKeys("C");
    }

    @Test
    void aCircleOfFailoverStoresIsAnErrorOfEachOfThem() {
        folder.withStore("A", GUARANTEED, "store.failover.message.store.name=B")
                .withStore("B", GUARANTEED, "store.failover.message.store.name=C")
                .withStore("C", GUARANTEED, "store.failover.message.store.name=A")
                .withStore("D", GUARANTEED, "store.failover.message.store.name=D");

        assertThat(folder.problems())
                .containsExactly(
                        "message-stores/A.xml:1: <messageStore name=\"A\">: error: the failover stores go round in a circle: A"
                                + " -> B -> C -> A",
                        "message-stores/B.xml:1: <messageStore name=\"B\">: error: the failover stores go round in a circle: B"
                                + " -> C -> A -> B",
                        "message-stores/C.xml:1: <messageStore name=\"C\">: error: the failover stores go round in a circle: C"
                                + " -> A -> B -> C",
                        "message-stores/D.xml:1: <messageStore name=\"D\">: error: the failover stores go round in a circle: D"
                                + " -> D");
        assertThat(folder.read().stores()).isEmpty();
    }

    @Test
    void failoverNeedsGuaranteedDeliveryAndSomebodyWhoBringsMessagesHome() {
        folder.withStore("A", "store.failover.message.store.name=C")
                .withStore("B", GUARANTEED, "store.failover.message.store.name=C")
                .withStore("C");

        assertThat(folder.problems())
                .containsExactly(
                        "message-stores/A.xml:2: <parameter name=\"store.failover.message.store.name\">: warning: parameter"
                                + " 'store.failover.message.store.name' has no effect: parameter"
                                + " 'store.producer.guaranteed.delivery.enable' is not true",
                        "message-stores/B.xml:1: <messageStore name=\"B\">: warning: no failover processor moves messages from"
                                + " 'C' to 'B': what fails over stays there");
    }

    @Test
    void unknownClassesAndParametersAreNamedWithTheNearest() {
        folder.withStore("A", "store.failover.mesage.store.name=B", "store.send.timeout=1")
                .with(
                        "message-stores/B.xml",
                        "<messageStore name='B' class='org.apache.synapse.message.store.impl.jms.JMSStor'" + " clas='x'"
                                + Folder.SYNAPSE + "/>")
                .with(
                        "message-stores/C.xml",
                        "<messageStore name='C'" + Folder.SYNAPSE + "><paramter name='a'/></messageStore>");

        assertThat(folder.problems())
                .containsExactly(
                        "message-stores/A.xml:2: <parameter name=\"store.failover.mesage.store.name\">: warning: unknown"
                                + " parameter 'store.failover.mesage.store.name' has no effect; did you mean"
                                + " 'store.failover.message.store.name'?",
                        "message-stores/B.xml:1: <messageStore name=\"B\">: warning: unknown attribute clas has no effect; did"
                                + " you mean 'class'?",
                        "message-stores/B.xml:1: <messageStore name=\"B\">: error: the class"
                                + " 'org.apache.synapse.message.store.impl.jms.JMSStor' of a message store is not supported, and there is none in the folder lib beside the artifacts;"
                                + " expected one of [org.apache.synapse.message.store.impl.jms.JmsStore,"
                                + " org.apache.synapse.message.store.impl.memory.InMemoryStore]; did you mean"
                                + " 'org.apache.synapse.message.store.impl.jms.JmsStore'?",
                        "message-stores/C.xml:1: <paramter name=\"a\">: error: <paramter> is not supported"
                                + " in <messageStore>; did you mean 'parameter'?");
    }

    @Test
    void placeholdersAndLocalEntriesGiveTheValuesOfParameters() {
        folder.with("local-entries/url.xml", "<localEntry key='url'" + Folder.SYNAPSE + ">tcp://a:1</localEntry>")
                .with(
                        "message-stores/A.xml",
                        "<messageStore name='A'" + JMS + Folder.SYNAPSE + ">"
                                + "<parameter name='java.naming.factory.initial'>$SYSTEM:QUEUE</parameter>"
                                + "<parameter name='java.naming.provider.url' key='url'/></messageStore>")
                .withStore("B", "java.naming.provider.url=$SYSTEM:QUEU");

        assertThat(folder.read().stores().getFirst().parameters().values())
                .extracting(Parameter::value)
                .containsExactlyInAnyOrder("orders", "tcp://a:1");
        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains("there is no environment variable QUEU; did you mean 'QUEUE'?");
    }

    @Test
    void anEntryMayStandInAFile() {
        folder.with("texts/a.txt", "text")
                .with(
                        "local-entries/a.xml",
                        "<definitions" + Folder.SYNAPSE + "><localEntry key='a' src='file:texts/a.txt'/>"
                                + "<localEntry key='b' src='http://localhost/a'/><localEntry key='c' src='file:gone'/>"
                                + "</definitions>");

        assertThat(folder.read().deployment().all(LocalEntry.class)).containsOnlyKeys("a", "b");
        assertThat(folder.read().deployment().all(LocalEntry.class))
                .hasEntrySatisfying("a", entry -> assertThat(entry.value()).isEqualTo("text"));
        assertThat(folder.problems()).hasSize(2);
    }

    @Test
    void twoProcessorsOnOneStoreAreAWarning() {
        folder.withStore("S").withForwarding("A", "S").withForwarding("B", "S");

        assertThat(folder.problems())
                .containsExactly("message-processors/B.xml:1: <messageProcessor name=\"B\">:"
                        + " warning: processor 'A' takes messages from store 'S' too: each message goes to one of them, and"
                        + " their order is lost");
        assertThat(folder.read().processors().getFirst().target()).isEqualTo(Optional.empty());
    }

    @Test
    void aProxyThatIsPinnedToOtherNodesIsReadAndNotDeployed() {
        String proxy = "<proxy name='%s' pinnedServers='%s'" + Folder.SYNAPSE
                + "><target><inSequence><drop/></inSequence></target></proxy>";
        folder.with("proxy-services/here.xml", proxy.formatted("Here", "other, localhost"))
                .with("proxy-services/there.xml", proxy.formatted("There", "other"));

        assertThat(folder.problems()).isEmpty();
        assertThat(folder.read().deployment().all(Proxy.class)).containsOnlyKeys("Here");
    }
}
