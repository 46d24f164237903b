// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

/// What stands between the tags of an element: elements and text, in their order.
public sealed interface XmlPart permits XmlElement, XmlPart.Text {

    /// Characters, unescaped.
    record Text(String value) implements XmlPart {}
}
