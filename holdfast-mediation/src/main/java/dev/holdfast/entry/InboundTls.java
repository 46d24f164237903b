// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.Listeners.ClientCertificate;
import dev.holdfast.transport.Listeners.KeyFile;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads what an inbound endpoint says about TLS. For one use.
final class InboundTls {

    private static final String REVOCATION = "CertificateRevocationVerifier";

    private final InboundParameters parameters;
    private final FlowReading reading;

    InboundTls(InboundParameters parameters, FlowReading reading) {
        this.parameters = parameters;
        this.reading = reading;
    }

    Listeners.Tls read() {
        if (parameters.has(REVOCATION)) {
            reading.unsupported(
                    parameters.at(REVOCATION), "looking whether a certificate is revoked (" + REVOCATION + ")");
        }
        parameters
                .text("SSLProtocol")
                .filter(text -> !text.equalsIgnoreCase("TLS"))
                .ifPresent(text -> reading.error(
                        parameters.at("SSLProtocol"), "parameter SSLProtocol is '" + text + "'; expected TLS"));
        return new Listeners.Tls(
                keyFile("keystore", "KeyStore"),
                keyFile("truststore", "TrustStore"),
                clients(),
                list("HttpsProtocols"),
                list("PreferredCiphers"));
    }

    private List<String> list(String parameter) {
        return List.copyOf(Words.of(parameters.text(parameter).orElse("")));
    }

    private ClientCertificate clients() {
        String text = parameters.text("SSLVerifyClient").orElse("").toLowerCase(Locale.ROOT);
        return switch (text) {
            case "require", "required" -> ClientCertificate.REQUIRED;
            case "optional" -> ClientCertificate.OPTIONAL;
            case "", "none", "false" -> ClientCertificate.NONE;
            default -> {
                reading.error(
                        parameters.at("SSLVerifyClient"),
                        "parameter SSLVerifyClient is '" + text + "'; expected require, optional or none");
                yield ClientCertificate.NONE;
            }
        };
    }

    private Optional<KeyFile> keyFile(String parameter, String element) {
        if (!parameters.has(parameter)) {
            return Optional.empty();
        }
        Optional<XmlElement> store = parameters.child(parameter, element);
        if (store.isEmpty()) {
            reading.error(
                    parameters.at(parameter),
                    "parameter " + parameter + " needs <" + element + "> with <Location> and <Password>");
            return Optional.empty();
        }
        reading.knowsChildren(
                store.get(), Set.of("Location", "Type", "Password", "KeyPassword", "ValidateCertificate"));
        String location = text(store.get(), "Location");
        String password = text(store.get(), "Password");
        String keyPassword = text(store.get(), "KeyPassword");
        if (location.isEmpty()) {
            reading.error(store.get(), "<Location> is missing; <" + element + "> needs it");
        }
        return Optional.of(new KeyFile(location, password, keyPassword.isEmpty() ? password : keyPassword));
    }

    private String text(XmlElement store, String name) {
        return store.child(name)
                .map(child -> reading.resolve(child, child.text().strip()).strip())
                .orElse("");
    }
}
