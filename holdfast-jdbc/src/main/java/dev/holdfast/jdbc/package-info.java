// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Message stores on tables of databases: PostgreSQL, MariaDB and H2.
@NullMarked
package dev.holdfast.jdbc;

import org.jspecify.annotations.NullMarked;
