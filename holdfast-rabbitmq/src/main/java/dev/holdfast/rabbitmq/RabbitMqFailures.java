// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// The one place that turns what the client says into what the store says. Stateless.
final class RabbitMqFailures {

    /// The reply codes of AMQP 0-9-1 that mean something here.
    static final int ACCESS_REFUSED = 403;

    static final int NOT_FOUND = 404;
    static final int PRECONDITION_FAILED = 406;

    private static final int CONTENT_TOO_LARGE = 311;

    /// For people: the broker itself does not say more.
    static final String LOG_SAYS_WHY = "; the log of the broker says why (one whose disk is full stops itself)";

    private static final int CONNECTION_FORCED = 320;

    private static final int NONE = 0;

    private RabbitMqFailures() {}

    /// The code with which the broker closed the channel or the connection; 0 when it did not.
    static int replyCode(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof ShutdownSignalException signal) {
                return replyCode(signal.getReason());
            }
        }
        return NONE;
    }

    /// Whether the broker says so to a message that is too large.
    static boolean isAboutSize(int replyCode) {
        return replyCode == PRECONDITION_FAILED || replyCode == CONTENT_TOO_LARGE;
    }

    /// What went wrong, in one line.
    static String reason(Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof ShutdownSignalException signal && replyCode(signal.getReason()) != NONE) {
                return replyText(signal.getReason());
            }
        }
        // It says most of a certificate that is not trusted; what is below speaks of signatures.
        Throwable root = causes.stream()
                .filter(SSLException.class::isInstance)
                .findFirst()
                .orElse(causes.getLast());
        return switch (root) {
            case StoreException known -> String.valueOf(known.getMessage());
            case ShutdownSignalException _ -> "the connection is closed";
            default ->
                root.getMessage() == null
                        ? root.getClass().getSimpleName()
                        : root.getClass().getSimpleName() + ": " + root.getMessage();
        };
    }

    /// A failure of a call that stores nothing, or before anything was sent.
    static StoreException unavailable(String what, Throwable failure) {
        return failure instanceof StoreException known
                ? known
                : new StoreException(Category.UNAVAILABLE, what + " failed: " + reason(failure), failure);
    }

    /// Whether the channel was closed before this use of it began, so that nothing was sent.
    static boolean wasClosedBefore(Throwable failure) {
        return failure instanceof AlreadyClosedException;
    }

    private static int replyCode(Method reason) {
        return switch (reason) {
            case AMQP.Channel.Close close -> close.getReplyCode();
            case AMQP.Connection.Close close -> close.getReplyCode();
            case null, default -> NONE;
        };
    }

    private static String replyText(Method reason) {
        return switch (reason) {
            case AMQP.Channel.Close close -> close.getReplyCode() + " " + close.getReplyText();
            case AMQP.Connection.Close close -> close.getReplyCode() + " " + close.getReplyText() + why(close);
            default -> String.valueOf(reason);
        };
    }

    private static String why(AMQP.Connection.Close close) {
        return close.getReplyCode() == CONNECTION_FORCED ? LOG_SAYS_WHY : "";
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
