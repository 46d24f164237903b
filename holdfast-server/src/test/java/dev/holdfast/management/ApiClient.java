// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the management API, trusting the node's own certificate and no other.
public final class ApiClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String base;
    private String token = "none";

    /// @param port of the management API
    /// @param keys the folder of the node's keys
    public ApiClient(int port, Path keys) throws IOException, GeneralSecurityException {
        this.http = HttpClient.newBuilder().sslContext(trusting(keys)).build();
        this.base = "https://127.0.0.1:" + port + "/management";
    }

    /// What came back.
    public record Answer(int status, String text, String allow) {

        /// The body.
        public JsonNode json() {
            return JSON.readTree(text);
        }
    }

    /// Takes a token.
    public void login(String password) throws IOException, InterruptedException {
        token = send(withPassword("admin", password)).json().path("AccessToken").asString();
    }

    int loginStatus(String user, String password) throws IOException, InterruptedException {
        return send(withPassword(user, password)).status();
    }

    void forget() {
        token = "none";
    }

    /// Asks.
    public Answer get(String path) throws IOException, InterruptedException {
        return send(withToken(path).GET());
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(withToken(path).DELETE());
    }

    /// Changes something.
    public Answer post(String path, String body) throws IOException, InterruptedException {
        return send(withToken(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder withToken(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder withPassword(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(base + "/login"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Allow").orElse(""));
    }

    private static SSLContext trusting(Path keys) throws IOException, GeneralSecurityException {
        char[] password =
                Files.readString(keys.resolve("listener.password")).trim().toCharArray();
        KeyStore own = KeyStore.getInstance(keys.resolve("listener.p12").toFile(), password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("holdfast", own.getCertificate("holdfast"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
