// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads archives of applications (`.car`): which artifacts there are and which files hold them.
final class CarReader {

    private static final String ITEM = "artifact.xml";
    private static final String SYNAPSE = "synapse/";
    private static final Set<String> ROLES =
            Set.of("EnterpriseIntegrator", "EnterpriseServiceBus", "DataServicesServer");
    /// What has nothing to deploy: descriptions for tools, and the names and types of configuration values.
    private static final Set<String> SILENT = Set.of("synapse/metadata", "config/property");
    private static final Set<String> UNSUPPORTED = Set.of("synapse/lib", "synapse/event-source");

    private final Problems problems;

    /// What an application needs of its archive.
    private record Needed(String artifact, String version, Optional<String> role, Location location) {}

    /// A folder of the archive, with what its descriptor says.
    private record Item(String folder, XmlElement descriptor) {

        boolean is(Needed needed) {
            return attribute(descriptor, "name").equals(needed.artifact)
                    && attribute(descriptor, "version").equals(needed.version);
        }
    }

    /// Why an application is not deployed.
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Location location;

        RefusedException(Location location, String message) {
            super(message);
            this.location = location;
        }
    }

    CarReader(Problems problems) {
        this.problems = problems;
    }

    /// Reads one; empty when it cannot be deployed, which is reported.
    Optional<Bundle> read(Path file) {
        try (CarFile car = CarFile.open(file)) {
            return Optional.of(bundle(car, file));
        } catch (RefusedException e) {
            problems.error(e.location, "the application is not deployed: " + e.getMessage());
        } catch (XmlException e) {
            problems.error(e.location(), "the application is not deployed: " + e.text());
        } catch (IOException e) {
            problems.error(
                    Location.of(file.toString()),
                    "the application is not deployed: it cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Bundle bundle(CarFile car, Path file) throws IOException, RefusedException {
        XmlElement application = application(car, file);
        String id = Bundle.id(attribute(application, "name"), attribute(application, "version"));
        if (application.attribute("mainSequence").isPresent()) {
            problems.warning(application.location(), "attribute mainSequence has no effect");
        }
        List<Item> items = items(car);
        List<SourceFile> files = new ArrayList<>();
        Map<ResourceKey, Resource> resources = new LinkedHashMap<>();
        for (Needed needed : needed(application)) {
            Item item = items.stream()
                    .filter(candidate -> candidate.is(needed))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            needed.location,
                            "no folder of the archive holds " + needed.artifact + " of version " + needed.version));
            if (isForUs(needed, item)) {
                String type = attribute(item.descriptor, "type");
                if (type.equals("registry/resource")) {
                    resources.putAll(new CarResources(car, problems).read(item.folder, payload(item)));
                } else if (SILENT.contains(type) || (type.startsWith(SYNAPSE) && !UNSUPPORTED.contains(type))) {
                    file(car, item, type, id).ifPresent(files::add);
                } else {
                    problems.warning(
                            item.descriptor.location(),
                            "artifacts of the type " + type + " are not supported; left out");
                }
            }
        }
        return new Bundle(
                attribute(application, "name"),
                attribute(application, "version"),
                file.toString(),
                Bundle.Unity.ALL_OR_NOTHING,
                files,
                resources);
    }

    private static XmlElement application(CarFile car, Path file) throws IOException, RefusedException {
        for (String descriptor : List.of("metadata.xml", "artifacts.xml")) {
            Optional<byte[]> bytes = car.read(descriptor);
            if (bytes.isPresent()) {
                XmlElement root = XmlSource.read(car.nameOf(descriptor), bytes.get());
                Optional<XmlElement> application = isApplication(root)
                        ? Optional.of(root)
                        : root.children().stream()
                                .filter(CarReader::isApplication)
                                .findFirst();
                if (application.isPresent()) {
                    return application.get();
                }
            }
        }
        throw new RefusedException(
                Location.of(file.toString()),
                "neither metadata.xml nor artifacts.xml describes an artifact of the type carbon/application");
    }

    private static boolean isApplication(XmlElement element) {
        return element.localName().equals("artifact")
                && attribute(element, "type").equals("carbon/application")
                && !attribute(element, "name").isEmpty();
    }

    private static List<Needed> needed(XmlElement application) {
        return application.children().stream()
                .filter(child -> child.localName().equals("dependency"))
                .map(child -> new Needed(
                        attribute(child, "artifact"),
                        attribute(child, "version"),
                        child.attribute("serverRole"),
                        child.location()))
                .toList();
    }

    private static List<Item> items(CarFile car) throws IOException {
        List<Item> items = new ArrayList<>();
        for (String name : car.names()) {
            if (name.endsWith("/" + ITEM)) {
                byte[] bytes = car.read(name).orElseThrow();
                items.add(new Item(
                        name.substring(0, name.length() - ITEM.length()), XmlSource.read(car.nameOf(name), bytes)));
            }
        }
        return items;
    }

    private boolean isForUs(Needed needed, Item item) {
        String role = needed.role
                .or(() -> item.descriptor.attribute("serverRole"))
                .map(String::strip)
                .orElse("");
        if (role.isEmpty() || ROLES.contains(role)) {
            return true;
        }
        problems.warning(
                needed.location,
                "artifact " + needed.artifact + " is for servers of the role " + role
                        + "; left out. Roles of this one: "
                        + String.join(", ", ROLES.stream().sorted().toList()));
        return false;
    }

    private static Optional<SourceFile> file(CarFile car, Item item, String type, String application)
            throws IOException, RefusedException {
        if (SILENT.contains(type)) {
            return Optional.empty();
        }
        String name = item.folder + payload(item);
        byte[] bytes = car.read(name)
                .orElseThrow(() -> new RefusedException(item.descriptor.location(), "the archive has no " + name));
        return Optional.of(SourceFile.of(car.nameOf(name), bytes, new Owner.OfApplication(application)));
    }

    private static String payload(Item item) throws RefusedException {
        return item.descriptor.children().stream()
                .filter(child -> child.localName().equals("file"))
                .findFirst()
                .map(child -> child.text().strip())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new RefusedException(item.descriptor.location(), "<file> is missing"));
    }

    private static String attribute(XmlElement element, String name) {
        return element.attribute(name).map(String::strip).orElse("");
    }
}
