// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.extension;

import java.util.List;
import java.util.Optional;

/// The current message of a flow, as a mediator of a user sees it. Good for the time of the call; not thread-safe.
public interface CustomMessage {

    /// The id that the client got with its answer, and by which the ledger knows the message.
    String flowId();

    /// A property as text.
    ///
    /// @param scope `default`, `axis2`, `axis2-client`, `operation`
    /// @throws IllegalArgumentException when there is no such scope
    Optional<String> property(String scope, String name);

    /// Sets a property to a text.
    ///
    /// @param scope as of [#property]
    void setProperty(String scope, String name, String value);

    /// Removes a property.
    ///
    /// @param scope as of [#property]
    void removeProperty(String scope, String name);

    /// A variable as text.
    Optional<String> variable(String name);

    /// Sets a variable to a text.
    void setVariable(String name, String value);

    /// What an expression of the element came to for this message: `<property name="n" expression="..."/>`.
    Optional<String> input(String name);

    /// All values of a header field, in their order; names are case-insensitive.
    List<String> headers(String name);

    /// Sets a header field, in place of all of that name.
    ///
    /// @throws IllegalArgumentException when name or value cannot stand in a header section
    void setHeader(String name, String value);

    /// Removes all header fields of that name.
    void removeHeader(String name);

    /// The body as text.
    ///
    /// @throws IllegalStateException when its character set is not known
    String body();

    /// The media type of the body with its parameters; empty when there is none.
    Optional<String> mediaType();

    /// Puts another body in place.
    ///
    /// @param mediaType such as `application/json`; the text is written in its charset, UTF-8 when it names none
    void setBody(String text, String mediaType);
}
