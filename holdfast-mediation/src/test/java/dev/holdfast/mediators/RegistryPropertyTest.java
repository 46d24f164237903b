// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.MessageProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scope `registry` of the property mediator and of `get-property`.
class RegistryPropertyTest {

    private static final String ENVELOPE =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>" + "<a/></e:Body></e:Envelope>";

    @TempDir
    Path folder;

    private final Gateway gateway = new Gateway().withStore("A", 10);

    @Test
    void a_flow_writes_into_the_registry_and_reads_what_is_there() {
        gateway.withRegistry(folder).withProxy("""
                <property name="conf:/a/b.txt" value="hello" scope="registry"/>
                <property name="conf:/a/b.txt@owner" value="somebody" scope="registry"/>
                <property name="text" expression="get-property('registry', 'conf:/a/b.txt')"/>
                <property name="owner" expression="get-property('registry', 'conf:/a/b.txt@owner')"/>
                <property name="gone" expression="get-property('registry', 'conf:/gone.txt')"/>
                <store messageStore="A"/>""");

        assertThat(gateway.problems()).isEmpty();
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        MessageProperties stored = gateway.stored("A").getFirst().message().properties();
        assertThat(stored.text("text")).hasValue("hello");
        assertThat(stored.text("owner")).hasValue("somebody");
        assertThat(stored.text("gone")).isEmpty();
        assertThat(folder.resolve("config/a/b.txt")).hasContent("hello");
    }

    @Test
    void a_key_that_leads_out_is_a_fault() {
        gateway.withRegistry(folder).withProxy("<property name=\"conf:/../../b.txt\" value=\"x\" scope=\"registry\"/>");

        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothing_can_be_removed_from_it() {
        gateway.withProxy("<property name=\"conf:/a\" action=\"remove\" scope=\"registry\"/>");

        assertThat(gateway.problems())
                .singleElement()
                .asString()
                .endsWith("removing from the registry is not supported");
    }
}
