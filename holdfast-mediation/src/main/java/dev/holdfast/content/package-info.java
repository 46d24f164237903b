// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What is in a message: SOAP, XML and JSON, looked into only when something needs to.
@NullMarked
package dev.holdfast.content;

import org.jspecify.annotations.NullMarked;
