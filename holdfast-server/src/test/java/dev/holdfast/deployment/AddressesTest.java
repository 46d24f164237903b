// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The back ends that stand-ins take the place of.
class AddressesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            <address uri="http://h:90/s"/> | http://h:90/s
            <http uri-template="http://h:90/o/{uri.var.id}?q={query.param.q}"/> | http://h:90/o/
            <address uri="http://h:90/${path}"/> | http://h:90/
            <address uri="http://${host}/s"/> | none
            <http uri-template="http://h:90{uri.var.port}/s"/> | none
            <default/> | none
            <failover><endpoint><address uri="http://a/s"/></endpoint></failover> | http://a/s
            <loadbalance><member hostName="h" httpPort="91"/></loadbalance> | http://h:91
            <recipientlist><endpoint><loadbalance><endpoint><address uri="http://a/s"/></endpoint></loadbalance></endpoint></recipientlist> | http://a/s
            """)
    void those_of_all_forms_are_found(String form, String expected) {
        String xml = "<endpoint name=\"E\">" + form + "</endpoint>";
        EndpointDefinition definition = EndpointDefinition.read(
                XmlSource.read("e.xml", xml.getBytes(StandardCharsets.UTF_8)),
                new FlowReading(new Problems(), Surroundings.ofProcess(), Map.of()));
        Deployment deployment = new Deployment.Builder()
                .with(EndpointDefinition.class, "E", definition)
                .build();

        assertThat(Addresses.ofBackEnds(deployment))
                .map(Object::toString)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }
}
