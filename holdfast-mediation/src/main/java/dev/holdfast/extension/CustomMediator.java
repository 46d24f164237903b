// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.extension;

/// A mediator written in Java. An artifact names it by `<class name="com.example.MyMediator"/>`, and its jar lies in
/// the folder `lib` beside the artifacts.
///
/// It has a public constructor without parameters. For each element that names it one instance is made, which all
/// messages share: it must be thread-safe. A `<property name="limit" value="5"/>` in the element is handed to
/// `setLimit`, which takes a String, an int, a long, a double or a boolean, before the first message comes.
///
/// It is called on a virtual thread and may block. It has as long as it takes: what can hang needs a limit of its own.
public interface CustomMediator {

    /// Does its work on the message.
    ///
    /// @return whether the sequence goes on; `false` ends it, as `drop` does
    /// @throws Exception when it cannot: a fault of the flow, for which the nearest handler takes over. Its message
    ///     becomes ERROR_MESSAGE
    boolean mediate(CustomMessage message) throws Exception;
}
