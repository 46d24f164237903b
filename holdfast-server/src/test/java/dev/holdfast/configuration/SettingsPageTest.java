// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reference page says what the program does.
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");

    @Test
    void every_setting_is_on_the_page_as_the_program_has_it_and_no_other() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `") && line.contains("`HOLDFAST_"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(SettingKey.values())
                        .map(SettingsPageTest::row)
                        .toList());
    }

    private static String row(SettingKey key) {
        String defaultText = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
        return "| `" + key.key() + "` | `" + key.variable() + "` | "
                + key.kind().form() + " | " + defaultText + " | " + key.meaning() + " |";
    }
}
