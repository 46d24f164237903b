// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The SimpleStockQuoteService of the samples as a program of its own: `getQuote` is answered with a quote,
/// `placeOrder` and everything else with 202 and no body.
///
/// Usage: `StockQuoteStandIn PORT PATH [options]`, such as
/// `StockQuoteStandIn 9000 /services/SimpleStockQuoteService`.
///
/// | option | |
/// |---|---|
/// | `--status=500 --times=4` | the first 4 requests are answered with status 500 |
/// | `--parent=PID` | ends when that process ends |
///
/// While it runs, `GET /mode?status=503&times=2` makes it answer the next 2 requests with 503, and `times=0`
/// ends that. It listens on 127.0.0.1, says `Back end is up on PORT` when it is ready, and prints one line or
/// three for each request.
public final class StockQuoteStandIn {

    private static final String USAGE = "StockQuoteStandIn PORT PATH [--status=500 --times=4] [--parent=PID]";
    private static final String LOG = "INFO  [wso2/stockquote_service] - ";
    private static final Pattern SYMBOL = Pattern.compile("<(?:[\\w.-]+:)?symbol[^>]*>\\s*([^<]{1,40}?)\\s*<");
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final int LAST_STATUS = 599;

    private final int port;
    private final FailureMode failures;

    private StockQuoteStandIn(int port, FailureMode failures) {
        this.port = port;
        this.failures = failures;
    }

    /// Runs the back end.
    public static void main(String[] arguments) throws InterruptedException {
        Life.run(arguments, StockQuoteStandIn::start);
    }

    private static Runnable start(String[] commandLine) {
        Arguments arguments =
                Arguments.parse(commandLine, USAGE, List.of("PORT", "PATH"), List.of("status", "times", "parent"));
        Life.endWith(arguments.number("parent"));
        long port = Arguments.positive("PORT", arguments.words().getFirst());
        String path = arguments.words().getLast();
        if (port > 65_535 || !path.startsWith("/")) {
            throw new UsageException("PORT is 1 to 65535 and PATH begins with /; usage: " + USAGE);
        }
        int status = status(arguments.number("status").orElse(500L));
        long times = arguments.number("times").orElse(0L);
        StockQuoteStandIn backEnd = new StockQuoteStandIn((int) port, new FailureMode(status, times));
        HttpServer server = backEnd.listen(path);
        System.out.println("Back end is up on " + port);
        return () -> server.stop(0);
    }

    private static int status(long value) {
        if (value < 100 || value > LAST_STATUS) {
            throw new UsageException("status is " + value + "; expected 100 to " + LAST_STATUS);
        }
        return (int) value;
    }

    private HttpServer listen(String path) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(path, this::serve);
            server.createContext("/mode", this::changeMode);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UsageException("the back end cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int failure = failures.next();
        if (failure != 0) {
            System.out.println(LOG + "Answering with status " + failure + ".");
            answer(exchange, failure, "", "");
        } else if (request.contains("getQuote")) {
            quote(exchange, request);
        } else {
            System.out.println(LOG + "Stock quote service invoked.");
            System.out.println(LOG + "Accepted order for " + symbol(request) + " on port " + port + ".");
            System.out.println(LOG + "Stock order placed.");
            answer(exchange, 202, "", "");
        }
    }

    private static void quote(HttpExchange exchange, String request) throws IOException {
        String symbol = symbol(request);
        System.out.println(LOG + "Stock quote service invoked.");
        System.out.println(LOG + "Generating getQuote response for " + symbol);
        boolean soap12 = request.contains(SOAP_12);
        String body = """
                <soapenv:Envelope xmlns:soapenv="%s"><soapenv:Body>\
                <ns:getQuoteResponse xmlns:ns="http://services.samples"><ns:return xmlns:ax="http://services.samples/xsd">\
                <ax:name>%s Company</ax:name><ax:last>84.75</ax:last><ax:symbol>%s</ax:symbol>\
                </ns:return></ns:getQuoteResponse></soapenv:Body></soapenv:Envelope>
                """.formatted(soap12 ? SOAP_12 : SOAP_11, symbol, symbol);
        System.out.println(LOG + "Stock quote generated.");
        answer(exchange, 200, (soap12 ? "application/soap+xml" : "text/xml") + ";charset=UTF-8", body);
    }

    private static String symbol(String request) {
        Matcher matcher = SYMBOL.matcher(request);
        return matcher.find() ? matcher.group(1) : "(no symbol)";
    }

    private void changeMode(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        Map<String, String> values = Stream.of(query.split("&"))
                .filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(
                        pair -> pair.substring(0, pair.indexOf('=')),
                        pair -> pair.substring(pair.indexOf('=') + 1),
                        (first, _) -> first));
        try {
            int status = status(Arguments.positive("status", values.getOrDefault("status", "500")));
            String times = values.getOrDefault("times", "1");
            failures.set(status, times.equals("0") ? 0 : Arguments.positive("times", times));
            answer(exchange, 200, "text/plain", "the next " + times + " requests are answered with " + status + "\n");
        } catch (UsageException e) {
            answer(exchange, 400, "text/plain", e.getMessage() + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
