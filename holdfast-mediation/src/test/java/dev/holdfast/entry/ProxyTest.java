// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    private static final String WSDL = """
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
              <wsdl:types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
                <xs:import namespace="urn:u" schemaLocation="types.xsd"/>
                <xs:import namespace="urn:v" schemaLocation="http://elsewhere/v.xsd"/></xs:schema></wsdl:types>
              <wsdl:service name="S"><wsdl:port name="P" binding="b"><soap:address location="http://old:1/x"/></wsdl:port>
              </wsdl:service></wsdl:definitions>""";
    private static final String TARGET = "<target><inSequence><respond/></inSequence></target>";

    private final Gateway gateway = new Gateway();

    private void withProxy(String more) {
        gateway.with("<proxy xmlns=\"http://ws.apache.org/ns/synapse\" name=\"P\">" + TARGET + more + "</proxy>");
    }

    private Response get(String path, String query) {
        return gateway.handle("GET", path, query, Headers.of("Host", "gw:8290"), Content.empty());
    }

    private static String text(Response response) {
        return new String(response.content().toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void a_wsdl_is_shown_with_the_address_under_which_the_proxy_was_reached() {
        withProxy("<publishWSDL>" + WSDL + "<resource location=\"types.xsd\" key=\"types\"/></publishWSDL>");
        gateway.with("<localEntry key=\"types\"><![CDATA[<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/>]]>"
                + "</localEntry>");
        assertThat(gateway.problems()).isEmpty();
        Response wsdl = get("/services/P", "wsdl");
        assertThat(wsdl.status()).isEqualTo(200);
        assertThat(wsdl.content().type()).hasValue("text/xml; charset=UTF-8");
        assertThat(text(wsdl))
                .contains("location=\"http://gw:8290/services/P\"")
                .contains("schemaLocation=\"http://gw:8290/services/P?xsd=types.xsd\"")
                .contains("schemaLocation=\"http://elsewhere/v.xsd\"")
                .doesNotContain("old:1");
        assertThat(text(get("/services/P", "xsd=types.xsd"))).contains("schema");
        assertThat(text(get("/services/P", "xsd"))).contains("targetNamespace=\"urn:t\"");
        assertThat(get("/services/P", "xsd=other.xsd").status()).isEqualTo(404);
        assertThat(get("/services/P", "wsdl2").status()).isEqualTo(404);
        assertThat(text(get("/services/P", "info"))).contains("http://gw:8290/services/P?wsdl");
    }

    @Test
    void a_wsdl_of_a_key_is_read_when_it_is_asked_for() {
        withProxy("<publishWSDL key=\"w\"/>");
        gateway.with("<localEntry key=\"w\"><![CDATA[<d:description xmlns:d=\"http://www.w3.org/ns/wsdl\"><d:service>"
                + "<d:endpoint address=\"http://old\"/></d:service></d:description>]]></localEntry>");
        assertThat(text(get("/services/P", "wsdl2"))).contains("address=\"http://gw:8290/services/P\"");
        assertThat(get("/services/P", "wsdl").status()).isEqualTo(404);
    }

    @Test
    void a_wsdl_that_is_no_xml_is_500_and_in_the_log() {
        withProxy("<publishWSDL key=\"w\"/>");
        gateway.with("<localEntry key=\"w\">no XML</localEntry>");
        try (LogCapture log = new LogCapture(WsdlPages.class.getName())) {
            assertThat(get("/services/P", "wsdl").status()).isEqualTo(500);
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void a_proxy_without_a_wsdl_says_so_and_other_queries_are_requests() {
        withProxy("");
        assertThat(get("/services/P", "wsdl").status()).isEqualTo(404);
        assertThat(text(get("/services/P", "wsdl"))).contains("No WSDL was provided");
        assertThat(get("/services/P", "policy").status()).isEqualTo(404);
        assertThat(get("/services/P", "info").status()).isEqualTo(200);
        assertThat(get("/services/P", "wsdls=1").status()).isEqualTo(200);
        assertThat(get("/services/P", "info=1").content().isEmpty()).isTrue();
    }

    @Test
    void a_phrase_of_the_artifact_stands_beside_the_status() {
        gateway.with(
                "<proxy name=\"P\"><target><inSequence><property name=\"HTTP_SC_DESC\" value=\"Made\" scope=\"axis2\"/>"
                        + "<respond/></inSequence></target></proxy>");
        assertThat(get("/services/P", "").phrase()).isEqualTo("Made");
    }

    @Test
    void the_list_of_services_is_forbidden() {
        assertThat(get("/services", "").status()).isEqualTo(403);
        assertThat(get("/services/", "").status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void every_method_is_a_request(String method) {
        gateway.with("<proxy name=\"P\"><target><inSequence><property name=\"HTTP_SC\" value=\"203\" scope=\"axis2\"/>"
                + "<respond/></inSequence></target></proxy>");
        assertThat(gateway.handle(method, "/services/P/x", "", Headers.empty(), Content.empty())
                        .status())
                .isEqualTo(203);
    }

    @Test
    void a_proxy_that_is_not_started_or_for_another_transport_is_not_there() {
        gateway.with("<proxy name=\"P\" startOnLoad=\"false\">" + TARGET + "</proxy>")
                .with("<proxy name=\"Q\" transports=\"https\">" + TARGET + "</proxy>")
                .with("<proxy name=\"R\">" + TARGET + "<parameter name=\"inbound.only\">true</parameter></proxy>");
        for (String name : new String[] {"P", "Q", "R"}) {
            assertThat(get("/services/" + name, "").status()).isEqualTo(404);
        }
    }

    @Test
    void a_path_that_leads_elsewhere_is_refused() {
        withProxy("");
        assertThat(get("/services/P/../Q", "").status()).isEqualTo(400);
        assertThat(get("/services/P/%2e%2e/Q", "").status()).isEqualTo(400);
    }

    @Test
    void what_is_wrong_with_a_proxy_is_said_by_name() {
        gateway.with("<proxy name=\"P\" transports=\"jms\"><target/><enableSec/><policy key=\"p\"/>"
                        + "<enableAddressing/></proxy>")
                .with("<proxy name=\"Q\"><target endpoint=\"E\"/><publishWSDL endpoint=\"E\"/></proxy>")
                .with("<proxy name=\"R\"><target endpoint=\"E\"/><publishWSDL/></proxy>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("transport jms is not supported"))
                .anyMatch(line -> line.contains("neither an inSequence nor an endpoint"))
                .anyMatch(line -> line.contains("WS-Security (enableSec) is not supported"))
                .anyMatch(line -> line.contains("WS-Policy (policy) is not supported"))
                .anyMatch(line -> line.contains("publishWSDL with what an endpoint says of itself"))
                .anyMatch(line -> line.contains("publishWSDL holds 0 descriptions"))
                .noneMatch(line -> line.contains("enableAddressing"));
    }
}
