// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.ConnectionClosedException;
import org.apache.activemq.ConnectionFailedException;
import org.apache.activemq.MaxFrameSizeExceededException;
import org.jspecify.annotations.Nullable;

/// The one place that turns what the client says into what the store says. Stateless.
final class JmsFailures {

    /// For people: the clients do not say more.
    private static final String BROKEN_OFF =
            "the connection was lost; the log of the broker says why (one whose disk is full may stop itself)";

    private JmsFailures() {}

    /// What is known about messages after a call has failed.
    ///
    /// @param stage how far the call had come
    static Category category(Attempt.Stage stage, Throwable failure) {
        Category category = categoryOfSend(failure);
        return switch (stage) {
            case DECISIVE -> category;
            case PREPARING -> category == Category.UNKNOWN ? Category.UNAVAILABLE : category;
            case CONNECTING, GIVEN_UP -> Category.UNAVAILABLE;
        };
    }

    /// Whether the broker has taken back a transaction.
    static boolean isRolledBack(Throwable failure) {
        return causes(failure).stream().anyMatch(TransactionRolledBackException.class::isInstance);
    }

    /// What is known about a message when sending it failed.
    static Category categoryOfSend(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            switch (cause) {
                case StoreException known -> {
                    return known.category();
                }
                case ResourceAllocationException _ -> {
                    return Category.FULL;
                }
                case Exception full
                when ArtemisClient.isFull(full) -> {
                    return Category.FULL;
                }
                // The queue is missing: others would fare no better, and a failover store is of use.
                case InvalidDestinationException _ -> {
                    return Category.UNAVAILABLE;
                }
                case JMSSecurityException _,
                        SecurityException _,
                        MessageFormatException _,
                        MaxFrameSizeExceededException _ -> {
                    return Category.REJECTED;
                }
                // Both are thrown before anything is sent.
                case ConnectionFailedException _, ConnectionClosedException _ -> {
                    return Category.UNAVAILABLE;
                }
                default -> {}
            }
        }
        return isRolledBack(failure) ? Category.UNAVAILABLE : Category.UNKNOWN;
    }

    /// Whether the broker has closed the connection without a word.
    static boolean isEndOfStream(Throwable failure) {
        return causes(failure).stream().anyMatch(EOFException.class::isInstance);
    }

    /// Whether a thread was interrupted in the client.
    static boolean isInterruption(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause ->
                        cause instanceof InterruptedException || cause instanceof java.io.InterruptedIOException);
    }

    /// What went wrong, in one line: the first cause, which says most.
    static String reason(Throwable failure) {
        Throwable root = causes(failure).getLast();
        if (root instanceof EOFException || ArtemisClient.isBrokenOff(root)) {
            return BROKEN_OFF;
        }
        String text = root.getMessage() == null ? "" : ": " + root.getMessage();
        return root instanceof JMSException || root instanceof StoreException
                ? String.valueOf(root.getMessage())
                : root.getClass().getSimpleName() + text;
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = next(cause)) {
            causes.add(cause);
        }
        return causes.stream().map(ActiveMqClassic::asToday).toList();
    }

    private static @Nullable Throwable next(Throwable failure) {
        if (failure.getCause() == null && failure instanceof JMSException jms) {
            return jms.getLinkedException();
        }
        return failure.getCause();
    }
}
