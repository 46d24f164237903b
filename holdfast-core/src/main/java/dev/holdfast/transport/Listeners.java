// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Opens ports for those that take requests on one of their own. Thread-safe.
public interface Listeners {

    /// Begins to listen. When this returns, the port takes requests, and each is answered by the handler.
    ///
    /// @throws ListenException when that is not possible; then nothing of it is left
    Listening open(Place place, RequestHandler handler);

    /// One that listens.
    interface Listening {

        /// The port on which it listens.
        int port();

        /// Ends. When this returns, the port is free; requests that had begun have been answered, or the time is
        /// over.
        void stop(Duration within);
    }

    /// Where to listen.
    ///
    /// @param name of what listens, for messages
    /// @param port 0 for any that is free
    /// @param tls empty for HTTP
    record Place(String name, int port, Optional<Tls> tls) {

        /// @throws IllegalArgumentException when there is no such port
        public Place {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(name + " has the port " + port + "; expected 0 to 65535");
            }
        }
    }

    /// How TLS is spoken.
    ///
    /// @param identity the key and certificate that clients see; empty for those of the node
    /// @param trusted whose certificates clients may show; empty for those that the platform trusts
    /// @param clients whether clients show a certificate
    /// @param protocols by their names in Java, such as `TLSv1.3`; empty for those of the platform
    /// @param ciphers by their names in Java, the best first; empty for those of the platform
    record Tls(
            Optional<KeyFile> identity,
            Optional<KeyFile> trusted,
            ClientCertificate clients,
            List<String> protocols,
            List<String> ciphers) {

        /// Copies the lists.
        public Tls {
            protocols = List.copyOf(protocols);
            ciphers = List.copyOf(ciphers);
        }
    }

    /// Whether clients show a certificate.
    enum ClientCertificate {
        /// They are not asked.
        NONE,
        /// They may.
        OPTIONAL,
        /// They must.
        REQUIRED
    }

    /// A file with keys or certificates, PKCS12 or JKS.
    ///
    /// @param path as it is written
    /// @param password of the file; never shown
    /// @param keyPassword of the key in it; never shown
    record KeyFile(String path, String password, String keyPassword) {

        /// The path only.
        @Override
        public String toString() {
            return "KeyFile[" + path + "]";
        }
    }

    /// For where nobody listens: each wish is refused.
    static Listeners none() {
        return (place, handler) -> {
            throw new ListenException("nothing can listen here", new UnsupportedOperationException(place.name()));
        };
    }
}
