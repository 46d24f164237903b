// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what strace wrote with `-f -y`: system calls of several threads, some cut in two by others.
final class SystemCalls {

    private static final Pattern WHOLE = Pattern.compile("^(\\d+)\\s+(\\w+)\\((.*)$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+)\\s+<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final Pattern DESCRIPTOR = Pattern.compile("^\\d+<([^>]*)>");
    private static final String UNFINISHED = "<unfinished ...>";

    private SystemCalls() {}

    /// One call.
    ///
    /// @param name such as `write`
    /// @param file what its first argument stands for: a path or a socket
    /// @param text its arguments and its result
    /// @param begun place of its beginning in the order of all
    /// @param done place of its end
    record SystemCall(String name, String file, String text, int begun, int done) {}

    /// The calls in the order of their ends; those that have no end are left out.
    static List<SystemCall> parse(List<String> lines) {
        List<SystemCall> calls = new ArrayList<>();
        Map<String, SystemCall> open = new HashMap<>();
        for (int place = 0; place < lines.size(); place++) {
            Matcher whole = WHOLE.matcher(lines.get(place));
            Matcher resumed = RESUMED.matcher(lines.get(place));
            if (whole.matches()) {
                SystemCall call = new SystemCall(whole.group(2), file(whole.group(3)), whole.group(3), place, place);
                if (whole.group(3).endsWith(UNFINISHED)) {
                    open.put(whole.group(1), call);
                } else {
                    calls.add(call);
                }
            } else if (resumed.matches()) {
                SystemCall begun = open.remove(resumed.group(1));
                if (begun != null) {
                    calls.add(new SystemCall(
                            begun.name(), begun.file(), begun.text() + resumed.group(3), begun.begun(), place));
                }
            }
        }
        return calls;
    }

    private static String file(String arguments) {
        Matcher descriptor = DESCRIPTOR.matcher(arguments);
        return descriptor.find() ? descriptor.group(1) : "";
    }
}
