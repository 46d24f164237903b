// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediators.Mediators;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void theMediatorsOfTheScenariosAreReadByThoseThatRun() {
        assertThat(Folder.ofResource("guaranteed-delivery-failover")
                        .read(Mediators.all())
                        .problems())
                .isEmpty();
        assertThat(Folder.ofResource("seed").read(Mediators.all()).hasErrors()).isFalse();
        assertThat(Folder.ofResource("durable-subscriber").read(Mediators.all()).problems())
                .isEmpty();
    }
}
