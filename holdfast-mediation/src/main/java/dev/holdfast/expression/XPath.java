// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Map;

final class XPath {
    private XPath() {}

    static Expression compile(String text, Map<String, String> namespaces) {
        throw new UnsupportedOperationException();
    }
}
