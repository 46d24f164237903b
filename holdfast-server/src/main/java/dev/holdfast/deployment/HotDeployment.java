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
        hot.thread = Optional.of(timer.start("hot-deployment", () -> hot.run(deployed)));
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

    private void run(Map<Path, String> first) {
        try {
            Map<Path, String> deployed = first;
            Map<Path, String> last = first;
            while (!stopping) {
                waiter.await(timer.instant().plus(pace.interval));
                Map<Path, String> now = source.stamp();
                if (!stopping && now.equals(last) && !now.equals(deployed)) {
                    deployed = now;
                    Barrier.run("the change of what is deployed", this::deploy);
                }
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.signal();
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
