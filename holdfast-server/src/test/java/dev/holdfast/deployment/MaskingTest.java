// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Secrets in artifacts are not shown.
class MaskingTest {

    private static final Location PLACE = Location.of("store.xml");

    @Test
    void the_values_of_secret_parameters_are_masked() {
        Map<String, Parameter> parameters = Map.of(
                "store.jms.password", Parameter.of("store.jms.password", "s3cret", PLACE),
                "store.jms.destination", Parameter.of("store.jms.destination", " queue ", PLACE));

        assertThat(Masking.texts(parameters))
                .containsOnly(Map.entry("store.jms.password", "*****"), Map.entry("store.jms.destination", "queue"));
    }

    @Test
    void the_xml_of_an_artifact_is_shown_without_them() {
        String xml = "<messageStore name=\"a\"><parameter name='store.jms.Password'>s3cret</parameter>"
                + "<parameter name=\"java.naming.security.credentials\" key=\"x\">s3cret</parameter>"
                + "<parameter name=\"store.jms.destination\">queue</parameter></messageStore>";

        assertThat(Masking.xml(xml))
                .isEqualTo("<messageStore name=\"a\"><parameter name='store.jms.Password'>*****</parameter>"
                        + "<parameter name=\"java.naming.security.credentials\" key=\"x\">*****</parameter>"
                        + "<parameter name=\"store.jms.destination\">queue</parameter></messageStore>");
    }

    @Test
    void the_secrets_of_endpoints_are_masked_also_in_a_foreign_prefix() {
        String xml = "<s:http><authentication><oauth><clientCredentials><clientId>me</clientId>"
                + "<s:clientSecret>s3cret</s:clientSecret><refreshToken >s3cret</refreshToken>"
                + "<requestParameters><parameter name=\"assertion\">s3cret</parameter></requestParameters>"
                + "<customHeaders><header name=\"X-Key\">s3cret</header></customHeaders></clientCredentials></oauth>"
                + "<basicAuth><username>u</username><password>s3cret</password></basicAuth></authentication></s:http>";

        assertThat(Masking.xml(xml))
                .doesNotContain("s3cret")
                .contains("<clientId>me</clientId>", "<username>u</username>");
    }
}
