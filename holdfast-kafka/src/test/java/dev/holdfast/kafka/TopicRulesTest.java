// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicRulesTest {

    private static final Map<String, String> SAFE = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "min.insync.replicas", "2",
            "unclean.leader.election.enable", "false",
            "max.message.bytes", "1048588");

    @Test
    void a_topic_that_keeps_everything_on_several_brokers_is_fine() {
        assertThat(TopicRules.refusal(topic(1, 3))).isEmpty();
        assertThat(TopicRules.warnings(topic(1, 3), false)).isEmpty();
        assertThat(topic(1, 3).maxBytes()).isEqualTo(1_048_588);
    }

    @Test
    void a_compacted_topic_is_refused() {
        assertThat(TopicRules.refusal(topic(1, 3, "cleanup.policy", "compact,delete")))
                .hasValueSatisfying(text -> assertThat(text).contains("cleanup.policy=compact,delete", "set"));
    }

    @Test
    void whatever_deletes_unread_messages_is_named_with_its_cure() {
        assertThat(warnings(topic(1, 3, "retention.ms", "604800000")))
                .singleElement()
                .asString()
                .contains("retention.ms=604800000", "7 days", "set retention.ms=-1");
        assertThat(warnings(topic(1, 3, "retention.bytes", "1000")))
                .singleElement()
                .asString()
                .contains("set retention.bytes=-1");
        assertThat(warnings(topic(1, 3, "unclean.leader.election.enable", "true")))
                .singleElement()
                .asString()
                .contains("set unclean.leader.election.enable=false");
    }

    @Test
    void a_message_that_one_broker_has_in_memory_is_named() {
        assertThat(warnings(topic(1, 1))).singleElement().asString().contains("one replica", "flush.messages=1");
        assertThat(warnings(topic(1, 1, "flush.messages", "1"))).isEmpty();
        assertThat(warnings(topic(1, 3, "min.insync.replicas", "1")))
                .singleElement()
                .asString()
                .contains("3 replicas", "set min.insync.replicas=2");
    }

    @Test
    void partitions_without_a_key_have_no_order() {
        assertThat(TopicRules.warnings(topic(3, 3), true)).isEmpty();
        assertThat(TopicRules.warnings(topic(3, 3), false))
                .singleElement()
                .asString()
                .contains("3 partitions", "store.kafka.key");
    }

    private static List<String> warnings(TopicRules.Described topic) {
        return TopicRules.warnings(topic, false);
    }

    private static TopicRules.Described topic(int partitions, int replication, String... changed) {
        Map<String, String> settings = new HashMap<>(SAFE);
        for (int i = 0; i < changed.length; i += 2) {
            settings.put(changed[i], changed[i + 1]);
        }
        return new TopicRules.Described(partitions, replication, settings);
    }
}
