// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void prefixesThatAreListedAreDeclared() {
        XmlElement entry = read("<e xmlns:x='urn:x' xmlns:m='urn:m' xmlns:n='urn:n'>"
                + "<x:stylesheet exclude-result-prefixes='m #default'/></e>");

        assertThat(entry.children().getFirst().toXml())
                .isEqualTo(
                        "<x:stylesheet xmlns:m=\"urn:m\" xmlns:x=\"urn:x\" exclude-result-prefixes=\"m #default\"/>");
    }

    @Test
    void theDefaultNamespaceOfASchemaIsKeptUnlessItIsThatOfTheArtifact() {
        String schema = "<x:schema %sxmlns:x='http://www.w3.org/2001/XMLSchema'><x:element type='t'/></x:schema>";
        String artifact = "<e xmlns='http://ws.apache.org/ns/synapse'>" + schema + "</e>";

        assertThat(read(artifact.formatted("xmlns='urn:m' "))
                        .children()
                        .getFirst()
                        .toXml())
                .isEqualTo("<x:schema xmlns=\"urn:m\" xmlns:x=\"http://www.w3.org/2001/XMLSchema\">"
                        + "<x:element type=\"t\"/></x:schema>");
        assertThat(read(artifact.formatted("")).children().getFirst().toXml())
                .isEqualTo("<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"><x:element type=\"t\"/></x:schema>");
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
    void bytesThatAreNoCharactersAreSaidWithTheirLineAndNothingIsPrinted() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (String text : List.of("<a>\n\u00e7</a>", "<?xml version='1.0'?>\n<a\u00f2/>", "<a>\n</a\u00ff")) {
                assertThatExceptionOfType(XmlException.class)
                        .isThrownBy(() -> XmlSource.read("a.xml", text.getBytes(StandardCharsets.ISO_8859_1)))
                        .withMessageStartingWith("a.xml:2: not well-formed: the byte 0x")
                        .withMessageEndingWith(" is not UTF-8, the encoding of the file");
            }
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "windows-1252"})
    void aFileSaysItsEncoding(String encoding) {
        String text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>\u00e9</a>";

        assertThat(XmlSource.read("a.xml", text.getBytes(Charset.forName(encoding)))
                        .text())
                .isEqualTo("\u00e9");
    }

    @Test
    void aMarkInFrontIsNoContent() {
        assertThat(XmlSource.read("a.xml", "\ufeff<a>\u00e9</a>".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("\u00e9");
        assertThat(XmlSource.read("a.xml", "<a>\u00e9</a>".getBytes(StandardCharsets.UTF_16LE))
                        .text())
                .isEqualTo("\u00e9");
    }

    @Test
    void anEncodingThatIsNotKnownIsNamed() {
        assertThatExceptionOfType(XmlException.class)
                .isThrownBy(() -> read("<?xml version='1.0' encoding='KLINGON'?><a/>"))
                .withMessage("a.xml:1: not well-formed: the encoding KLINGON is not known");
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
