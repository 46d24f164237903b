// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArtemisBrokerTest {

    @Test
    void a_broker_that_calls_itself_by_a_uuid_is_an_artemis() {
        assertThat(ArtemisBroker.isNodeId("9cdadcf4-e82c-11f1-a6ec-02fc00000001"))
                .isTrue();
    }

    @Test
    void a_broker_with_an_identifier_of_activemq_classic_is_none() {
        assertThat(ArtemisBroker.isNodeId("ID:vm-33527-1795541374547-0:1")).isFalse();
        assertThat(ArtemisBroker.isNodeId("localhost")).isFalse();
    }
}
