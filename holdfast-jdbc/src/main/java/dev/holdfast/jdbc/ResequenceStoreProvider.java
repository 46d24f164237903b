// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageExpression;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Message stores on tables whose messages are handed out in the order of a number that they carry.
public final class ResequenceStoreProvider implements MessageStoreProvider {

    private static final String TIMEOUT = "store.resequence.timeout";
    private static final String PATH = "store.resequence.id.path";
    private static final int FOR_EVER = -1;

    @Override
    public Set<String> classNames() {
        return Set.of("org.apache.synapse.message.store.impl.resequencer.ResequenceMessageStore");
    }

    @Override
    public String type() {
        return "resequence-message-store";
    }

    @Override
    public Blueprint read(Parameters parameters) {
        JdbcSettings settings = new JdbcSettingsReader(parameters).read();
        Optional<Duration> gapTimeout = gapTimeout(parameters);
        Optional<Parameter> path = parameters.find(PATH);
        if (path.filter(Parameter::expression).isEmpty()) {
            parameters.error(
                    PATH,
                    "parameter '" + PATH + "' needs an attribute 'expression', which finds the sequence number in a"
                            + " message, such as expression=\"json-eval($.number)\"");
        }
        return setting -> {
            MessageExpression expression = path.map(setting.expressions()).orElseThrow();
            Numbering numbering = message -> OptionalLong.of(number(expression.of(message), setting.name()));
            return new JdbcMessageStore(settings, setting, Optional.of(new Resequencing(numbering, gapTimeout)));
        };
    }

    private static Optional<Duration> gapTimeout(Parameters parameters) {
        parameters.requiredText(TIMEOUT);
        int seconds = parameters.integer(TIMEOUT, FOR_EVER);
        if (seconds < FOR_EVER) {
            parameters.error(
                    TIMEOUT, "parameter '" + TIMEOUT + "' is '" + seconds + "'; expected seconds, or -1 for ever");
        }
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static long number(String text, String store) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new StoreException(
                    Category.REJECTED,
                    "store " + store + ": the expression of '" + PATH + "' finds '" + text
                            + "' in the message; expected a whole number",
                    e);
        }
    }
}
