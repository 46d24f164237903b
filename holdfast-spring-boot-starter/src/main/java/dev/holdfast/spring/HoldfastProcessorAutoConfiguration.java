// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ForwardingProcessor;
import dev.holdfast.ForwardingProcessorBuilder;
import dev.holdfast.Holdfast;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.rocksdb.EmbeddedBooks;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Makes a processor of the properties `holdfast.processor.*`, where there is something to send to.
@AutoConfiguration(after = HoldfastAutoConfiguration.class)
@ConditionalOnBean(Endpoint.class)
public final class HoldfastProcessorAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ForwardingProcessor holdfastProcessor(
            Holdfast holdfast,
            StoreSource store,
            Endpoint endpoint,
            HoldfastProperties properties,
            ObjectProvider<ForwardingProcessorCustomizer> customizers) {
        ForwardingProcessorBuilder builder = holdfast.processor(store, endpoint);
        ProcessorSetup.apply(properties.processor(), builder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    ForwardingProcessorCustomizer holdfastDeadLetters(HoldfastProperties properties, EmbeddedBooks books) {
        return builder -> Optional.ofNullable(properties.deadLetterStore())
                .map(store -> new StoreSources(books).of(store, "holdfast.dead-letter-store", "dead-letters"))
                .ifPresent(builder::deadLetterStore);
    }

    @Bean
    ProcessorLifecycle holdfastLifecycle(ForwardingProcessor processor, HoldfastProperties properties) {
        return new ProcessorLifecycle(processor, properties.processor().autoStart());
    }
}
