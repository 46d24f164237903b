// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Classes with the names and fields of those that Synapse serializes, to make streams as it does.
package org.apache.synapse.message.store.impl.commons;
