// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.awaitility.Awaitility.await;

import dev.holdfast.bench.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The management API as an operator uses it, with the password that the first start has printed.
final class Management implements AutoCloseable {

    private static final Pattern PASSWORD = Pattern.compile("user admin, password (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http;
    private final String base;
    private final String password;
    private @Nullable String token;

    private Management(HttpClient http, String base, String password) {
        this.http = http;
        this.base = base;
        this.password = password;
    }

    /// @param program that was started for the first time on its data
    static Management of(Program program) {
        program.process().await(PASSWORD.asPredicate());
        String password = program.process().lines().stream()
                .map(PASSWORD::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no password was printed"));
        return new Management(
                HttpClient.newBuilder().sslContext(trustAll()).build(),
                "https://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                        + program.ports().management() + "/management",
                password);
    }

    /// The program was started again: tokens are gone, and the management API comes last.
    void awaitBack() {
        await().atMost(PATIENCE).ignoreException(UncheckedIOException.class).until(() -> {
            token = login();
            return true;
        });
    }

    JsonNode get(String path) {
        return ask(HttpRequest.newBuilder(URI.create(base + path)));
    }

    JsonNode post(String path, String body) {
        return ask(HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode store(String name) {
        return get("/message-stores?name=" + name);
    }

    JsonNode processor(String name) {
        return get("/message-processors?name=" + name);
    }

    void activate(String processor) {
        post("/message-processors", "{\"name\":\"" + processor + "\",\"status\":\"active\"}");
    }

    void deactivate(String processor) {
        post("/message-processors", "{\"name\":\"" + processor + "\",\"status\":\"inactive\"}");
    }

    /// What happened to a message, in order.
    List<String> events(String id) {
        JsonNode list = get("/ledger?id=" + id).path("list");
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.path(i).path("event").asString(""))
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private JsonNode ask(HttpRequest.Builder request) {
        String bearer = token;
        if (bearer == null) {
            bearer = login();
            token = bearer;
        }
        return send(request.header("Authorization", "Bearer " + bearer));
    }

    private String login() {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(base + "/login")).header("Authorization", "Basic " + credentials))
                .path("AccessToken")
                .asString("");
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the program was asked", e);
        }
    }

    /// The certificate is made by the program under test at its first start, for names of this machine.
    private static SSLContext trustAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class TrustAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
