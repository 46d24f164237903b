// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.Listeners.ClientCertificate;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// The TLS of one socket that listens. Thread-safe.
final class ServerTls {

    private final SSLContext context;
    private final TlsSettings settings;

    private ServerTls(SSLContext context, TlsSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /// @throws HttpSetupException when the key store cannot be used, or the platform has no such protocol or cipher
    static ServerTls of(TlsSettings settings) {
        SSLContext context = Tls.serverContext(settings);
        SSLParameters supported = context.getSupportedSSLParameters();
        require("protocol", settings.protocols(), supported.getProtocols());
        require("cipher", settings.ciphers(), supported.getCipherSuites());
        return new ServerTls(context, settings);
    }

    /// The handshake with one client.
    SSLSocket accept(Socket accepted) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
        SSLParameters parameters = socket.getSSLParameters();
        if (!settings.protocols().isEmpty()) {
            parameters.setProtocols(settings.protocols().toArray(String[]::new));
        }
        if (!settings.ciphers().isEmpty()) {
            parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
            parameters.setUseCipherSuitesOrder(true);
        }
        if (settings.clients() == ClientCertificate.REQUIRED) {
            parameters.setNeedClientAuth(true);
        } else if (settings.clients() == ClientCertificate.OPTIONAL) {
            parameters.setWantClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void require(String what, List<String> names, String[] supported) {
        List<String> known = Arrays.asList(supported);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new HttpSetupException(
                        HttpSetupException.Category.TLS,
                        "the platform has no TLS " + what + " '" + name + "'; it has " + String.join(", ", known),
                        new IllegalArgumentException(name));
            }
        }
    }
}
