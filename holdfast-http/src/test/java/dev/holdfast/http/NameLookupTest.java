// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.Deadlines.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Name lookups with a limit.
class NameLookupTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch silent = new CountDownLatch(1);
    private final Deadlines deadlines = Deadlines.start(TestTime.TIMER, "deadlines", Duration.ofMillis(20));
    private final NameLookup lookup = new NameLookup(this::addressesOf);

    @AfterEach
    void close() {
        silent.countDown();
        lookup.close();
        deadlines.close();
    }

    @Test
    void a_name_that_is_known_has_its_addresses() throws Exception {
        assertThat(resolve("known", Duration.ofSeconds(20))).containsExactly(InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "2001:db8::1"})
    void a_numeric_address_needs_no_lookup(String address) throws Exception {
        assertThat(resolve(address, Duration.ofSeconds(20))).hasSize(1);
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1and1.example", "127.0.0.1.example", "1.2.3.4.5"})
    void a_name_that_begins_with_a_digit_is_a_name(String name) {
        assertThatThrownBy(() -> resolve(name, Duration.ofSeconds(20)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage(name);
        assertThat(calls).hasValue(1);
    }

    @Test
    void requests_to_the_same_silent_name_share_one_lookup_and_others_go_on() throws Exception {
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            CompletableFuture<Boolean> timedOut = new CompletableFuture<>();
            waiting.add(timedOut);
            Thread.ofVirtual().start(() -> timedOut.complete(timesOut("silent")));
        }
        TestTime.await("the lookup is under way", () -> calls.get() == 1);
        assertThat(resolve("known", Duration.ofSeconds(20))).hasSize(1);
        for (CompletableFuture<Boolean> timedOut : waiting) {
            assertThat(timedOut.get()).isTrue();
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_name_is_looked_up_again_after_a_failure() {
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> resolve("nobody", Duration.ofSeconds(20)))
                    .isInstanceOf(UnknownHostException.class);
            assertThat(calls).hasValue(i);
        }
    }

    private InetAddress[] addressesOf(String host) throws UnknownHostException {
        calls.incrementAndGet();
        if (host.equals("silent")) {
            awaitUninterruptibly();
        }
        if (!host.equals("known")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private InetAddress[] resolve(String host, Duration limit) throws UnknownHostException {
        try (Deadline deadline = deadlines.watch(() -> {})) {
            deadline.startIn(limit);
            return ScopedValue.where(NameLookup.DEADLINE, deadline).call(() -> lookup.resolve(host));
        }
    }

    private boolean timesOut(String host) {
        try {
            resolve(host, Duration.ofMillis(500));
            return false;
        } catch (NameLookup.LookupTimeoutException e) {
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void awaitUninterruptibly() {
        try {
            silent.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
