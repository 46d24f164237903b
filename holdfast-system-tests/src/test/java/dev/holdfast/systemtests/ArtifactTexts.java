// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import java.util.LinkedHashMap;
import java.util.Map;

/// Artifacts as users write them.
final class ArtifactTexts {

    static final String STORE = "<store messageStore=\"Waiting\"/>";
    static final String LOG_FULL = "<log level=\"full\"/>";

    private ArtifactTexts() {}

    /// A proxy `Orders` with an in-sequence, a store `Waiting`, and its forwarding processor.
    static Map<String, String> ordersTo(String mediators) {
        return ordersTo(mediators, "");
    }

    /// @param faultMediators of the proxy's fault sequence; empty for none
    static Map<String, String> ordersTo(String mediators, String faultMediators) {
        Map<String, String> artifacts = new LinkedHashMap<>();
        artifacts.put("Orders.xml", proxy(mediators, faultMediators));
        artifacts.put("Waiting.xml", embeddedStore("Waiting"));
        artifacts.put("BackEnd.xml", endpoint());
        artifacts.put("Forward.xml", forward("Waiting"));
        return artifacts;
    }

    static String proxy(String mediators, String faultMediators) {
        String fault = faultMediators.isEmpty() ? "" : "<faultSequence>" + faultMediators + "</faultSequence>";
        return """
                <proxy name="Orders" transports="http" startOnLoad="true" xmlns="http://ws.apache.org/ns/synapse">
                  <target>
                    <inSequence>
                      <property name="FORCE_SC_ACCEPTED" value="true" scope="axis2"/>
                      <property name="OUT_ONLY" value="true"/>
                      %s
                    </inSequence>
                    %s
                  </target>
                </proxy>
                """.formatted(mediators, fault);
    }

    static String embeddedStore(String name) {
        return "<messageStore name=\"%s\" xmlns=\"http://ws.apache.org/ns/synapse\"/>".formatted(name);
    }

    /// A store on a broker.
    ///
    /// @param parameters more of them, as XML
    static String jmsStore(String name, String url, String parameters) {
        return """
                <messageStore class="org.apache.synapse.message.store.impl.jms.JmsStore" name="%s"
                              xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="java.naming.factory.initial">org.apache.activemq.jndi.ActiveMQInitialContextFactory</parameter>
                  <parameter name="java.naming.provider.url">%s</parameter>
                  %s
                </messageStore>
                """.formatted(name, url, parameters);
    }

    static String failoverTo(String store) {
        return """
                <parameter name="store.failover.message.store.name">%s</parameter>
                <parameter name="store.producer.guaranteed.delivery.enable">true</parameter>
                """.formatted(store);
    }

    static String endpoint() {
        return """
                <endpoint name="BackEnd" xmlns="http://ws.apache.org/ns/synapse">
                  <address uri="http://BACK_END/orders"/>
                </endpoint>
                """;
    }

    static String forward(String store) {
        return """
                <messageProcessor name="Forward" messageStore="%s" targetEndpoint="BackEnd"
                                  class="org.apache.synapse.message.processor.impl.forwarder.ScheduledMessageForwardingProcessor"
                                  xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="interval">0</parameter>
                  <parameter name="client.retry.interval">100</parameter>
                  <parameter name="max.delivery.attempts">-1</parameter>
                </messageProcessor>
                """.formatted(store);
    }
}
