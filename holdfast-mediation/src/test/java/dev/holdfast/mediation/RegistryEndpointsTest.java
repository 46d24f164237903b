// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.EndpointDefinition.Identity;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.resource.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryEndpointsTest {

    private static final String GROUP =
            "<endpoint><failover><endpoint name=\"a\"><address uri=\"http://a\"/></endpoint>"
                    + "<endpoint name=\"b\"><address uri=\"http://%s\"/></endpoint></failover></endpoint>";

    private final Map<String, Resource> resources = new HashMap<>();
    private final Set<Identity> forgotten = new HashSet<>();
    private final RegistryEndpoints endpoints = new RegistryEndpoints(
            key -> Optional.ofNullable(resources.get(key)), Surroundings.ofProcess(), forgotten::addAll);

    private EndpointDefinition put(String key, String xml) {
        resources.put(key, Resource.ofText(key, 1, xml));
        return endpoints.find(key).orElseThrow();
    }

    @Test
    void an_endpoint_is_read_once_for_each_version_of_its_resource() {
        EndpointDefinition first = put("conf:e", GROUP.formatted("b"));
        assertThat(endpoints.find("conf:e")).containsSame(first);
        assertThat(put("conf:e", GROUP.formatted("c")).addresses()).containsExactly("http://a", "http://c");
    }

    @Test
    void what_has_changed_is_forgotten_and_what_has_not_stays() {
        EndpointDefinition first = put("conf:e", GROUP.formatted("b"));
        EndpointDefinition second = put("conf:e", GROUP.formatted("c"));
        Set<Identity> gone = new HashSet<>(first.identities());
        gone.removeAll(second.identities());
        assertThat(forgotten).isEqualTo(gone).extracting(Identity::name).containsExactlyInAnyOrder("conf:e", "b");
    }

    @Test
    void of_very_many_the_eldest_are_forgotten() {
        EndpointDefinition first = put("conf:0", GROUP.formatted("b"));
        for (int i = 1; i <= 1_000; i++) {
            put("conf:" + i, GROUP.formatted("b"));
        }
        assertThat(forgotten).isEqualTo(first.identities());
    }

    @Test
    void what_is_no_endpoint_is_none() {
        resources.put("conf:e", Resource.ofText("conf:e", 1, "<sequence/>"));
        resources.put("conf:f", Resource.ofText("conf:f", 1, "<endpoint>"));
        assertThat(endpoints.find("conf:e")).isEmpty();
        assertThat(endpoints.find("conf:f")).isEmpty();
    }
}
