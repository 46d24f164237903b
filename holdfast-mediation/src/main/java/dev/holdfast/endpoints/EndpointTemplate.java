// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;

/// A pattern for endpoints. What is in it is read for each endpoint that is made of it.
///
/// @param name by which endpoints refer to it
public record EndpointTemplate(String name) {

    /// Reads a `template` artifact that holds an endpoint.
    public static EndpointTemplate read(XmlElement element, Reading reading) {
        reading.follows(element, EndpointSyntaxes.TEMPLATE);
        if (element.children("endpoint").size() != 1) {
            reading.error(element, "a template of an endpoint holds one endpoint");
        }
        element.children("parameter").forEach(parameter -> {
            reading.knows(parameter, "name", "defaultValue", "isMandatory");
            reading.required(parameter, "name");
        });
        return new EndpointTemplate(reading.required(element, "name"));
    }
}
