// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.FailAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an application says about its store, its client and its processor.
///
/// @param data folder for books, and for stores of type embedded
/// @param store where messages wait
/// @param secondaryStore stands in when the store cannot take a message
/// @param deadLetterStore where messages go that were not delivered
/// @param client how messages are stored
/// @param processor how messages are forwarded
@ConfigurationProperties("holdfast")
public record HoldfastProperties(
        @DefaultValue("data/holdfast") Path data,
        @DefaultValue Store store,
        @Nullable Store secondaryStore,
        @Nullable Store deadLetterStore,
        @DefaultValue ClientSettings client,
        @DefaultValue ProcessorSettings processor) {

    /// A store.
    ///
    /// @param type embedded, jms, or the type of another store module on the class path, such as rabbitmq
    /// @param name of the store; that of the queue if nothing is said
    /// @param url of the broker, for jms
    /// @param queue on the broker, for jms
    /// @param user who connects, for jms
    /// @param password of the user
    /// @param ballerina whether messages are written as Ballerina's store-forward connector reads them, for jms
    /// @param parameters of the store as in the artifacts of the gateway, for other types
    public record Store(
            @DefaultValue("embedded") String type,
            @Nullable String name,
            @Nullable String url,
            @Nullable String queue,
            @Nullable String user,
            @Nullable String password,
            @DefaultValue("false") boolean ballerina,
            @DefaultValue Map<String, String> parameters) {

        /// Without what may be a secret.
        @Override
        public String toString() {
            return type + " " + name + " " + queue;
        }
    }

    /// How messages are stored.
    ///
    /// @param retryCount how often storing is repeated; -1 until the time limit
    /// @param retryInterval before the first repeat
    /// @param timeLimit after which no repeat begins
    public record ClientSettings(
            @DefaultValue("0") int retryCount,
            @DefaultValue("5s") Duration retryInterval,
            @DefaultValue("30s") Duration timeLimit) {}

    /// How messages are forwarded.
    ///
    /// @param url where to; without one, and without an endpoint of the application, there is no processor
    /// @param method of the requests
    /// @param timeout of a request
    /// @param cron times of rounds, an expression of Quartz
    /// @param pollInterval time between rounds
    /// @param batchSize messages of a round; -1 for no limit
    /// @param forwardingInterval time between two messages of a round
    /// @param maxRedeliveryAttempts after the first attempt; -1 for no limit
    /// @param retryInterval time between attempts
    /// @param retryHttpStatusCodes answers that are retried; all but 2xx if nothing is said
    /// @param failAction what follows the last attempt
    /// @param reactivateAfter how long a deactivation of its own lasts
    /// @param reconnectInterval between two tries to reach the broker
    /// @param parallel messages at once
    /// @param autoStart whether it starts with the application
    public record ProcessorSettings(
            @Nullable String url,
            @DefaultValue("POST") String method,
            @DefaultValue("60s") Duration timeout,
            @Nullable String cron,
            @Nullable Duration pollInterval,
            @DefaultValue("-1") int batchSize,
            @DefaultValue("0s") Duration forwardingInterval,
            @DefaultValue("4") int maxRedeliveryAttempts,
            @DefaultValue("5s") Duration retryInterval,
            @DefaultValue List<Integer> retryHttpStatusCodes,
            @Nullable FailAction failAction,
            @DefaultValue("60s") Duration reactivateAfter,
            @DefaultValue("5s") Duration reconnectInterval,
            @DefaultValue("1") int parallel,
            @DefaultValue("true") boolean autoStart) {}
}
