// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is made of bodies fits into memory, and nobody waits for ever.
class WorkRoomTest {

    private final ManualTimer timer = new ManualTimer();
    private final WorkRoom room = new WorkRoom(100, 300, timer);
    private final WorkRoom.Account first = room.newAccount(Optional.empty());
    private final WorkRoom.Account second = room.newAccount(Optional.empty());
    private final WorkRoom.Account hasty = room.newAccount(Optional.of(Duration.ofSeconds(30)));
    private final List<String> done = new ArrayList<>();

    @Test
    void outside_of_any_work_there_is_no_limit() {
        WorkRoom.take(1_000_000);
        assertThat(room.taken()).isZero();
    }

    @Test
    void what_does_not_fit_waits_until_somebody_is_done() {
        take("first", first, 60);
        take("second", second, 60);
        assertThat(done).containsExactly("first");
        first.close();
        letRun();
        assertThat(done).containsExactly("first", "second");
        assertThat(room.taken()).isEqualTo(60);
        second.close();
        assertThat(room.taken()).isZero();
    }

    /// A branch of a flow may still wait when the flow has been answered.
    @Test
    void what_waits_for_work_that_is_done_is_let_through_and_not_counted() {
        take("first", first, 60);
        take("late", second, 60);
        second.close();
        first.close();
        letRun();
        assertThat(done).containsExactly("first", "late");
        assertThat(room.taken()).isZero();
    }

    @Test
    void what_is_larger_than_the_room_comes_alone_and_nobody_overtakes_it() {
        take("first", first, 60);
        take("large", second, 200);
        take("small", hasty, 1);
        assertThat(done).containsExactly("first");
        first.close();
        letRun();
        assertThat(done).containsExactly("first", "large");
        second.close();
        letRun();
        assertThat(done).containsExactly("first", "large", "small");
    }

    @Test
    void one_piece_of_work_has_an_end() {
        take("much", first, 200);
        first.run(() -> assertThatThrownBy(() -> WorkRoom.take(101))
                .isInstanceOfSatisfying(
                        NoRoomException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NoRoomException.Reason.TOO_LARGE))
                .hasMessageContaining("301"));
        assertThat(room.taken()).isEqualTo(200);
    }

    @Test
    void one_who_has_waited_long_enough_goes_without_and_leaves_no_trace() {
        take("all", first, 100);
        take("never", hasty, 10);
        timer.advance(Duration.ofSeconds(29));
        assertThat(done).containsExactly("all");
        timer.advance(Duration.ofSeconds(1));
        assertThat(done).containsExactly("all", "never: BUSY");
        first.close();
        assertThat(room.taken()).isZero();
    }

    @Test
    void when_all_who_have_some_wait_for_more_one_of_them_goes_on() {
        take("first", first, 50);
        take("second", second, 50);
        take("third", hasty, 40);
        take("more of the first", first, 40);
        assertThat(done).containsExactly("first", "second");
        take("more of the second", second, 40);
        assertThat(done).containsExactly("first", "second", "more of the first");
        first.close();
        letRun();
        assertThat(done).containsExactly("first", "second", "more of the first", "third");
        hasty.close();
        letRun();
        assertThat(done).endsWith("more of the second");
    }

    @Test
    void threads_of_one_piece_of_work_share_what_it_has() {
        take("first", first, 60);
        take("beside", first, 20);
        assertThat(room.taken()).isEqualTo(80);
        first.close();
        assertThat(room.taken()).isZero();
        first.run(() -> assertThatCode(() -> WorkRoom.take(500)).doesNotThrowAnyException());
        assertThat(room.taken()).isZero();
    }

    @Test
    void what_a_part_takes_is_given_back_at_its_end_unless_it_is_kept() {
        first.run(() -> {
            WorkRoom.take(10);
            WorkRoom.part(() -> WorkRoom.take(20), () -> false);
            assertThat(room.taken()).isEqualTo(10);
            WorkRoom.part(() -> WorkRoom.take(30), () -> true);
            assertThat(room.taken()).isEqualTo(40);
        });
        first.keep(15);
        assertThat(room.taken()).isEqualTo(15);
        first.keep(99);
        assertThat(room.taken()).isEqualTo(15);
        first.close();
        assertThat(room.taken()).isZero();
    }

    @Test
    void one_who_is_interrupted_while_he_waits_leaves_no_trace() {
        take("all", first, 100);
        Thread waiting = timer.start("waits", () -> takeHere("interrupted", second, 10));
        letRun();
        waiting.interrupt();
        letRun();
        assertThat(done).containsExactly("all", "interrupted: BUSY");
        first.close();
        assertThat(room.taken()).isZero();
    }

    private void take(String name, WorkRoom.Account account, long bytes) {
        timer.start(name, () -> takeHere(name, account, bytes));
        letRun();
    }

    private void takeHere(String name, WorkRoom.Account account, long bytes) {
        account.run(() -> {
            try {
                WorkRoom.take(bytes);
                done.add(name);
            } catch (NoRoomException e) {
                done.add(name + ": " + e.reason());
            }
        });
    }

    private void letRun() {
        timer.advance(Duration.ZERO);
    }
}
