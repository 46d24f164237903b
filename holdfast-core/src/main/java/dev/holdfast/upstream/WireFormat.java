// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.settings.Parameters;
import java.util.Optional;

/// In which form a store writes messages. What it finds it reads in any form.
public enum WireFormat {
    /// Our own, which keeps everything.
    HOLDFAST,
    /// That of Synapse, for the time in which one may want to go back to it.
    UPSTREAM,
    /// That of releases of Synapse before they traced the flow of messages, whose class differs.
    UPSTREAM_OLDER,
    /// That of Ballerina's store-forward connector: the body as it is, all else outside of it. Only for
    /// stores whose engine has a place for that, which read it by themselves.
    BALLERINA;

    /// The parameter by which an artifact says it.
    public static final String PARAMETER = "store.wire.format";

    /// What the artifact says; one that is not ours gives a warning that names its price.
    public static WireFormat read(Parameters parameters) {
        Optional<String> text = parameters.text(PARAMETER);
        if (text.isEmpty()) {
            return HOLDFAST;
        }
        return switch (text.get()) {
            case "holdfast" -> HOLDFAST;
            case "upstream" -> warned(parameters, UPSTREAM);
            case "upstream-older" -> warned(parameters, UPSTREAM_OLDER);
            default -> {
                parameters.error(
                        PARAMETER,
                        "parameter '" + PARAMETER + "' is '" + text.get()
                                + "'; expected holdfast, upstream or upstream-older");
                yield HOLDFAST;
            }
        };
    }

    /// Whether it is a form of Synapse.
    public boolean isUpstream() {
        return switch (this) {
            case UPSTREAM, UPSTREAM_OLDER -> true;
            case HOLDFAST, BALLERINA -> false;
        };
    }

    /// The message as bytes.
    public byte[] encode(StoredMessage message) {
        return switch (this) {
            case HOLDFAST -> MessageCodec.encode(message);
            case UPSTREAM -> UpstreamWriter.write(message, UpstreamClasses.Release.TRACING_FLOWS);
            case UPSTREAM_OLDER -> UpstreamWriter.write(message, UpstreamClasses.Release.OLDER);
            case BALLERINA -> message.message().content().toByteArray();
        };
    }

    private static WireFormat warned(Parameters parameters, WireFormat format) {
        parameters.warning(
                PARAMETER,
                "messages are written as upstream writes them, for a rollback: there, typed properties are text,"
                        + " variables and the id of the message are missing, a header with several values is one"
                        + " line, and a time to live does not count. Holdfast reads back all of it, except that XML"
                        + " is written anew");
        return format;
    }
}
