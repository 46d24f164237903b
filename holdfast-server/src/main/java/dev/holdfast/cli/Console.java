// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import java.io.Writer;
import java.util.function.Consumer;

/// Where the program talks to the person who started it, a line at a time.
///
/// @param out what was asked for
/// @param err what went wrong
record Console(Consumer<String> out, Consumer<String> err) {

    Writer outWriter() {
        return new Lines(out);
    }

    Writer errWriter() {
        return new Lines(err);
    }

    /// Cuts what is written into lines.
    private static final class Lines extends Writer {

        private final Consumer<String> sink;
        private final StringBuilder line = new StringBuilder();

        Lines(Consumer<String> sink) {
            this.sink = sink;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (characters[i] == '\n') {
                    emit();
                } else if (characters[i] != '\r') {
                    line.append(characters[i]);
                }
            }
        }

        @Override
        public void flush() {
            // Lines go out when they are complete.
        }

        @Override
        public void close() {
            if (!line.isEmpty()) {
                emit();
            }
        }

        private void emit() {
            sink.accept(line.toString());
            line.setLength(0);
        }
    }
}
