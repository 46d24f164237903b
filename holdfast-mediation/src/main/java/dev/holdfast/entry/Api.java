// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Origin;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.XmlElement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Resources that clients call below a context of their own. Immutable.
///
/// @param id its names and its place
/// @param context what its paths begin with
/// @param reach which requests can come to it at all
/// @param resources in the order in which they are looked through
/// @param contract the key of the local entry or resource that describes it; empty: a description is made
public record Api(Id id, Context context, Reach reach, List<ApiResource> resources, Optional<String> contract) {

    /// What it may hold.
    public static final Syntax SYNTAX = Syntax.of(
                    "api", "Resources that clients call below a context of their own, by path and method.")
            .required("name", "its name")
            .required("context", "what the paths begin with, such as /orders; of several APIs the longest fits")
            .optional("version", "", "its version, which becomes part of its name: NAME:vVERSION")
            .optional(
                    "version-type",
                    "none",
                    "url: the version follows the context in the path; context: it stands in the context for"
                            + " {version}; none: it is in the name only")
            .optional("hostname", "any", "the host that the request must name in its field Host")
            .optional("port", "any", "the port that the request must name there")
            .optional("transports", "both", "http or https: the only one by which it is called")
            .optional("binds-to", "all", "where it is called: default, or names of inbound endpoints")
            .optional(
                    "publishSwagger",
                    "",
                    "the key of the description for ?swagger.json and ?swagger.yaml; without"
                            + " it one is made of the resources")
            .inert("validateSchema")
            .child("resource", "one or more")
            .child("handlers", "only empty: handlers are classes")
            .differs("Paths are compared decoded, without empty segments; a request with a segment . or .. is"
                    + " answered 400.")
            .differs("A path that fits, with a method that no fitting resource has, is answered 405 also where"
                    + " another resource has the method: upstream says 404.");

    /// What it is called.
    ///
    /// @param name as the artifact has it
    /// @param version empty for none
    /// @param location of its definition
    public record Id(String name, String version, Location location) {

        /// The name by which it is known: with its version, if it has one.
        public String registered() {
            return Api.registered(name, version);
        }
    }

    /// What its paths begin with.
    ///
    /// @param path the context, with its version where that stands in it
    /// @param inUrl the version, where it follows the context in the path; else empty
    public record Context(String path, String inUrl) {

        /// The whole of it.
        public String base() {
            return inUrl.isEmpty() ? path : (path.equals("/") ? "" : path) + "/" + inUrl;
        }
    }

    /// Which requests can come to it.
    ///
    /// @param hostname that must be named; empty for any
    /// @param port that must be named; empty for any
    /// @param schemes `http` and `https`; empty for both
    /// @param bindsTo where it is called; empty for everywhere
    public record Reach(Optional<String> hostname, Optional<Integer> port, Set<String> schemes, Set<String> bindsTo) {

        /// Copies the sets.
        public Reach {
            schemes = Set.copyOf(schemes);
            bindsTo = Set.copyOf(bindsTo);
        }
    }

    /// Sorts and copies the resources.
    public Api {
        resources = resources.stream()
                .sorted(Comparator.comparingInt(resource -> resource.pattern().rank()))
                .toList();
    }

    /// Reads an API.
    public static Api read(XmlElement element, FlowReading reading) {
        return new ApiReader(element, reading).read();
    }

    /// The name by which the API of an element is known.
    ///
    /// @param name its attribute of that name
    public static String registeredName(String name, XmlElement element) {
        return registered(name, element.attribute("version").map(String::strip).orElse(""));
    }

    Origin origin() {
        return Origin.api(id.name, id.registered());
    }

    private static String registered(String name, String version) {
        return version.isEmpty() || name.isEmpty() ? name : name + ":v" + version;
    }
}
