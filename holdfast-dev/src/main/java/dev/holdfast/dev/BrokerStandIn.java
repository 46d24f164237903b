// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/// An ActiveMQ Classic broker as a program of its own, which keeps its messages in a folder and flushes each to
/// the disk before it confirms it.
///
/// Usage: `BrokerStandIn URL FOLDER [options]`, such as `BrokerStandIn tcp://127.0.0.1:61616 /var/tmp/broker`.
///
/// | option | |
/// |---|---|
/// | `--max-frame-size=N` | messages of more than N bytes are refused |
/// | `--store-limit=N` | when more than N bytes are on disk, messages are refused at once, for lack of space |
/// | `--journal-file-size=N` | the files of the journal have N bytes |
/// | `--forbidden-queue=NAME` | nobody may send to that queue |
/// | `--user=NAME:PASSWORD` | nobody else may connect |
/// | `--parent=PID` | ends when that process ends |
///
/// It says `Broker is up on URL` when it is ready and stops cleanly at SIGTERM. It ends when the broker
/// stops itself, as it may when it cannot write to its disk.
public final class BrokerStandIn {

    private static final String USAGE = "BrokerStandIn URL FOLDER [--max-frame-size=N] [--store-limit=N]"
            + " [--journal-file-size=N] [--forbidden-queue=NAME] [--user=NAME:PASSWORD] [--parent=PID]";
    private static final List<String> OPTIONS =
            List.of("max-frame-size", "store-limit", "journal-file-size", "forbidden-queue", "user", "parent");
    private static final int SMALL_JOURNAL_FILE = 256 * 1024;
    private static final long CLEANUP_MILLIS = 500;

    private BrokerStandIn() {}

    /// Runs the broker.
    public static void main(String[] arguments) throws InterruptedException {
        // Without a logging library on the class path the API would say so in three lines.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Life.run(arguments, BrokerStandIn::start);
    }

    private static Runnable start(String[] commandLine) {
        Arguments arguments = Arguments.parse(commandLine, USAGE, List.of("URL", "FOLDER"), OPTIONS);
        Life.endWith(arguments.number("parent"));
        String url = arguments.words().getFirst();
        BrokerService broker = new BrokerService();
        broker.setBrokerName("stand-in");
        broker.setUseJmx(false);
        broker.setAdvisorySupport(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(false);
        broker.setStartAsync(false);
        keepIn(broker, folder(arguments.words().getLast()), arguments);
        broker.setPlugins(plugins(arguments).toArray(BrokerPlugin[]::new));
        listen(broker, url, arguments);
        Life.endAfter(broker::waitUntilStopped);
        System.out.println("Broker is up on " + url);
        return () -> stop(broker);
    }

    private static List<BrokerPlugin> plugins(Arguments arguments) {
        List<BrokerPlugin> plugins = new ArrayList<>();
        arguments.option("forbidden-queue").ifPresent(queue -> plugins.add(next -> new ForbiddenQueue(next, queue)));
        arguments.option("user").ifPresent(user -> plugins.add(next -> new OnlyUser(next, user)));
        return plugins;
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("FOLDER " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void keepIn(BrokerService broker, Path folder, Arguments arguments) {
        KahaDBPersistenceAdapter messages = new KahaDBPersistenceAdapter();
        messages.setDirectory(folder.resolve("kahadb").toFile());
        flushEach(messages);
        arguments
                .number("journal-file-size")
                .ifPresent(size -> messages.setJournalMaxFileLength(Math.toIntExact(size)));
        broker.setDataDirectoryFile(folder.toFile());
        arguments.number("store-limit").ifPresent(_ -> {
            // Space is counted in files of the journal: small ones, soon deleted, make the limit exact enough.
            messages.setJournalMaxFileLength(SMALL_JOURNAL_FILE);
            messages.setCleanupInterval(CLEANUP_MILLIS);
        });
        try {
            broker.setPersistenceAdapter(messages);
        } catch (IOException e) {
            throw new UsageException("FOLDER " + folder + " cannot be used: " + e.getMessage(), e);
        }
        // Only now: the usage is that of the persistence adapter that is set when it is first asked for.
        arguments.number("store-limit").ifPresent(limit -> {
            broker.getSystemUsage().getStoreUsage().setLimit(limit);
            broker.getSystemUsage().setSendFailIfNoSpace(true);
        });
    }

    /// In the way that brokers before 5.14 have, too, on which tests run this.
    @SuppressWarnings("deprecation")
    private static void flushEach(KahaDBPersistenceAdapter messages) {
        messages.setEnableJournalDiskSyncs(true);
    }

    private static void listen(BrokerService broker, String url, Arguments arguments) {
        String options = arguments
                .number("max-frame-size")
                .map(size -> (url.contains("?") ? "&" : "?") + "wireFormat.maxFrameSize=" + size)
                .orElse("");
        try {
            broker.addConnector(url + options);
            broker.start();
            broker.waitUntilStarted();
        } catch (Exception e) { // the broker's own signature: anything that keeps it from starting
            throw new UsageException("the broker cannot listen on " + url + ": " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static void stop(BrokerService broker) {
        try {
            broker.stop();
        } catch (Exception e) { // the broker's own signature; the process ends in any case
            System.err.println("the broker did not stop cleanly: " + rootMessage(e));
        }
    }
}
