// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts stand-ins for the brokers and back ends that artifacts name on this machine and that nobody has
/// started, each
/// a process of its own that outlives a killed Holdfast. What was started is remembered in the data folder, so
/// that the
/// next start knows it, and a stop in good order ends it.
public final class StandIns {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 300;

    private final Path folder;
    private final StandInCommand command;
    private final Consumer<String> console;
    private final List<ProcessHandle> ours = new ArrayList<>();

    /// @param folder below the data folder
    /// @param libraries the folder with the jars of the stand-ins
    /// @param console takes one line at a time
    public StandIns(Path folder, Path libraries, Consumer<String> console) {
        this.folder = folder;
        this.command = new StandInCommand(libraries);
        this.console = console;
    }

    /// Starts what is missing.
    ///
    /// When this returns, every broker and back end on this machine that artifacts name is listening, or a line
    /// on the
    /// console says why not.
    ///
    /// @param brokers URLs of brokers, scheme `tcp`
    /// @param backEnds addresses of back ends, scheme `http`
    public void start(List<URI> brokers, List<URI> backEnds) {
        Map<InetSocketAddress, StandIn> needed = new LinkedHashMap<>();
        brokers.stream()
                .filter(StandIns::isHere)
                .map(url -> StandIn.broker(url, folder))
                .forEach(standIn -> needed.putIfAbsent(standIn.address(), standIn));
        backEnds.stream()
                .filter(StandIns::isHere)
                .filter(address -> "http".equals(address.getScheme()))
                .map(StandIn::backEnd)
                .forEach(standIn -> needed.putIfAbsent(standIn.address(), standIn));
        needed.values().forEach(this::start);
    }

    /// Ends the stand-ins that this data folder has started, in this run or an earlier one.
    ///
    /// When this returns, none of them runs any more.
    public void stop() {
        List<ProcessHandle> running =
                ours.stream().filter(ProcessHandle::isAlive).toList();
        running.forEach(ProcessHandle::destroy);
        running.forEach(process -> process.onExit()
                .completeOnTimeout(process, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join());
        running.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private void start(StandIn standIn) {
        Path pidFile = folder.resolve(standIn.name() + ".pid");
        if (isListening(standIn.address())) {
            Optional<ProcessHandle> earlier = earlier(pidFile, standIn);
            earlier.ifPresent(ours::add);
            String which = earlier.map(process -> "the stand-in that was started before (pid " + process.pid() + ")")
                    .orElse("something that was there already; nothing is started in its place");
            console.accept(standIn.what() + " on " + standIn.url() + ": " + which);
            earlier.ifPresent(process -> explain(standIn, process));
            return;
        }
        try {
            Files.createDirectories(folder);
            Process process = command.start(standIn, folder);
            Files.writeString(pidFile, Long.toString(process.pid()));
            ours.add(process.toHandle());
            if (awaitListening(standIn, process)) {
                console.accept(
                        standIn.what() + " on " + standIn.url() + ": started as a stand-in, pid " + process.pid());
                explain(standIn, process.toHandle());
            } else {
                console.accept(standIn.what() + " on " + standIn.url() + " could not be started; see "
                        + command.logFile(standIn, folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void explain(StandIn standIn, ProcessHandle process) {
        console.accept("    stop:  kill " + process.pid()
                + "        (kill -9, kill -STOP and kill -CONT are worth a try too)");
        console.accept("    start: " + command.line(standIn, folder));
    }

    private static boolean awaitListening(StandIn standIn, Process process) {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (process.isAlive() && Instant.now().isBefore(limit)) {
            if (isListening(standIn.address())) {
                return true;
            }
            try {
                if (process.waitFor(Duration.ofMillis(50))) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /// A number in a file proves nothing: the process may have ended, and its number may be another's by now.
    private static Optional<ProcessHandle> earlier(Path pidFile, StandIn standIn) {
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile).trim()))
                            .filter(process -> runs(process, standIn))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean runs(ProcessHandle process, StandIn standIn) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        return arguments.contains(standIn.mainClass()) && arguments.containsAll(standIn.arguments());
    }

    /// Only what artifacts expect on this machine is stood in for.
    private static boolean isHere(URI uri) {
        String host = uri.getHost();
        return host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    private static boolean isListening(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
