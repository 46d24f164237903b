// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.BranchTarget;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The mediators that are there: one line each.
public final class Mediators {

    private static final Map<String, MediatorReader> STANDARD = List.of(
                    AggregateMediator.READER,
                    CacheMediator.READER,
                    CallMediator.READER,
                    CallTemplateMediator.READER,
                    CalloutMediator.READER,
                    ClassMediator.READER,
                    CloneMediator.READER,
                    ConditionalRouterMediator.READER,
                    DirectionMediator.IN,
                    DirectionMediator.OUT,
                    DropMediator.READER,
                    EnrichMediator.READER,
                    FilterMediator.READER,
                    ForEachMediator.READER,
                    HeaderMediator.READER,
                    IterateMediator.READER,
                    LogMediator.READER,
                    LoopbackMediator.READER,
                    MakeFaultMediator.READER,
                    PayloadFactoryMediator.READER,
                    PropertyGroupMediator.READER,
                    PropertyMediator.READER,
                    RespondMediator.READER,
                    RewriteMediator.READER,
                    ScatterGatherMediator.READER,
                    SendMediator.READER,
                    SequenceMediator.READER,
                    SqlMediator.LOOKUP_READER,
                    SqlMediator.REPORT_READER,
                    StoreMediator.READER,
                    SwitchMediator.READER,
                    ThrottleMediator.READER,
                    ThrowErrorMediator.READER,
                    ValidateMediator.READER,
                    VariableMediator.READER,
                    XsltMediator.READER)
            .stream()
            .collect(Collectors.toUnmodifiableMap(reader -> reader.syntax().element(), Function.identity()));

    private Mediators() {}

    /// All of them, by their elements.
    public static Map<String, MediatorReader> all() {
        return STANDARD;
    }

    /// Elements inside them that hold much themselves.
    public static List<Syntax> parts() {
        return List.of(BranchTarget.SYNTAX, SqlConnection.POOL, SqlStatement.SYNTAX);
    }
}
