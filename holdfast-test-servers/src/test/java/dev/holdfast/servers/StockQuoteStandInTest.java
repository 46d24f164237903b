// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.dev.StockQuoteStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StockQuoteStandInTest {

    private static final String PATH = "/services/SimpleStockQuoteService";
    private static final String GET_QUOTE = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
            <ser:getQuote xmlns:ser="http://services.samples"><ser:request>
            <xsd:symbol xmlns:xsd="http://services.samples/xsd">IBM</xsd:symbol>
            </ser:request></ser:getQuote></soapenv:Body></soapenv:Envelope>
            """;

    @Test
    void get_quote_is_answered_and_place_order_accepted() throws IOException, InterruptedException {
        int port = FreePort.next();
        try (ChildProcess backEnd = start(port);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> quote = post(client, port, GET_QUOTE);
            assertThat(quote.statusCode()).isEqualTo(200);
            assertThat(quote.body()).contains("getQuoteResponse", "<ax:symbol>IBM</ax:symbol>");
            HttpResponse<String> order = post(client, port, GET_QUOTE.replace("getQuote", "placeOrder"));
            assertThat(order.statusCode()).isEqualTo(202);
            assertThat(order.body()).isEmpty();
            assertThat(backEnd.isAlive()).isTrue();
        }
    }

    @Test
    void failures_are_switched_on_for_a_number_of_requests() throws IOException, InterruptedException {
        int port = FreePort.next();
        try (ChildProcess _ = start(port, "--status=500", "--times=1");
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(post(client, port, GET_QUOTE).statusCode()).isEqualTo(500);
            assertThat(post(client, port, GET_QUOTE).statusCode()).isEqualTo(200);
            HttpRequest mode = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/mode?status=503&times=1"))
                    .build();
            assertThat(client.send(mode, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(post(client, port, GET_QUOTE).statusCode()).isEqualTo(503);
            assertThat(post(client, port, GET_QUOTE).statusCode()).isEqualTo(200);
        }
    }

    private static ChildProcess start(int port, String... options) {
        List<String> arguments = new java.util.ArrayList<>(List.of(Integer.toString(port), PATH));
        arguments.addAll(List.of(options));
        arguments.add("--parent=" + ProcessHandle.current().pid());
        return ChildProcess.start(StockQuoteStandIn.class, arguments, "Back end is up on");
    }

    private static HttpResponse<String> post(HttpClient client, int port, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
                .header("Content-Type", "text/xml; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
