// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.processor.StatusCodes;
import java.util.ArrayList;
import java.util.List;

/// Which answers are final, when an application says which are not. Stateless.
final class RetriedCodes {

    private RetriedCodes() {}

    /// All codes but those, a 2xx aside, which is no failure.
    static StatusCodes allBut(List<Integer> codes) {
        List<StatusCodes.Range> ranges = new ArrayList<>();
        int first = 100;
        int[] sorted =
                codes.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
        for (int code : sorted) {
            requireCode(code);
            if (code > first) {
                ranges.add(new StatusCodes.Range(first, code - 1));
            }
            first = code + 1;
        }
        if (first <= 599) {
            ranges.add(new StatusCodes.Range(first, 599));
        }
        return new StatusCodes(ranges);
    }

    private static void requireCode(int code) {
        if (code < 100 || code > 599 || code / 100 == 2) {
            throw new IllegalArgumentException(
                    "a status code that is retried is 100 to 599 and none of 2xx, which are deliveries, not " + code);
        }
    }
}
