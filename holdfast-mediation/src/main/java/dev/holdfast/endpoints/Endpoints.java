// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Syntax;
import java.util.List;
import java.util.Map;

/// The elements of endpoints that are there: one line each.
public final class Endpoints {

    private static final List<Syntax> ALL = List.of(
            EndpointSyntaxes.ENDPOINT,
            EndpointSyntaxes.ADDRESS,
            EndpointSyntaxes.HTTP,
            EndpointSyntaxes.DEFAULT,
            EndpointSyntaxes.WSDL,
            EndpointSyntaxes.FAILOVER,
            EndpointSyntaxes.LOAD_BALANCE,
            EndpointSyntaxes.SESSION,
            EndpointSyntaxes.RECIPIENT_LIST,
            EndpointSyntaxes.RECIPIENTS,
            EndpointSyntaxes.MEMBER,
            EndpointSyntaxes.TIMEOUT,
            EndpointSyntaxes.SUSPEND,
            EndpointSyntaxes.MARK,
            EndpointSyntaxes.RETRY,
            EndpointSyntaxes.ADDRESSING,
            EndpointSyntaxes.AUTHENTICATION,
            EndpointSyntaxes.BASIC,
            EndpointSyntaxes.OAUTH,
            EndpointSyntaxes.GRANT,
            EndpointProperty.SYNTAX,
            EndpointSyntaxes.TEMPLATE);

    private Endpoints() {}

    /// Forms that are refused by name, and what each would be.
    public static Map<String, String> refused() {
        return EndpointReader.REFUSED;
    }

    /// All of them, those that hold others first.
    public static List<Syntax> all() {
        return ALL;
    }
}
