// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CapabilitiesTest {

    @Test
    void a_rabbitmq_has_all_that_is_needed() {
        Capabilities capabilities = Capabilities.of(Map.of(
                "product",
                "RabbitMQ",
                "version",
                "3.10.8",
                "capabilities",
                Map.of("publisher_confirms", true, "basic.nack", true, "connection.blocked", true)));
        assertThat(capabilities.shortcoming()).isEmpty();
        assertThat(capabilities.majorVersion()).isEqualTo(3);
        assertThat(capabilities.limitsDeliveries()).isFalse();
    }

    @Test
    void one_that_confirms_nothing_is_named_with_what_is_needed() {
        Capabilities capabilities = Capabilities.of(Map.of("product", "RabbitMQ", "version", "2.1.0"));
        assertThat(capabilities.shortcoming().orElseThrow()).contains("RabbitMQ 2.1.0", "does not confirm", "3.10");
        assertThat(Capabilities.of(Map.of()).shortcoming()).isPresent();
    }

    @Test
    void from_4_on_quorum_queues_limit_deliveries() {
        assertThat(Capabilities.of(Map.of("version", "4.1.2")).limitsDeliveries())
                .isTrue();
        assertThat(Capabilities.of(Map.of("version", "x")).limitsDeliveries()).isFalse();
    }
}
