// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void a_closed_loop_posts_each_id_once() throws IOException {
        try (BackEnd backEnd = BackEnd.start(0)) {
            LoadLog log = Load.run(LoadPlan.to(backEnd.port(), "/orders")
                    .withConnections(4)
                    .atMost(1_000)
                    .from(7));

            Arrivals arrivals = new BackEndClient(backEnd.port()).arrivals();
            assertThat(log.accepted()).isEqualTo(1_000);
            assertThat(arrivals.count()).isEqualTo(1_000);
            assertThat(arrivals.distinct()).isEqualTo(1_000);
            assertThat(arrivals.contains(7)).isTrue();
            assertThat(arrivals.contains(1_006)).isTrue();
            assertThat(Verdict.of(log, arrivals, List.of()).holds(true)).isTrue();
            assertThat(log.acceptTimes(0).getTotalCount()).isEqualTo(1_000);
        }
    }

    @Test
    void an_open_loop_keeps_its_rate() throws IOException {
        try (BackEnd backEnd = BackEnd.start(0)) {
            LoadLog log = Load.run(
                    LoadPlan.to(backEnd.port(), "/orders").withRate(400).during(Duration.ofSeconds(1)));

            assertThat(log.accepted()).isBetween(350, 401);
        }
    }

    @Test
    void a_back_end_fails_as_often_as_it_is_told() throws IOException {
        try (BackEnd backEnd = BackEnd.start(0)) {
            BackEndClient client = new BackEndClient(backEnd.port());
            client.mode(BackEndMode.failing(503, 4));

            LoadLog log = Load.run(
                    LoadPlan.to(backEnd.port(), "/orders").withConnections(1).atMost(10));

            assertThat(log.statuses()).containsEntry(503, 4).containsEntry(200, 6);
            assertThat(client.stats()).containsEntry("failed", 4L).containsEntry("taken", 6L);
            client.reset();
            assertThat(client.distinct()).isZero();
        }
    }

    @Test
    void a_load_goes_on_when_the_other_side_comes_back() throws IOException {
        BackEnd first = BackEnd.start(0);
        Load load = Load.start(LoadPlan.to(first.port(), "/orders").withConnections(3));
        assertThat(Poll.until(() -> load.accepted() > 10, Duration.ofSeconds(10)))
                .isTrue();
        first.close();
        long before = load.accepted();

        try (BackEnd second = BackEnd.start(first.port())) {
            assertThat(Poll.until(() -> load.accepted() > before + 10, Duration.ofSeconds(10)))
                    .isTrue();
            LoadLog log = load.stop();
            assertThat(log.accepted()).isEqualTo((int) load.accepted());
            assertThat(new BackEndClient(second.port()).distinct()).isPositive();
        }
    }

    @Test
    void a_connection_closed_without_an_answer_leaves_the_request_unanswered() throws IOException {
        try (BackEnd backEnd = BackEnd.start(0)) {
            new BackEndClient(backEnd.port()).mode(BackEndMode.failing(0, 1));

            LoadLog log = Load.run(
                    LoadPlan.to(backEnd.port(), "/orders").withConnections(1).atMost(2));

            assertThat(log.statuses()).containsEntry(0, 1).containsEntry(200, 1);
        }
    }

    @Test
    void a_page_with_a_wrong_number_is_refused_and_the_back_end_goes_on() throws IOException {
        try (BackEnd backEnd = BackEnd.start(0)) {
            BackEndClient client = new BackEndClient(backEnd.port());

            assertThatThrownBy(() -> client.get("/mode?status=many")).hasMessageContaining("400");
            assertThat(client.distinct()).isZero();
        }
    }
}
