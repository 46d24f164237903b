// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may use the management API.
class AccountsTest {

    @TempDir
    Path folder;

    @Test
    void the_password_is_made_once_and_shown_once() {
        String password = Accounts.in(folder).newPassword().orElseThrow();
        Accounts later = Accounts.in(folder);

        assertThat(later.newPassword()).isEmpty();
        assertThat(later.areRight("admin", password)).isTrue();
    }

    @Test
    void another_name_or_password_is_wrong() {
        Accounts accounts = Accounts.in(folder);
        String password = accounts.newPassword().orElseThrow();

        assertThat(accounts.areRight("admin", password + "x")).isFalse();
        assertThat(accounts.areRight("root", password)).isFalse();
        assertThat(accounts.areRight("", "")).isFalse();
    }

    @Test
    void the_file_has_no_password_in_it_and_is_for_the_owner_only() throws IOException {
        String password = Accounts.in(folder).newPassword().orElseThrow();
        Path file = folder.resolve("accounts");

        assertThat(Files.readString(file)).startsWith("admin:").doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
