// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters of a query, decoded. Of a name that comes twice the first counts, as for `$url`.
///
/// @param values by name, in the order in which they came
record QueryParameters(Map<String, String> values) {

    QueryParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// @param query without the question mark
    static QueryParameters of(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = PercentCode.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                values.putIfAbsent(name, equals < 0 ? "" : PercentCode.decodeForm(pair.substring(equals + 1)));
            }
        }
        return new QueryParameters(values);
    }
}
