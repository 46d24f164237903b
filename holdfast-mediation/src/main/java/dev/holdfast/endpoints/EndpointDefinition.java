// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An endpoint as an artifact defines it.
public sealed interface EndpointDefinition {

    /// How logs call an endpoint without a name.
    String ANONYMOUS = "AnonymousEndpoint";

    /// Which it is.
    Identity identity();

    /// What every form can have.
    Common common();

    /// Its name; [#ANONYMOUS] where it has none.
    default String name() {
        return identity().name();
    }

    /// The addresses in it, as written; those of groups are those of their children. Addresses that only a
    /// message knows are not among them.
    default List<String> addresses() {
        return all().flatMap(one -> one instanceof Leaf leaf ? leaf.target().address().stream() : Stream.empty())
                .toList();
    }

    /// Which endpoints it defines: itself, and those inside.
    default Set<Identity> identities() {
        return all().map(EndpointDefinition::identity).collect(Collectors.toSet());
    }

    private Stream<EndpointDefinition> all() {
        return Stream.concat(Stream.of(this), inside().stream().flatMap(EndpointDefinition::all));
    }

    private List<EndpointDefinition> inside() {
        return switch (this) {
            case Leaf _, Alias _ -> List.of();
            case Failover group -> group.children();
            case LoadBalance group -> group.children();
            case RecipientList list ->
                switch (list.recipients()) {
                    case Recipients.Fixed(List<EndpointDefinition> children) -> children;
                    case Recipients.Dynamic _ -> List.of();
                };
        };
    }

    /// Which endpoint it is. Two that are equal share their state; after another deployment an endpoint keeps it if
    /// it is still equal.
    ///
    /// @param name as logs show it
    /// @param place where it stands: tells endpoints apart that look the same
    /// @param text its XML and what was filled in; secrets may be in it
    record Identity(String name, String place, String text) {

        /// Name and place only.
        @Override
        public String toString() {
            return place + " " + name;
        }
    }

    /// What every form can have.
    ///
    /// @param onError the sequence that handles failures
    /// @param properties that are set on the message before it is sent
    record Common(Optional<String> onError, List<EndpointProperty> properties) {

        /// Copies the list.
        public Common {
            properties = List.copyOf(properties);
        }

        /// Nothing.
        static Common none() {
            return new Common(Optional.empty(), List.of());
        }
    }

    /// One address.
    ///
    /// @param target where to
    /// @param wire how messages are written
    /// @param quality how long it may take, and when it is suspended
    record Leaf(Identity identity, Common common, Target target, Wire wire, Quality quality)
            implements EndpointDefinition {

        private static final Leaf IMPLICIT = new Leaf(
                new Identity(ANONYMOUS, "(built in)", ""),
                Common.none(),
                new Target.Implicit(),
                Wire.plain(MessageFormat.AS_IS),
                new Quality(Optional.empty(), SuspensionRules.of(SuspensionPolicy.none()), RetryCodes.all()));

        /// The address in the message. It is never suspended: it stands for many.
        public static Leaf implicit() {
            return IMPLICIT;
        }
    }

    /// Another endpoint, which is looked up for each message.
    ///
    /// @param key its name
    record Alias(Identity identity, Common common, AttributeValue key) implements EndpointDefinition {

        /// Whether it is a reference and nothing more.
        public boolean isPlain() {
            return common.equals(Common.none());
        }
    }

    /// The first of several that is ready.
    ///
    /// @param dynamic whether each message begins with the first; else with the one that took the last
    record Failover(Identity identity, Common common, List<EndpointDefinition> children, boolean dynamic)
            implements EndpointDefinition {

        /// Copies the list.
        public Failover {
            children = List.copyOf(children);
        }
    }

    /// Several in turn.
    ///
    /// @param weights how many messages in a row each child gets
    /// @param failover whether another child is tried after one that failed
    /// @param session how long the calls of one HTTP session go to the same child after the last; empty when they
    ///     need not
    record LoadBalance(
            Identity identity, Common common, List<Weighted> weights, boolean failover, Optional<Duration> session)
            implements EndpointDefinition {

        /// Copies the list.
        public LoadBalance {
            weights = List.copyOf(weights);
        }

        /// Its children, in their order.
        public List<EndpointDefinition> children() {
            return weights.stream().map(Weighted::child).toList();
        }
    }

    /// A child, and how many messages in a row it gets.
    record Weighted(EndpointDefinition child, int weight) {}

    /// Several at once, each with a copy.
    record RecipientList(Identity identity, Common common, Recipients recipients) implements EndpointDefinition {}

    /// Who gets a copy.
    sealed interface Recipients {

        /// Always the same.
        record Fixed(List<EndpointDefinition> children) implements Recipients {

            /// Copies the list.
            public Fixed {
                children = List.copyOf(children);
            }
        }

        /// Addresses that an expression finds in the message, with commas between.
        ///
        /// @param kept of how many addresses the state is remembered
        record Dynamic(AttributeValue addresses, int kept) implements Recipients {}
    }

    /// Reads an `endpoint` artifact.
    static EndpointDefinition read(XmlElement element, Reading reading) {
        return EndpointReader.artifact(element, reading);
    }

    /// Reads an `endpoint` element inside something else; empty when, reported, it cannot be read.
    static Optional<EndpointDefinition> readInline(XmlElement element, Reading reading) {
        return EndpointReader.inline(element, reading);
    }

    /// The URI, if it is one to which HTTP can send.
    static Optional<URI> httpUri(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
