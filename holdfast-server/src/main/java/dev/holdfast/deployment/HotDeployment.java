// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.time.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Looks at the files of the artifacts from time to time, and deploys what has changed as soon as it looks the same
/// twice: so a file that is still being written is left alone. Thread-safe.
public final class HotDeployment {

    private final ArtifactSource source;
    private final LiveArtifacts live;
    private final Pace pace;
    private final Timer timer;
    private final Timer.Waiter waiter;
    private final Timer.Waiter ended;
    private Map<Path, String> last = Map.of();
    private Map<Path, String> deployed = Map.of();
    private volatile boolean stopping;
    private volatile Optional<Thread> thread = Optional.empty();

    /// How often, and how patiently.
    ///
    /// @param interval between two looks
    /// @param patience how long a change waits for what is in flight, at each of its steps
    public record Pace(Duration interval, Duration patience) {}

    private HotDeployment(ArtifactSource source, LiveArtifacts live, Pace pace, Timer timer) {
        this.source = source;
        this.live = live;
        this.pace = pace;
        this.timer = timer;
        this.waiter = timer.newWaiter();
        this.ended = timer.newWaiter();
    }

    /// Begins.
    ///
    /// @param deployed what the files looked like before they were read
    public static HotDeployment start(
            ArtifactSource source, LiveArtifacts live, Map<Path, String> deployed, Pace pace, Timer timer) {
        HotDeployment hot = new HotDeployment(source, live, pace, timer);
        hot.last = deployed;
        hot.deployed = deployed;
        hot.thread = Optional.of(timer.start("hot-deployment", hot::run));
        return hot;
    }

    /// Ends. When this returns, nothing changes any more, or the time is over.
    public void stop(Duration within) {
        stopping = true;
        waiter.signal();
        // A change may be waiting for requests that take long; the stop that follows waits for them too.
        thread.ifPresent(Thread::interrupt);
        try {
            ended.await(timer.instant().plus(within));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                waiter.await(timer.instant().plus(pace.interval));
                if (!stopping) {
                    Barrier.run("the look for changes of artifacts", this::look);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.signal();
        }
    }

    private void look() {
        Map<Path, String> now = source.stamp();
        boolean settled = now.equals(last);
        last = now;
        if (settled && !now.equals(deployed)) {
            deployed = now;
            deploy();
        }
    }

    private void deploy() {
        Application before = live.application();
        Application next = source.readAgain(before);
        if (!stopping && live.change(next, pace.patience)) {
            new ChangeReport(before, next).log();
        }
    }
}
