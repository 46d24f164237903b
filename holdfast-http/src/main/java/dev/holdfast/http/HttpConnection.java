// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.http.ResponseWriter.Afterwards;
import dev.holdfast.message.Content;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection of a listener: reads a request, has it answered, writes the answer, and so on until one side
/// has had enough. Runs on a virtual thread of its own; [#drain], [#cut] and the deadline come from others.
final class HttpConnection {

    private static final Logger LOGGER = System.getLogger(HttpConnection.class.getName());
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Service service;
    private final Socket socket;
    private final Optional<ServerTls> tls;
    private final Deadlines.Deadline deadline;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile boolean late;
    private volatile boolean draining;
    private volatile @Nullable RequestHead current;

    /// What a connection is doing.
    enum Phase {
        /// Waiting for the first byte of a request.
        IDLE,
        /// A request is coming in.
        RECEIVING,
        /// The handler is at work.
        HANDLING,
        /// The answer is going out.
        ANSWERING,
        /// No request is read any more.
        ENDING
    }

    HttpConnection(Service service, Socket socket, Optional<ServerTls> tls) {
        this.service = service;
        this.socket = socket;
        this.tls = tls;
        this.deadline = service.deadlines().watch(this::expire);
    }

    /// Serves the connection until it ends, and closes it.
    void run() {
        ListenerSettings settings = service.settings();
        try (Deadlines.Deadline _ = deadline;
                Socket _ = socket) {
            deadline.startIn(settings.patience().head());
            Wire wire = Wire.open(
                    socket, tls, RequestHeadReader.longestLine(settings.limits().head()));
            Turns turns = new Turns(wire);
            while (turns.next()) {
                current = null;
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a connection broke off", e);
        }
    }

    /// Ends the connection after the request that it is busy with; at once when there is none.
    void drain() {
        draining = true;
        if (phase.compareAndSet(Phase.IDLE, Phase.ENDING)) {
            close();
        }
    }

    /// Ends the connection now. A handler that is at work goes on; nobody will read its answer.
    ///
    /// @return the request that this cuts off, if there is one
    Optional<HttpListener.CutOff> cut() {
        RequestHead head = current;
        Phase last = phase.getAndSet(Phase.ENDING);
        close();
        return switch (last) {
            case IDLE, ENDING -> Optional.empty();
            case RECEIVING -> Optional.of(cutOff(HttpListener.CutOff.Stage.RECEIVED, head));
            case HANDLING -> Optional.of(cutOff(HttpListener.CutOff.Stage.HANDLED, head));
            case ANSWERING -> Optional.of(cutOff(HttpListener.CutOff.Stage.ANSWERED, head));
        };
    }

    private HttpListener.CutOff cutOff(HttpListener.CutOff.Stage stage, @Nullable RequestHead head) {
        return head == null
                ? new HttpListener.CutOff(stage, "", "")
                : new HttpListener.CutOff(stage, head.method(), head.path());
    }

    /// A client that is late with its request can still be answered: only its side is closed, which ends the
    /// reading. Everything else ends with the connection.
    private void expire() {
        switch (phase.get()) {
            case IDLE, ANSWERING, ENDING -> close();
            case HANDLING -> {} // it was whole just in time
            case RECEIVING -> {
                if (late) {
                    close();
                } else {
                    late = true;
                    deadline.startIn(LAST_WORDS);
                    shutdownInput();
                }
            }
        }
    }

    private void shutdownInput() {
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a connection was gone before its deadline", e);
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a connection did not close", e);
        }
    }

    /// The requests of the connection, one after the other.
    private final class Turns {

        private final Wire wire;
        private final RequestHeadReader heads;
        private final BodyReader bodies;
        private final ResponseWriter answers;
        private final ListenerSettings.Patience patience = service.settings().patience();

        private Turns(Wire wire) {
            this.wire = wire;
            this.heads = new RequestHeadReader(wire, service.settings().limits().head());
            this.bodies = new BodyReader(wire, service.settings().limits());
            this.answers = new ResponseWriter(wire.out(), service.date(), service.timer());
        }

