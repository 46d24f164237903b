// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// How large a tree will be is told from how many things are in it.
class TreeSizeTest {

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void elements_and_attributes_of_xml_count_and_text_hardly_does() {
        assertThat(TreeSize.ofXml(bytes("<a/>"))).isEqualTo(4 + 55);
        assertThat(TreeSize.ofXml(bytes("<a b=\"1\" c='2'/>"))).isEqualTo(16 + 55 + 300);
        assertThat(TreeSize.ofXml(bytes("<a>x=y</a>"))).isEqualTo(10 + 55 + 75);
    }

    @Test
    void values_of_json_count_and_what_stands_in_texts_does_not() {
        assertThat(TreeSize.ofJson(bytes("{\"a\":[1,2]}"))).isEqualTo(11 + 75 + 40 + 30 + 100 + 20);
        assertThat(TreeSize.ofJson(bytes("\"{[:,\\\"{\""))).isEqualTo(9 + 40);
    }
}
