// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Key stores with a self-signed certificate, made by the JDK's keytool.
final class TestKeys {

    private static final String PASSWORD = "changeit";

    private TestKeys() {}

    /// A store in that folder with a certificate for these names.
    ///
    /// @param names such as `dns:localhost,ip:127.0.0.1`
    static KeyStoreFile make(Path folder, String names) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "keys", ".p12");
        Files.delete(file);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=Holdfast test",
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
        return new KeyStoreFile(file, PASSWORD);
    }
}
