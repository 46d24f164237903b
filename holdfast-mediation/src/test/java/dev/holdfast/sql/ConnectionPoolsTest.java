// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.sql.ConnectionSettings.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolsTest {

    private static final Pool ONE = new Pool(1, Duration.ofMillis(250), true, Optional.empty());
    private static final int MOST = 64;

    private final ConnectionPools pools = new ConnectionPools(ConnectionPoolsTest.class.getClassLoader());

    @AfterEach
    void close() {
        pools.close();
    }

    private static ConnectionSettings nobodyAt(String url) {
        return new ConnectionSettings("org.h2.Driver", url, Optional.empty(), ONE);
    }

    @Test
    void databases_that_are_not_in_use_make_room_for_another() throws Exception {
        List<Callable<Throwable>> attempts = IntStream.range(0, MOST)
                .mapToObj(i -> nobodyAt("jdbc:h2:tcp://localhost:1/" + i))
                .<Callable<Throwable>>map(settings -> () -> catchThrowable(() -> pools.connection(settings)))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Throwable> attempt : threads.invokeAll(attempts)) {
                assertThat(attempt.get()).isInstanceOf(SQLException.class);
            }
        }
        try (Connection connection = pools.connection(
                new ConnectionSettings("org.h2.Driver", "jdbc:h2:mem:another", Optional.empty(), Pool.defaults()))) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
