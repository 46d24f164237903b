// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Who may use the management API. There is one user, `admin`; its password is made at the first start and kept as
/// a salted hash (PBKDF2 with HMAC-SHA-256). Thread-safe.
public final class Accounts {

    private static final String USER = "admin";
    private static final int ITERATIONS = 210_000;
    private static final int HASH_BITS = 256;

    private final Path file;
    private final Optional<String> newPassword;

    private Accounts(Path file, Optional<String> newPassword) {
        this.file = file;
        this.newPassword = newPassword;
    }

    /// Opens the file of accounts, and makes it with a new password when it is missing.
    public static Accounts in(Path folder) {
        Path file = folder.resolve("accounts");
        if (Files.exists(file)) {
            return new Accounts(file, Optional.empty());
        }
        byte[] secret = new byte[12];
        new SecureRandom().nextBytes(secret);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Accounts accounts = new Accounts(file, Optional.of(password));
        accounts.write(password);
        return accounts;
    }

    /// The password that was made just now, to be shown once; empty at every later start.
    public Optional<String> newPassword() {
        return newPassword;
    }

    /// Whether the name and the password are right. Takes a tenth of a second on purpose.
    public boolean areRight(String user, String password) {
        try {
            String[] fields = Files.readString(file).trim().split(":", -1);
            byte[] salt = Base64.getDecoder().decode(fields[2]);
            byte[] expected = Base64.getDecoder().decode(fields[3]);
            byte[] found = hash(password, salt, Integer.parseInt(fields[1]));
            boolean isPassword = MessageDigest.isEqual(expected, found);
            return isPassword && fields[0].equals(user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        String hash = Base64.getEncoder().encodeToString(hash(password, salt, ITERATIONS));
        String line = String.join(
                ":", USER, Integer.toString(ITERATIONS), Base64.getEncoder().encodeToString(salt), hash);
        try {
            Path unfinished = Files.createTempFile(
                    file.getParent(),
                    "accounts",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, line + "\n", StandardCharsets.US_ASCII);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        }
    }
}
