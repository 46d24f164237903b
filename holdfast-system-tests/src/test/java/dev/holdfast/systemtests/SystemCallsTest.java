// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.systemtests.SystemCalls.SystemCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemCallsTest {

    @Test
    void a_call_that_others_cut_in_two_has_a_beginning_and_an_end() {
        List<SystemCall> calls = SystemCalls.parse(List.of(
                "12 fdatasync(7</data/000004.log> <unfinished ...>",
                "13 write(9<socket:[55]>, \"HTTP/1.1 202\"..., 80) = 80",
                "12 <... fdatasync resumed>)         = 0",
                "13 +++ exited with 0 +++"));

        assertThat(calls)
                .containsExactly(
                        new SystemCall("write", "socket:[55]", "9<socket:[55]>, \"HTTP/1.1 202\"..., 80) = 80", 1, 1),
                        new SystemCall(
                                "fdatasync",
                                "/data/000004.log",
                                "7</data/000004.log> <unfinished ...>)         = 0",
                                0,
                                2));
    }
}
