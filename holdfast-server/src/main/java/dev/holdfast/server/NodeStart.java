// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.deployment.Application;
import dev.holdfast.deployment.ArtifactSource;
import dev.holdfast.deployment.EmbeddedStoreProvider;
import dev.holdfast.deployment.HotDeployment;
import dev.holdfast.deployment.HttpDownloads;
import dev.holdfast.deployment.LiveArtifacts;
import dev.holdfast.deployment.Outside;
import dev.holdfast.http.HttpListener;
import dev.holdfast.http.HttpListener.CutOff;
import dev.holdfast.http.HttpSetupException;
import dev.holdfast.http.HttpTransport;
import dev.holdfast.http.ListenerSettings;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.settings.Problem;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.transport.RequestHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of a start. What the first accepted message needs comes first; what operators need may come after
/// it.
final class NodeStart {

    private static final Logger LOGGER = System.getLogger(Node.class.getName());
    private static final String KEYS = "keys";

    private final NodeOptions options;
    private final Settings settings;
    private final Teardown teardown;
    private final Network network;
    private final SystemTimer timer = new SystemTimer();
    private final StopClock stopClock;

    NodeStart(NodeOptions options, Teardown teardown) {
        this.options = options;
        this.settings = options.settings();
        this.teardown = teardown;
        this.network = new Network(settings);
        this.stopClock = new StopClock(timer, settings.duration(SettingKey.STOP_WITHIN));
    }

    Node run() {
        teardown.add("the timer", timer::close);
        DataFolder data = DataFolder.open(settings.path(SettingKey.DATA).orElse(Path.of(".holdfast")));
        teardown.add("the lock of the data folder", data::close);
        Identity identity = new Identity(settings, () -> data.folder(KEYS));
        identity.prepare(timer);
        RocksDbDatabase database = Database.open(settings, data, timer);
        teardown.add("the embedded database", database::close);
        Engine engine = Engine.start(
                database.journal(), timer, settings.duration(SettingKey.PROBE_INTERVAL), network.memory(timer));
        HttpTransport transport = HttpTransport.open(network.transport(), timer);
        teardown.add("the HTTP sender", transport::close);
        ArtifactSource source = new ArtifactSource(
                options.artifacts(),
                settings,
                new EmbeddedStoreProvider(database::openStore),
                Optional.of(new HttpDownloads(transport)));
        Map<Path, String> stamp = source.stamp();
        Application application = source.read();
        report(application);
        options.beforeStores().accept(application);
        Outside outside = new Outside(
                engine.processorContext(),
                transport,
                engine.ids(),
                new ArtifactListeners(
                        network,
                        identity,
                        options.artifacts(),
                        new ArtifactListeners.Means(timer, engine.memory().work())));
        LiveArtifacts live = LiveArtifacts.open(application, database, outside);
        teardown.add("the stores", live::closeStores);
        Node node = run(new Opened(data, engine, live, identity));
        watch(source, live, stamp);
        return node;
    }

    /// What is there when the artifacts have been read.
    private record Opened(DataFolder data, Engine engine, LiveArtifacts live, Identity identity) {}

    private Node run(Opened opened) {
        LiveArtifacts live = opened.live;
        NodeInventory inventory = new NodeInventory(live, opened.engine);
        teardown.add(
                "replays", () -> inventory.replays().stopAll(timer.instant().plus(stopClock.left())));
        OperatorListeners operators = new OperatorListeners(inventory, settings, timer);
        teardown.add("the listeners for operators", operators::close);
        teardown.add("the message processors", () -> live.stopProcessors(stopClock::left));
        live.startProcessors();
        teardown.add("what begins flows by itself", () -> live.stopSources(stopClock::left));
        live.startSources();
        Optional<HttpListener> listener = network.clients(opened.identity)
                .map(clients -> listenForClients(clients, live.dispatcher(), opened.engine));
        teardown.add("readiness", operators::draining);
        operators.start(opened.data, opened.identity, listener);
        welcome(opened.data, listener, operators);
        return new Node(teardown, listener, operators);
    }

    private void watch(ArtifactSource source, LiveArtifacts live, Map<Path, String> stamp) {
        if (settings.flag(SettingKey.HOT_DEPLOYMENT)) {
            HotDeployment.Pace pace = new HotDeployment.Pace(
                    settings.duration(SettingKey.SCAN_INTERVAL), settings.duration(SettingKey.STOP_WITHIN));
            HotDeployment hot = HotDeployment.start(source, live, stamp, pace, timer);
            teardown.add("hot deployment", () -> hot.stop(stopClock.left()));
        }
    }

    private void report(Application application) {
        for (Problem problem : application.problems()) {
            LOGGER.log(problem.severity() == Problem.Severity.ERROR ? Level.ERROR : Level.WARNING, problem.toString());
        }
        application.deployed().forEach(line -> LOGGER.log(Level.INFO, line));
        application.failures().forEach(line -> LOGGER.log(Level.ERROR, line));
        application.outageBudgets().forEach(line -> LOGGER.log(Level.INFO, line));
        application.schedules().forEach(line -> LOGGER.log(Level.INFO, line));
        if (application.hasErrors()) {
            LOGGER.log(Level.ERROR, "Artifacts with errors are left out; `holdfast check` lists what is wrong");
        }
    }

    private HttpListener listenForClients(ListenerSettings clients, RequestHandler dispatcher, Engine engine) {
        HttpListener listener =
                listen(clients, dispatcher, timer, engine.memory().work());
        teardown.add("the listener for clients", () -> {
            List<CutOff> cut = listener.stop(stopClock.left());
            if (!cut.isEmpty()) {
                LOGGER.log(Level.WARNING, "{0} requests were cut off by the stop: {1}", cut.size(), cut);
            }
        });
        return listener;
    }

    static HttpListener listen(ListenerSettings settings, RequestHandler handler, SystemTimer timer) {
        return listen(settings, handler, timer, WorkRoom.of(0, timer));
    }

    private static HttpListener listen(
            ListenerSettings settings, RequestHandler handler, SystemTimer timer, WorkRoom work) {
        try {
            return HttpListener.start(settings, handler, timer, work);
        } catch (HttpSetupException e) {
            StartException.Reason reason = e.category() == HttpSetupException.Category.KEY_STORE
                    ? StartException.Reason.KEY_STORE
                    : StartException.Reason.NETWORK;
            throw new StartException(reason, String.valueOf(e.getMessage()), e);
        }
    }

    private void welcome(DataFolder data, Optional<HttpListener> listener, OperatorListeners operators) {
        LOGGER.log(Level.INFO, "Data folder {0}. {1}", data.path(), Database.powerLoss(data));
        listener.ifPresent(
                open -> LOGGER.log(Level.INFO, "Listening for clients: {0}", network.clientUrls(open.ports())));
        operators.describe().forEach(line -> LOGGER.log(Level.INFO, line));
        operators.newPassword().ifPresent(password -> {
            options.console().accept("");
            options.console().accept("  Management API: user admin, password " + password);
            options.console().accept("  It is shown this once and kept only as a hash in " + data.path());
            options.console().accept("");
        });
        Instant born = ProcessHandle.current().info().startInstant().orElse(timer.instant());
        LOGGER.log(
                Level.INFO,
                "Holdfast is ready, {0} ms after the start of its process",
                Long.toString(Duration.between(born, timer.instant()).toMillis()));
    }
}
