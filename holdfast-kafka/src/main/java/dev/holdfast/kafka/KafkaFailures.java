// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/// The one place that turns what the client says into what the store says. Stateless.
final class KafkaFailures {

    private static final String TOO_OLD =
            "the broker is too old for this client, which needs Kafka 2.1 or newer, and 2.4"
                    + " to make a topic without store.kafka.topic.replication: ";

    private static final String NO_ANSWER = "no broker has answered in time";

    /// The broker itself does not say it.
    private static final String FULL_DISK = " (a broker whose disk is full answers no more; its log says so)";

    private KafkaFailures() {}

    /// What is known about a message when sending it failed.
    ///
    /// @param sent whether anything was sent to a broker since
    static Category categoryOfSend(Throwable failure, boolean sent) {
        for (Throwable cause : causes(failure)) {
            switch (cause) {
                case RecordTooLargeException _, RecordBatchTooLargeException _, PolicyViolationException _ -> {
                    return Category.REJECTED;
                }
                // The broker, or the client before it asks the broker, has refused.
                case AuthenticationException _,
                        AuthorizationException _,
                        InvalidTopicException _,
                        NotEnoughReplicasException _,
                        BrokerNotAvailableException _,
                        UnsupportedVersionException _,
                        SerializationException _ -> {
                    return Category.UNAVAILABLE;
                }
                default -> {}
            }
        }
        return sent ? Category.UNKNOWN : Category.UNAVAILABLE;
    }

    /// What is known when settling a message failed: it may come again, or certainly does.
    static Category categoryOfSettling(Throwable failure) {
        return failure instanceof CommitFailedException ? Category.UNAVAILABLE : Category.UNKNOWN;
    }

    /// Whether a producer that says this can not be used any more.
    static boolean endsProducer(Throwable failure) {
        return causes(failure).stream()
                .noneMatch(cause -> cause instanceof RetriableException
                        || cause instanceof AuthenticationException
                        || cause instanceof RecordTooLargeException
                        || cause instanceof InterruptedException);
    }

    /// What went wrong, in one line.
    ///
    /// @param category what is known about the message
    static String reason(Category category, Throwable failure) {
        boolean silent = causes(failure).getLast() instanceof TimeoutException;
        return silent && category == Category.UNKNOWN ? reason(failure) + FULL_DISK : reason(failure);
    }

    /// What went wrong, in one line.
    static String reason(Throwable failure) {
        Throwable root = causes(failure).getLast();
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return switch (root) {
            case UnsupportedVersionException _ -> TOO_OLD + text;
            case TimeoutException _ -> NO_ANSWER + ": " + text;
            case java.util.concurrent.TimeoutException _ -> NO_ANSWER;
            case ApiException _, StoreException _ -> text;
            default -> root.getClass().getSimpleName() + ": " + text;
        };
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
