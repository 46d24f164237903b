// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.dev.BrokerStandIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerStandInTest {

    @Test
    void starts_stops_cleanly_and_starts_again_on_the_same_folder(@TempDir Path folder) {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder)) {
            assertThat(broker.process().lines()).contains("Broker is up on " + broker.url());
            assertThat(broker.process().stop()).isEqualTo(143);
            broker.restart();
            assertThat(broker.process().isAlive()).isTrue();
        }
    }

    @Test
    void a_port_in_use_is_one_line_and_exit_code_1(@TempDir Path folder) {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder.resolve("first"));
                ChildProcess second = ChildProcess.startUnready(
                        BrokerStandIn.class,
                        List.of(broker.url(), folder.resolve("second").toString()))) {
            assertThat(second.awaitExit()).isEqualTo(1);
        }
    }

    @Test
    void an_unknown_option_is_one_line_and_exit_code_1() {
        try (ChildProcess child = ChildProcess.startUnready(BrokerStandIn.class, List.of("--colour=red"))) {
            assertThat(child.awaitExit()).isEqualTo(1);
        }
    }
}
