// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures Holdfast as its users start it and prints a table. Started by `./bench`.
///
/// | option | |
/// |---|---|
/// | `--only=accepts,both` | some of the figures: `accepts`, `both`, `strict`, `pace`, `start`, `backlog`,
/// `jms`, `jms-store`, `rabbitmq`, `kafka`, `postgres`, `drain`, `mediation`, `large` |
/// | `--runs=3` | how often each; the median counts |
/// | `--warm=40` | seconds of load before it counts |
/// | `--seconds=15` | seconds of load that count |
public final class Bench {

    private static final Map<String, Figure> FIGURES = figures();
    private static final int WRONG_USE = 2;

    private Bench() {}

    private static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("accepts", ThroughputFigure::accepts);
        figures.put("both", ThroughputFigure::both);
        figures.put("strict", ThroughputFigure::strict);
        figures.put("pace", PaceFigure::measure);
        figures.put("start", StartFigure::firstAccept);
        figures.put("backlog", StartFigure::backlog);
        figures.put("jms", JmsFigure::throughput);
        figures.put("jms-store", JmsStoreFigure::measure);
        figures.put("rabbitmq", RabbitMqFigure::measure);
        figures.put("kafka", KafkaFigure::measure);
        figures.put("postgres", (_, effort) -> PostgresFigure.measure(effort));
        figures.put("drain", JmsFigure::drain);
        figures.put("mediation", MediationFigure::measure);
        figures.put("large", LargeBodyFigure::measure);
        return Collections.unmodifiableMap(figures);
    }

    /// Measures.
    public static void main(String[] arguments) throws IOException {
        try {
            run(CommandLine.parse(arguments, List.of("only", "runs", "warm", "seconds")));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private static void run(CommandLine options) throws IOException {
        List<String> names = options.text("only")
                .map(list -> Arrays.asList(list.split(",", -1)))
                .orElse(List.copyOf(FIGURES.keySet()));
        names.forEach(Bench::figure);
        int runs = (int) options.number("runs", 3);
        Effort effort = new Effort(
                Duration.ofSeconds(options.number("warm", 40)), Duration.ofSeconds(options.number("seconds", 15)));
        System.out.printf(
                "./bench --only=%s --runs=%d --warm=%d --seconds=%d%n%s%n",
                String.join(",", names),
                runs,
                effort.warmUp().toSeconds(),
                effort.measured().toSeconds(),
                machine());
        Map<Row, List<Double>> measured = new EnumMap<>(Row.class);
        for (String name : names) {
            for (int run = 1; run <= runs; run++) {
                try (Environment environment = new Environment()) {
                    Map<Row, Double> values = figure(name).measure(environment, effort);
                    System.err.println(name + " " + run + "/" + runs + ": " + values);
                    values.forEach((row, value) -> measured.computeIfAbsent(row, _ -> new ArrayList<>())
                            .add(value));
                }
            }
        }
        print(measured);
    }

    private static Figure figure(String name) {
        Figure figure = FIGURES.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("no figure '" + name + "'; there are " + FIGURES.keySet());
        }
        return figure;
    }

    private static void print(Map<Row, List<Double>> measured) {
        System.out.println(
                "| figure | peers | to reach | Holdfast, median | lowest to highest |\n|---|---|---|---|---|");
        measured.forEach((row, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            System.out.printf(
                    "| %s | %s | %s | %s | %s to %s |%n",
                    row.label(),
                    row.peers(),
                    row.reach(),
                    number(sorted.get(sorted.size() / 2)),
                    number(sorted.getFirst()),
                    number(sorted.getLast()));
        });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    private static String machine() throws IOException {
        return Runtime.getRuntime().availableProcessors() + " cores, load average before "
                + Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0] + ", Java " + Runtime.version()
                + "; load, back end and broker run on the same cores";
    }
}
