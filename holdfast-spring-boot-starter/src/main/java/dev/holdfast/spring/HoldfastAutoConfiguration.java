// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreRetry;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.http.HttpEndpoint;
import dev.holdfast.rocksdb.EmbeddedBooks;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes a client and what it needs of the properties `holdfast.*`. Each bean gives way to one of the application.
@AutoConfiguration
@EnableConfigurationProperties(HoldfastProperties.class)
public final class HoldfastAutoConfiguration {

    private static final double LONGER_EACH_TIME = 1.5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Bean
    @ConditionalOnMissingBean
    EmbeddedBooks holdfastBooks(HoldfastProperties properties) {
        return EmbeddedBooks.in(properties.data());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Holdfast holdfast(EmbeddedBooks books) {
        return Holdfast.open(books);
    }

    @Bean
    @ConditionalOnMissingBean
    StoreSource holdfastStore(HoldfastProperties properties, EmbeddedBooks books) {
        return new StoreSources(books).of(properties.store(), "holdfast.store", "messages");
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    MessageStoreClient holdfastClient(
            Holdfast holdfast, StoreSource store, HoldfastProperties properties, EmbeddedBooks books) {
        HoldfastProperties.ClientSettings settings = properties.client();
        MessageStoreClient.Builder builder = holdfast.client(store)
                .retry(new StoreRetry(settings.retryCount(), settings.retryInterval(), LONGER_EACH_TIME, LONGEST_WAIT))
                .timeLimit(settings.timeLimit());
        Optional.ofNullable(properties.secondaryStore())
                .map(secondary ->
                        new StoreSources(books).of(secondary, "holdfast.secondary-store", store.name() + "-secondary"))
                .ifPresent(builder::secondaryStore);
        return builder.build();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(Endpoint.class)
    @ConditionalOnProperty("holdfast.processor.url")
    HttpEndpoint holdfastEndpoint(HoldfastProperties properties) {
        HoldfastProperties.ProcessorSettings settings = properties.processor();
        return HttpEndpoint.builder(String.valueOf(settings.url()))
                .method(settings.method())
                .timeout(settings.timeout())
                .build();
    }

    /// Health, with the actuator.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static final class HealthConfiguration {

        @Bean
        @ConditionalOnMissingBean
        HoldfastHealth holdfastHealthIndicator(
                Holdfast holdfast, MessageStoreClient client, ObjectProvider<ForwardingProcessor> processor) {
            return new HoldfastHealth(holdfast, client.storeName(), processor);
        }
    }

    /// Metrics, with Micrometer.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static final class MetricsConfiguration {

        @Bean
        @ConditionalOnMissingBean
        HoldfastMetrics holdfastMetrics(
                Holdfast holdfast, MessageStoreClient client, ObjectProvider<ForwardingProcessor> processor) {
            return new HoldfastMetrics(holdfast, client.storeName(), processor);
        }
    }
}
