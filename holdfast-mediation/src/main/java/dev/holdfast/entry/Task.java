// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.Pinned;
import dev.holdfast.mediation.Services;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.function.Supplier;

/// Messages that are made at given times. Immutable.
///
/// @param name by which people know it
/// @param group as it is written; empty for none
/// @param trigger when it runs
/// @param overlap whether a run may begin before the last one has ended
/// @param pinnedServers the only servers on which it runs; empty for all
/// @param injection what it does
public record Task(
        String name, String group, Trigger trigger, Overlap overlap, List<String> pinnedServers, Injection injection)
        implements FlowSource, Pinned {

    /// What it may hold.
    public static final Syntax SYNTAX = Syntax.of(
                    "task", "Makes messages at given times; nobody waits for what is replied to them.")
            .required("name", "its name")
            .required("class", "org.apache.synapse.startup.tasks.MessageInjector")
            .optional("group", "", "shown in the management API")
            .optional("pinnedServers", "any", "names of nodes; elsewhere it is not started")
            .child("trigger", "when it runs")
            .child("property", "name, and value or XML inside: what it makes")
            .differs("A message that fails is in the log and in the ledger.")
            .differs("A class of one's own is an error.");

    /// Whether a run may begin before the last one has ended.
    public enum Overlap {
        /// It waits for the next time.
        NEVER,
        /// So many at once as there is room for.
        ALLOWED
    }

    /// Copies the list.
    public Task {
        pinnedServers = List.copyOf(pinnedServers);
    }

    /// Reads a task.
    public static Task read(XmlElement element, FlowReading reading) {
        return new TaskReader(element, reading).read();
    }

    /// The class that it is to upstream.
    public String type() {
        return TaskReader.CLASS;
    }

    @Override
    public Running start(Supplier<Services> services) {
        TaskRun run = new TaskRun(this, services);
        run.start();
        return run;
    }
}
