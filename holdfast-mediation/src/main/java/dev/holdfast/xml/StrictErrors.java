// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/// Lets a parser fail at the first error. A warning makes nothing unreadable.
public final class StrictErrors implements ErrorHandler {

    /// A new one.
    public StrictErrors() {}

    @Override
    public void warning(SAXParseException exception) {
        // What has a warning can be used.
    }

    @Override
    public void error(SAXParseException exception) throws SAXParseException {
        throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXParseException {
        throw exception;
    }
}
