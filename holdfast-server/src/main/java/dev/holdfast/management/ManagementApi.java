// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// The management API: paths, JSON shapes and texts are upstream's where upstream has them. Thread-safe.
public final class ManagementApi implements RequestHandler {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final Tokens tokens;
    private final FailoverResource pairs;
    private final StoreResource stores;
    private final ProcessorResource processors;
    private final LedgerResource ledger;
    private final ApplicationResource applications;
    private final ArtifactResource artifacts;

    /// @param accounts who may use it
    /// @param clock for the lifetime of tokens
    /// @param clientPort on which clients call over HTTP; empty for none
    public ManagementApi(Inventory inventory, Accounts accounts, InstantSource clock, Optional<Integer> clientPort) {
        this.accounts = accounts;
        this.tokens = new Tokens(clock);
        this.pairs = new FailoverResource(inventory);
        this.stores = new StoreResource(inventory, pairs, clock);
        this.processors = new ProcessorResource(inventory);
        this.ledger = new LedgerResource(inventory);
        this.applications = new ApplicationResource(inventory);
        this.artifacts = new ArtifactResource(inventory, clientPort);
    }

    @Override
    public Response handle(InboundRequest request) {
        Optional<Call> call = Call.of(request);
        if (call.isEmpty()) {
            return Answers.error(404, "not found; everything is below /management");
        }
        if (call.get().resource().equals("login")) {
            return login(request);
        }
        Optional<String> token = credentials(request, BEARER);
        if (token.isEmpty() || !tokens.isValid(token.get())) {
            return Answers.error(401, "an access token is needed: GET /management/login with user and password")
                    .with("WWW-Authenticate", "Bearer");
        }
        return dispatch(call.get(), token.get());
    }

    private Response dispatch(Call call, String token) {
        return switch (call.resource()) {
            case "logout" -> {
                tokens.revoke(token);
                yield Answers.message("logged out");
            }
            case "message-stores" -> stores.handle(call);
            case "failover" -> pairs.handle(call);
            case "message-processors" -> processors.handle(call);
            case "ledger" -> ledger.handle(call);
            case "applications" -> applications.handle(call);
            default ->
                artifacts
                        .handle(call)
                        .orElseGet(() -> Answers.error(
                                404,
                                "no resource '" + call.resource() + "'; there are login, logout, message-stores,"
                                        + " failover, message-processors, ledger, applications, "
                                        + String.join(", ", ArtifactResource.names())));
        };
    }

    private Response login(InboundRequest request) {
        Optional<String> credentials = credentials(request, BASIC).flatMap(ManagementApi::decode);
        if (credentials.isPresent()) {
            int colon = credentials.get().indexOf(':');
            if (colon >= 0
                    && accounts.areRight(
                            credentials.get().substring(0, colon),
                            credentials.get().substring(colon + 1))) {
                return Answers.ok(Answers.object().put("AccessToken", tokens.issue()));
            }
        }
        return Answers.error(401, "user or password is wrong").with("WWW-Authenticate", "Basic realm=\"holdfast\"");
    }

    private static Optional<String> credentials(InboundRequest request, String scheme) {
        return request.headers()
                .first("Authorization")
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).trim());
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
