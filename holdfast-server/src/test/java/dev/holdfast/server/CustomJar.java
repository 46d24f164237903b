// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// The jar of a user, compiled from sources.
final class CustomJar {

    private CustomJar() {}

    /// Compiles the sources and packs what became of them.
    ///
    /// @param sources by the paths of their files
    /// @param leftOut beginnings of paths of classes that are not packed
    /// @param more files that are packed besides, by path
    static void make(Path jar, Map<String, String> sources, List<String> leftOut, Map<String, String> more)
            throws IOException {
        Path work = Files.createTempDirectory("classes");
        List<String> arguments =
                new ArrayList<>(List.of("-d", work.toString(), "-cp", System.getProperty("java.class.path")));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError("the sources of the test do not compile");
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> classes = Files.walk(work)) {
            for (Path found :
                    classes.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = work.relativize(found).toString();
                if (leftOut.stream().noneMatch(name::startsWith)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(found, out);
                }
            }
            for (Map.Entry<String, String> entry : more.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }
}
