// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.http.KeyStoreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A key store with a self-signed certificate for `localhost`, made at the first start by the JDK's own keytool
/// and
/// kept. Its password lies beside it; both can be read by the owner only.
final class SelfSignedKeyStore {

    private static final String STORE_FILE = "listener.p12";
    private static final String PASSWORD_FILE = "listener.password";
    private static final long KEYTOOL_SECONDS = 60;

    private SelfSignedKeyStore() {}

    /// The key store in the folder, made if it is missing.
    ///
    /// @throws StartException when it cannot be made
    static KeyStoreFile in(Path folder) {
        Path store = folder.resolve(STORE_FILE);
        Path passwordFile = folder.resolve(PASSWORD_FILE);
        try {
            if (!Files.exists(store)) {
                byte[] secret = new byte[24];
                new SecureRandom().nextBytes(secret);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                Files.writeString(passwordFile, HexFormat.of().formatHex(secret), StandardCharsets.US_ASCII);
                make(store, passwordFile);
            }
            return new KeyStoreFile(store, Files.readString(passwordFile).trim());
        } catch (IOException e) {
            throw new StartException(
                    StartException.Reason.KEY_STORE,
                    "key store " + store + " cannot be made or read: " + e.getMessage(),
                    e);
        }
    }

    /// The password goes by file: a command line can be read by others. It is a matter of half a second, for which the
    /// optimizing compiler of the JVM does not pay.
    private static void make(Path store, Path passwordFile) throws IOException {
        Path unfinished = store.resolveSibling(STORE_FILE + ".new");
        Files.deleteIfExists(unfinished);
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-alias",
                        "holdfast",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost, O=Holdfast (self-signed)",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1,ip:::1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        unfinished.toString(),
                        "-storepass:file",
                        passwordFile.toString()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) {
            throw new StartException(
                    StartException.Reason.KEY_STORE,
                    "keytool could not make a self-signed certificate: " + output.trim());
        }
        Files.move(unfinished, store);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
