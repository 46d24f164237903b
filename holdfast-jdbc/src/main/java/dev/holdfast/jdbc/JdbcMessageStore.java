// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.grouping.GroupedAppends;
import dev.holdfast.jdbc.JdbcConsumer.Released;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Countable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.upstream.UpstreamMessages;
import dev.holdfast.upstream.WireFormat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A store on a table of a database. Each append is committed before it returns, together with others that wait.
/// Thread-safe.
final class JdbcMessageStore implements MessageStore, Countable, Browsable {

    /// Databases have room for only so many locks.
    private static final int WIDEST_WINDOW = 512;

    private static final Logger LOGGER = System.getLogger(JdbcMessageStore.class.getName());

    private final Setting setting;
    private final Database database;
    private final Ownership ownership;
    private final Optional<SequenceSelection.Shared> sequence;
    private final Calls calls;
    private final Function<StoredMessage, NewRow> form;
    private final GroupedAppends<NewRow> appends;
    private final Browser browser;
    private final JdbcConsumer.Scene scene;
    private final Set<JdbcConsumer> consumers = ConcurrentHashMap.newKeySet();
    private final Hands hands;
    private volatile boolean closed;

    /// @param resequencing empty: messages come in the order in which they were appended
    JdbcMessageStore(JdbcSettings settings, Setting setting, Optional<Resequencing> resequencing) {
        this.setting = setting;
        this.sequence = resequencing.map(order ->
                new SequenceSelection.Shared(setting.name(), new Sequencer(order.gapTimeout()), new ReentrantLock()));
        Duration limit = settings.sendTimeout().limit(setting.hasFailover());
        Calls.Texts texts = new Calls.Texts(setting.name(), settings.place());
        RowReader reader = new RowReader(setting.name(), settings.place(), setting.timer());
        this.database = new Database(setting.name(), settings, limit, resequencing.isPresent());
        this.ownership = new Ownership(database, setting.timer());
        this.calls = new Calls(texts, setting.timer(), limit);
        this.browser = new Browser(database, calls, reader);
        this.scene = new JdbcConsumer.Scene(texts, reader, setting.timer(), limit);
        Numbering numbering = resequencing.map(Resequencing::numbering).orElse(_ -> OptionalLong.empty());
        this.form = message -> row(message, settings.format(), numbering);
        this.appends = new GroupedAppends<>(
                new RowWriter(database, texts, setting.timer(), this::tellConsumers),
                row -> row.bytes().length,
                setting.timer(),
                limit);
        this.hands = new Hands(() -> open(WIDEST_WINDOW, Released.IS_NOBODYS));
        setting.timer().start("jdbc-look", this::lookAtTable);
    }

    /// So that people hear at the start what is wrong with the table.
    private void lookAtTable() {
        try {
            probe();
        } catch (StoreException e) {
            LOGGER.log(Level.WARNING, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String name() {
        return setting.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        requireOpen();
        appends.append(messages.stream().map(form).toList());
    }

    private static NewRow row(StoredMessage message, WireFormat format, Numbering numbering) {
        String id = format.isUpstream()
                ? UpstreamMessages.messageId(message.id())
                : message.id().toString();
        return new NewRow(id, format.encode(message), numbering.of(message));
    }

    /// One connection for each consumer.
    @Override
    public StoreConsumer openConsumer(int window) {
        requireOpen();
        JdbcConsumer consumer = open(Math.min(window, WIDEST_WINDOW), Released.STAYS_HERE);
        consumers.removeIf(JdbcConsumer::isEnded);
        consumers.add(consumer);
        if (closed) {
            consumer.close();
        }
        return consumer;
    }

    private JdbcConsumer open(int window, Released released) {
        ConsumerSession session = calls.call("receive", call -> {
            Connection connection = call.uses(database.openForLocks());
            boolean done = false;
            try {
                // What a consumer before held comes again, and before what follows it.
                database.endLostSessions(connection);
                ConsumerSession made = session(connection, database.table(connection));
                done = true;
                return made;
            } finally {
                if (!done) {
                    Connections.close(connection);
                }
            }
        });
        return JdbcConsumer.open(scene, session, window, released);
    }

    private ConsumerSession session(Connection connection, Table table) {
        if (sequence.isPresent()) {
            return new ConsumerSession(
                    connection,
                    table,
                    ownership.claims(connection, table),
                    new SequenceSelection(table, sequence.get(), setting.timer()));
        }
        return new ConsumerSession(
                connection,
                table,
                table.dialect().claims(connection, table, ownership),
                new QueueSelection(table, setting.timer()));
    }

    /// A row written, and taken back with its transaction, by which the database shows that it can write.
    @Override
    public void probe() {
        requireOpen();
        try {
            calls.call("probe", call -> {
                try (Connection connection = call.uses(database.open())) {
                    return rehearse(connection);
                }
            });
        } catch (StoreException e) {
            throw new StoreException(Category.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private boolean rehearse(Connection connection) throws SQLException {
        database.forgetTable();
        Table table = database.table(connection);
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(table.insert())) {
            statement.setString(1, "probe");
            statement.setBytes(2, new byte[] {0});
            if (sequence.isPresent()) {
                statement.setLong(3, 0);
            }
            statement.executeUpdate();
        } finally {
            connection.rollback();
        }
        return true;
    }

    /// What the database counts.
    @Override
    public OptionalLong count() {
        if (closed) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(browser.count());
        } catch (StoreException e) {
            LOGGER.log(Level.DEBUG, "not counted: {0}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    @Override
    public List<StoredMessage> page(Optional<AppendId> after, int limit) {
        requireOpen();
        return browser.page(after, limit);
    }

    @Override
    public Optional<StoredMessage> find(AppendId id) {
        requireOpen();
        return browser.find(id);
    }

    @Override
    public Optional<Delivery> take(AppendId id) {
        requireOpen();
        OptionalLong index = browser.indexOf(id);
        return index.isEmpty() ? Optional.empty() : hands.take(index.getAsLong());
    }

    @Override
    public void close() {
        closed = true;
        consumers.forEach(JdbcConsumer::close);
        consumers.clear();
        hands.close();
        database.close();
    }

    private void tellConsumers() {
        consumers.forEach(JdbcConsumer::look);
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "store " + setting.name() + " is closed");
        }
    }
}