        /// Serves one request.
        ///
        /// @return whether another may follow
        private boolean next() throws IOException {
            deadline.startIn(patience.idle());
            phase.compareAndSet(Phase.ANSWERING, Phase.IDLE);
            if (draining || !wire.awaitInput() || !phase.compareAndSet(Phase.IDLE, Phase.RECEIVING)) {
                return false;
            }
            deadline.startIn(patience.head());
            try {
                RequestHead head = receiveHead();
                service.traffic().begin();
                try {
                    return serve(head);
                } finally {
                    service.traffic().end();
                }
            } catch (RefusedException e) {
                refuse(e.refusal());
                return false;
            }
        }

        /// The room stays until the answer is written: only then is nothing of the request in memory any more.
        private boolean serve(RequestHead head) throws IOException, RefusedException {
            try (Traffic.Room room = service.traffic().newRoom();
                    WorkRoom.Account work = service.work().newAccount(Optional.of(WorkRoom.PATIENCE))) {
                Optional<Response> response = handle(head, room, work);
                if (response.isEmpty()) {
                    return false;
                }
                room.changeTo(response.get().content().size());
                phase.compareAndSet(Phase.HANDLING, Phase.ANSWERING);
                deadline.startIn(patience.answer());
                return answer(head, response.get());
            }
        }

        /// @return empty when the connection was ended before the request was whole
        private Optional<Response> handle(RequestHead head, Traffic.Room room, WorkRoom.Account work)
                throws IOException, RefusedException {
            deadline.startIn(patience.body());
            Content content = receiveBody(head, room);
            deadline.clear();
            return phase.compareAndSet(Phase.RECEIVING, Phase.HANDLING)
                    ? Optional.of(
                            work.call(() -> Barrier.answer(service.handler(), head.toRequest(content, wire.peer()))))
                    : Optional.empty();
        }

        private boolean answer(RequestHead head, Response response) throws IOException {
            Afterwards afterwards = afterwards(head.protocol());
            try {
                answers.write(response, head.method(), afterwards);
            } catch (IOException e) {
                service.traffic().unanswered();
                throw e;
            }
            service.traffic().answered(response.status());
            if (afterwards == Afterwards.CLOSE) {
                end();
                return false;
            }
            return true;
        }

        private Afterwards afterwards(RequestHead.Protocol protocol) {
            if (draining || !protocol.persistent()) {
                return Afterwards.CLOSE;
            }
            return switch (protocol.version()) {
                case HTTP_1_0 -> Afterwards.KEEP_AND_SAY_SO;
                case HTTP_1_1 -> Afterwards.KEEP;
            };
        }

        private RequestHead receiveHead() throws IOException, RefusedException {
            try {
                RequestHead head = heads.read();
                current = head;
                return head;
            } catch (IOException e) {
                throw lateOr(e);
            }
        }

        private Content receiveBody(RequestHead head, Traffic.Room room) throws IOException, RefusedException {
            try {
                return bodies.read(head, room);
            } catch (IOException e) {
                throw lateOr(e);
            }
        }

        /// The end of input that a deadline has made is a refusal, any other is the end.
        private IOException lateOr(IOException broken) throws RefusedException {
            if (late) {
                throw new RefusedException(Refusal.LATE);
            }
            return broken;
        }

        private void refuse(Refusal refusal) throws IOException {
            Refusal reason = late ? Refusal.LATE : refusal;
            service.traffic().refused(reason);
            if (reason.isOverload()) {
                service.overload().report(reason);
            }
            phase.compareAndSet(Phase.RECEIVING, Phase.ANSWERING);
            deadline.startIn(patience.answer());
            answers.write(reason);
            end();
        }

        private void end() throws IOException {
            phase.set(Phase.ENDING);
            deadline.startIn(LAST_WORDS);
            wire.finish();
        }
    }
}
