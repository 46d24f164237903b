// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlSourceTest {

    private static XmlElement read(String text) {
        return XmlSource.read("a.xml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anElementKnowsTheLineInWhichItsTagBegins() {
        XmlElement root = read("""
                <?xml version="1.0"?>
                <!-- what this is -->
                <proxy
                    name="P">
                  <target
                      endpoint="E"/><parameter
                      name="x">1</parameter>
                </proxy>
                """);

        assertThat(root.location()).hasToString("a.xml:3: <proxy name=\"P\">");
        assertThat(root.children())
                .extracting(XmlElement::toString)
                .containsExactly("a.xml:5: <target>", "a.xml:6: <parameter name=\"x\">");
    }

    @Test
    void aRootAfterADeclarationAndEmptyLinesKnowsItsLine() {
        assertThat(read("<?xml version='1.0'?>\n\n<a\n b='c'/>").location().line())
                .isEqualTo(3);
        assertThat(read("<a\n b='c'/>").location().line()).isEqualTo(1);
    }

    @Test
    void mixedContentKeepsItsOrderAndDeclaresWhatItUses() {
        XmlElement root = read("<r xmlns='u' xmlns:p='v' xmlns:q='w'>a<p:b c='q:d &lt;'/>e &amp; <![CDATA[<f>]]></r>");

        assertThat(root.text()).isEqualTo("ae & <f>");
        assertThat(root.toXml())
                .isEqualTo("<r xmlns=\"u\">a<p:b xmlns:p=\"v\" xmlns:q=\"w\" c=\"q:d &lt;\"/>e &amp; &lt;f&gt;</r>");
        assertThat(root.innerXml()).isEqualTo("a<p:b xmlns:p=\"v\" xmlns:q=\"w\" c=\"q:d &lt;\"/>e &amp; &lt;f&gt;");
        assertThat(root.children().getFirst().toXml()).isEqualTo("<p:b xmlns:p=\"v\" xmlns:q=\"w\" c=\"q:d &lt;\"/>");
    }

    @Test
    void anElementWithoutNamespaceInsideOneWithStaysWithout() {
        assertThat(read("<r xmlns='u'><a xmlns=''><b/></a></r>").toXml())
                .isEqualTo("<r xmlns=\"u\"><a xmlns=\"\"><b/></a></r>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>\\n<b></a> | a.xml:2: not well-formed: ",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\\n<a/> | a.xml:1: a document type declaration (DOCTYPE)",
                "<?xml version='1.0'?>\\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a> | a.xml:2: a document type declaration",
                "<a>\\n&x;</a> | a.xml:2: ",
                "plain text | a.xml:1: not well-formed: ",
                "<a/>\\n<b/> | a.xml:2: not well-formed: ",
                "<p:a/> | a.xml:1: not well-formed: ",
            })
    void whatCannotBeReadIsSaidWithItsLine(String text, String start) {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> read(text.replace("\\n", "\n")))
                .withMessageStartingWith(start);
    }

    @Test
    void anEmptyFileHasNoElement() {
        assertThatExceptionOfType(XmlException.class).isThrownBy(() -> read("")).withMessageStartingWith("a.xml");
    }

    @Test
    void depthIsBounded() {
        String deep = "<a>".repeat(100_000);

        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> read(deep))
                .withMessageContaining("exceeds the limit \"512\"");
    }
}
