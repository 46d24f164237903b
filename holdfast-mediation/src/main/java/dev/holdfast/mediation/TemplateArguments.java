// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Expression;
import dev.holdfast.message.PropertyValue;
import java.util.Map;

/// What a template was called with: what `$func:` finds.
///
/// @param values as they were when it was called
/// @param late evaluated each time when they are asked for
public record TemplateArguments(Map<String, PropertyValue> values, Map<String, Expression> late) {

    /// Copies the maps.
    public TemplateArguments {
        values = Map.copyOf(values);
        late = Map.copyOf(late);
    }
}
