// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoints.EndpointDefinition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Endpoints that take from other artifacts what they are.
class EndpointReadingTest {

    private static final String WSDL = "<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\""
            + " xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\"><wsdl:service name=\"S\">"
            + "<wsdl:port name=\"P1\"><soap:address location=\"http://one/s\"/></wsdl:port>"
            + "<wsdl:port name=\"P2\"><soap:address location=\"http://two/s\"/></wsdl:port>"
            + "</wsdl:service></wsdl:definitions>";

    @TempDir
    private Path path;

    private Folder folder() {
        return new Folder(path);
    }

    private static String endpoint(String attributes, String inside) {
        return "<endpoint" + Folder.SYNAPSE + " " + attributes + ">" + inside + "</endpoint>";
    }

    private static List<String> addresses(Folder folder, String name) {
        return folder.read()
                .deployment()
                .find(EndpointDefinition.class, name)
                .orElseThrow()
                .addresses();
    }

    private Folder withTemplate(String inside) {
        return folder().with(
                        "templates/T.xml",
                        "<template" + Folder.SYNAPSE + " name=\"T\"><parameter name=\"host\"/>"
                                + "<parameter name=\"path\" defaultValue=\"s\"/>" + inside + "</template>");
    }

    @Test
    void aTemplateIsFilledWithValuesAndGivesAnEndpointOfItsOwn() {
        Folder folder = withTemplate("<endpoint name=\"$name\"><address uri=\"$uri/$host/$path/$hostile/$name\">"
                        + "<suspendOnFailure><initialDuration>$time</initialDuration></suspendOnFailure>"
                        + "</address></endpoint>")
                .with(
                        "endpoints/A.xml",
                        endpoint(
                                "name=\"A\" template=\"T\" uri=\"http://u\"",
                                "<parameter name=\"host\" value=\"h\"/><parameter name=\"time\" value=\"5\"/>"));
        assertThat(folder.problems())
                .containsExactly(
                        "endpoints/A.xml:1: <parameter name=\"time\">: warning: the template has no parameter time",
                        "templates/T.xml:1: <initialDuration>: error: parameter 'initialDuration' is '$time'; expected a"
                                + " whole number");
        folder = withTemplate("<endpoint name=\"$name\"><address uri=\"$uri/$host/$path/$name\"/></endpoint>");
        assertThat(folder.problems())
                .containsExactly(
                        "endpoints/A.xml:1: <parameter name=\"time\">: warning: the template has no parameter time");
        assertThat(addresses(folder, "A")).containsExactly("http://u/h/s/A");
    }

    @Test
    void whatATemplateNeedsIsReported() {
        Folder folder = withTemplate("<endpoint><address uri=\"$uri/$host\"/></endpoint>")
                .with("endpoints/A.xml", endpoint("name=\"A\" template=\"T\"", ""))
                .with("endpoints/B.xml", endpoint("name=\"B\" template=\"TT\"", ""));
        assertThat(folder.problems())
                .anySatisfy(line -> assertThat(line).contains("A.xml").contains("parameter host is missing"))
                .anySatisfy(line -> assertThat(line).contains("A.xml").contains("attribute uri is missing"))
                .anySatisfy(line -> assertThat(line).contains("there is no template 'TT'; did you mean 'T'?"));
    }

    @Test
    void templatesThatAreMadeOfEachOtherAreReported() {
        Folder folder = folder().with(
                        "templates/T.xml",
                        "<template" + Folder.SYNAPSE + " name=\"T\"><endpoint template=\"T\"/></template>")
                .with("endpoints/A.xml", endpoint("name=\"A\" template=\"T\"", ""));
        assertThat(folder.problems()).anySatisfy(line -> assertThat(line).contains("templates are made of each other"));
    }

    @Test
    void anAddressIsThatOfAPortInAWsdl() {
        Folder folder = folder().with("wsdls/s.wsdl", WSDL)
                .with("local-entries/w.xml", "<localEntry" + Folder.SYNAPSE + " key=\"w\">" + WSDL + "</localEntry>")
                .with("endpoints/A.xml", endpoint("name=\"A\"", "<wsdl service=\"S\" port=\"P1\">" + WSDL + "</wsdl>"))
                .with(
                        "endpoints/B.xml",
                        endpoint("name=\"B\"", "<wsdl service=\"S\" port=\"P2\" uri=\"file:wsdls/s.wsdl\"/>"))
                .with("endpoints/C.xml", endpoint("name=\"C\"", "<wsdl service=\"S\" port=\"P2\" uri=\"w\"/>"));
        assertThat(folder.problems()).isEmpty();
        assertThat(addresses(folder, "A")).containsExactly("http://one/s");
        assertThat(addresses(folder, "B")).containsExactly("http://two/s");
        assertThat(addresses(folder, "C")).containsExactly("http://two/s");
    }

    @Test
    void aWsdlOfVersionTwoHasEndpointsForPorts() {
        String wsdl = "<d:description xmlns:d=\"http://www.w3.org/ns/wsdl\"><d:service name=\"S\">"
                + "<d:endpoint name=\"P\" address=\"https://two/s\"/></d:service></d:description>";
        Folder folder = folder().with(
                        "endpoints/A.xml",
                        endpoint("name=\"A\"", "<wsdl service=\"S\" port=\"P\">" + wsdl + "</wsdl>"));
        assertThat(folder.problems()).isEmpty();
        assertThat(addresses(folder, "A")).containsExactly("https://two/s");
    }

    @Test
    void aWsdlWithoutThePortIsReported() {
        Folder folder = folder().with(
                        "endpoints/A.xml",
                        endpoint("name=\"A\"", "<wsdl service=\"S\" port=\"P3\">" + WSDL + "</wsdl>"))
                .with(
                        "endpoints/B.xml",
                        endpoint("name=\"B\"", "<wsdl service=\"S\" port=\"P\" uri=\"file:none.wsdl\"/>"));
        assertThat(folder.problems())
                .anySatisfy(line -> assertThat(line).contains("the WSDL has no port 'P3'; did you mean 'P1'?"))
                .anySatisfy(line -> assertThat(line).contains("the WSDL 'file:none.wsdl' cannot be read"));
    }

    @Test
    void endpointsThatCannotBeSentToAreReported() {
        Folder folder = folder().withStore("M")
                .with("endpoints/A.xml", endpoint("name=\"A\"", "<failover><endpoint key=\"B\"/></failover>"))
                .with("endpoints/B.xml", endpoint("name=\"B\" key=\"A\"", ""))
                .with(
                        "endpoints/L.xml",
                        endpoint(
                                "name=\"L\"",
                                "<recipientlist><endpoint><address uri=\"http://h\"/></endpoint></recipientlist>"))
                .with("endpoints/G.xml", endpoint("name=\"G\"", "<loadbalance><endpoint key=\"K\"/></loadbalance>"))
                .with("endpoints/K.xml", endpoint("name=\"K\" key=\"L\"", ""))
                .with(
                        "message-processors/P.xml",
                        "<messageProcessor name=\"P\" class=\"" + Folder.FORWARDING + "\" messageStore=\"M\""
                                + " targetEndpoint=\"K\"" + Folder.SYNAPSE + "/>");
        assertThat(folder.problems())
                .anySatisfy(line -> assertThat(line).contains("in a circle: A -> B -> A"))
                .anySatisfy(line -> assertThat(line).contains("G.xml").contains("'K' is a recipientlist"))
                .anySatisfy(line -> assertThat(line).contains("P.xml").contains("'K' is a recipientlist"));
    }
}
