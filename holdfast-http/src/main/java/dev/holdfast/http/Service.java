// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.WorkRoom;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.RequestHandler;

/// What all connections of a listener share.
///
/// @param settings of the listener
/// @param handler that answers
/// @param traffic counts and limits
/// @param deadlines for what clients take long for
/// @param overload tells the operator
/// @param date for answers
/// @param timer gives the time
/// @param work the room in memory for what handlers make of bodies
record Service(
        ListenerSettings settings,
        RequestHandler handler,
        Traffic traffic,
        Deadlines deadlines,
        OverloadLog overload,
        DateField date,
        Timer timer,
        WorkRoom work) {}
