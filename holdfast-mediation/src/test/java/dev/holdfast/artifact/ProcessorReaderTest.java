// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.FailoverSettings;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Pace;
import dev.holdfast.processor.RetryPolicy.MaxAge;
import dev.holdfast.processor.RetryPolicy.WhenDown;
import dev.holdfast.processor.RetryPolicy.WhenExhausted;
import dev.holdfast.processor.SamplingSettings;
import dev.holdfast.processor.StatusCodes;
import dev.holdfast.processor.WaitList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorReaderTest {

    private static final String SAMPLING = "org.apache.synapse.message.processor.impl.sampler.SamplingProcessor";

    @TempDir
    private Path temporary;

    private Folder folder = new Folder(Path.of(""));

    @BeforeEach
    void makeFolder() {
        folder = new Folder(temporary).withStore("S").withStore("D");
    }

    private ForwardingSettings forwarding(String... parameters) {
        return blueprint(parameters).settings();
    }

    private ForwardingBlueprint blueprint(String... parameters) {
        folder.withForwarding("P", "S", parameters);
        return (ForwardingBlueprint) folder.read().processors().getFirst().blueprint();
    }

    private String budget(String... parameters) {
        folder.withForwarding("P", "S", parameters);
        return folder.read().processors().getFirst().outageBudget().text();
    }

    private String onlyProblem(String... parameters) {
        folder.withForwarding("P", "S", parameters);
        assertThat(folder.problems()).hasSize(1);
        return folder.problems().getFirst();
    }

    @Test
    void theDefaultsAreThoseOfUpstream() {
        ForwardingSettings settings = forwarding();

        assertThat(settings.identity().name()).isEqualTo("P");
        assertThat(settings.identity().store()).isEqualTo("S");
        assertThat(settings.activation().initially()).isTrue();
        assertThat(settings.activation().reactivateAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.pace()).isEqualTo(new Pace(Duration.ofSeconds(1), Optional.empty(), 1));
        assertThat(settings.ordering()).isEqualTo(new Ordering.Strict());
        assertThat(settings.retry().maxAttempts()).isEqualTo(4);
        assertThat(settings.retry().schedule().total(3)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.retry().whenExhausted()).isEqualTo(new WhenExhausted.Deactivate());
        assertThat(settings.retry().nonRetryCodes()).isEqualTo(StatusCodes.none());
        assertThat(settings.reconnect()).isEqualTo(new ForwardingSettings.Reconnect(0, Duration.ofSeconds(1)));
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void everyParameterIsRead() {
        ForwardingSettings settings = forwarding(
                "interval=0",
                "cronExpression=0 0/5 * * * ?",
                "member.count=2",
                "is.active=false",
                "max.delivery.attempts=7",
                "client.retry.interval=100",
                "retry.backoff.multiplier=2.0",
                "retry.backoff.max=500",
                "retry.jitter=0.5",
                "message.processor.failMessagesStore=D",
                "non.retry.status.codes=400, 404,410-499",
                "non.retry.dead.letter=true",
                "max.store.connection.attempts=3",
                "store.connection.retry.interval=50",
                "delivery.concurrency=8",
                "message.processor.auto.reactivate.interval=0");

        assertThat(settings.pace().interval()).isZero();
        assertThat(settings.pace().cron()).map(Object::toString).contains("0 0/5 * * * ?");
        assertThat(settings.pace().members()).isEqualTo(2);
        assertThat(settings.activation().initially()).isFalse();
        assertThat(settings.activation().reactivateAfter()).isZero();
        assertThat(settings.retry().maxAttempts()).isEqualTo(7);
        assertThat(settings.retry().schedule())
                .isEqualTo(new Backoff(Duration.ofMillis(100), 2, Duration.ofMillis(500), 0.5));
        assertThat(settings.retry().whenExhausted()).isEqualTo(new WhenExhausted.DeadLetter("D"));
        assertThat(settings.retry().nonRetryStore()).contains("D");
        assertThat(settings.retry().nonRetryCodes().contains(450)).isTrue();
        assertThat(settings.reconnect()).isEqualTo(new ForwardingSettings.Reconnect(3, Duration.ofMillis(50)));
        assertThat(settings.ordering()).isEqualTo(new Ordering.Unordered(8));
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void anOrderingKeyIsAnExpressionAndNeedsConcurrency() {
        assertThat(blueprint("delivery.concurrency=4", "delivery.ordering.key=get-property('customer')")
                        .key())
                .hasValueSatisfying(key -> assertThat(key.text()).isEqualTo("get-property('customer')"));
        assertThat(folder.problems()).isEmpty();
        assertThat(blueprint("delivery.ordering.key=get-property('customer')").key())
                .isEmpty();
        assertThat(folder.problems()).singleElement().asString().contains("has no effect: one message at a time");
        assertThat(onlyProblem("delivery.concurrency=4", "delivery.ordering.key=//a["))
                .startsWith("message-processors/P.xml:3: <parameter name=\"delivery.ordering.key\">: error: ");
    }

    @Test
    void theTargetIsTheAttributeElseTheParameter() {
        folder.with(
                "endpoints/e.xml",
                "<definitions" + Folder.SYNAPSE + "><endpoint name='A'><address uri='http://a/'/>"
                        + "</endpoint><endpoint name='B'><address uri='http://b/'/></endpoint></definitions>");
        String both = "<messageProcessor name='P' class='" + Folder.FORWARDING + "' messageStore='S' targetEndpoint='A'"
                + Folder.SYNAPSE + "><parameter name='target.endpoint'>B</parameter></messageProcessor>";

        assertThat(blueprint().endpoint()).isEmpty();
        assertThat(blueprint("target.endpoint=B").endpoint()).contains("B");
        folder.with("message-processors/P.xml", both);
        assertThat(folder.read().processors())
                .extracting(processor -> ((ForwardingBlueprint) processor.blueprint()).endpoint())
                .containsExactly(Optional.of("A"));
    }

    @Test
    void droppingWinsOverTheFailStoreAndIsWrittenExactly() {
        assertThat(forwarding("max.delivery.drop=Enabled", "message.processor.failMessagesStore=D")
                        .retry()
                        .whenExhausted())
                .isEqualTo(new WhenExhausted.Drop());
        assertThat(forwarding("max.delivery.drop=enabled").retry().whenExhausted())
                .isEqualTo(new WhenExhausted.Deactivate());
        assertThat(onlyProblem("max.delivery.drop=enabled")).contains("warning").contains("counts as Disabled");
        assertThat(onlyProblem("max.delivery.drop=Enabled", "max.delivery.attempts=0"))
                .contains("warning")
                .contains("the number of attempts is not limited");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval=fast | error: parameter 'interval' is 'fast'; expected milliseconds, 0 or more",
                "cronExpression=every day | error: parameter 'cronExpression' is 'every day'; expected a cron",
                "member.count=0 | error: parameter 'member.count' is '0'; expected a whole number of at least 1",
                "retry.jitter=2 | error: parameter 'retry.jitter' is '2.0'; expected a number from 0 to 1",
                "non.retry.status.codes=4xx | error: parameter 'non.retry.status.codes' is '4xx'; expected status",
                "non.retry.dead.letter=true | error: parameter 'non.retry.dead.letter' is true, but parameter",
                "message.processor.failMessagesStore=S | error: parameter 'message.processor.failMessagesStore' names",
                "message.processor.failMessagesStore=E | error: there is no message store 'E'; did you mean 'D'?",
                "message.processor.fault.sequence=X | error: there is no sequence 'X'",
                "target.endpoint=X | error: there is no endpoint 'X'",
                "retry.schedule=5s,5x | error: parameter 'retry.schedule' is '5s,5x'; expected waits such as 5s,5m,30m,2h: '5x' has the unknown unit 'x'; units are ms, s, m, h and d",
                "retry.schedule=5 | error: parameter 'retry.schedule' is '5'; expected waits such as 5s,5m,30m,2h: '5' has no unit; units are ms, s, m, h and d",
                "retry.schedule=5s,,2h | error: parameter 'retry.schedule' is '5s,,2h'; expected waits such as 5s,5m,30m,2h: '' is no duration such as 5s or 30m",
                "retry.schedule=5s,5m,30m,2h | warning: parameter 'retry.schedule' lists 4 waits, and 4 attempts have 3 between them",
                "retry.after.max=soon | error: parameter 'retry.after.max' is 'soon'; expected milliseconds, 0 or more",
                "message.max.age=2d | error: parameter 'message.max.age' does not say where a message goes that is too old",
                "message.max.age=0s | error: parameter 'message.max.age' is '0s'; expected an age such as 2d: an age is more",
                "message.max.age=86400000 | error: parameter 'message.max.age' is '86400000'; expected an age such as 2d: '86400000' has no unit",
                "delivery.when.endpoint.down=holdd | error: parameter 'delivery.when.endpoint.down' is 'holdd'; expected attempt or hold; did you mean 'hold'?",
                "delivery.down.status.codes=503 | warning: parameter 'delivery.down.status.codes' has no effect: parameter 'delivery.when.endpoint.down' is not hold",
                "intervall=1 | warning: unknown parameter 'intervall' has no effect; did you mean 'interval'?",
                "axis2.repo=x | warning: parameter 'axis2.repo' has no effect: ",
            })
    void whatDoesNotFitIsSaidAtItsLine(String parameter, String start) {
        String name = parameter.substring(0, parameter.indexOf('='));

        assertThat(onlyProblem(parameter))
                .startsWith("message-processors/P.xml:2: <parameter name=\"" + name + "\">: " + start);
    }

    @Test
    void anUnknownClassOrAMissingStoreIsAnError() {
        folder.withProcessor("org.example.SamplingProcesor", "P", "S").withProcessor(Folder.FORWARDING, "Q", "T");

        assertThat(folder.problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("SamplingProcesor' of a message processor is not supported; expected"),
                        line -> assertThat(line).endsWith("there is no message store 'T'; did you mean 'D'?"));
        assertThat(folder.read().processors()).isEmpty();
    }

    @Test
    void aListOfWaitsStandsInThePlaceOfIntervalAndBackoff() {
        assertThat(forwarding("retry.schedule=5s, 5m,30m,2h", "max.delivery.attempts=0", "retry.jitter=0.1")
                        .retry()
                        .schedule())
                .isEqualTo(new WaitList(
                        List.of(
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Duration.ofHours(2)),
                        0.1));
        assertThat(folder.problems()).isEmpty();
        folder.withForwarding(
                "P",
                "S",
                "retry.schedule=5s",
                "client.retry.interval=1000",
                "retry.backoff.multiplier=2",
                "retry.backoff.max=9000");
        assertThat(folder.problems())
                .hasSize(3)
                .allMatch(line -> line.contains("error: ") && line.contains("cannot stand beside 'retry.schedule'"));
    }

    @Test
    void aMessageThatIsTooOldGoesWhereOneGoesWhoseAttemptsAreUsedUp() {
        assertThat(forwarding("message.max.age=36h", "message.processor.failMessagesStore=D")
                        .retry()
                        .maxAge())
                .contains(new MaxAge(Duration.ofHours(36), Optional.of("D")));
        assertThat(forwarding("message.max.age=36h", "max.delivery.drop=Enabled", "max.delivery.attempts=0")
                        .retry()
                        .maxAge())
                .contains(new MaxAge(Duration.ofHours(36), Optional.empty()));
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aProcessorThatHoldsKnowsWhetherOthersCanPass() {
        assertThat(forwarding("delivery.when.endpoint.down=hold").retry().whenDown())
                .isEqualTo(new WhenDown.Hold(StatusCodes.of(Circuit.DOWN_STATUS), false));
        assertThat(forwarding(
                                "delivery.when.endpoint.down=hold",
                                "delivery.down.status.codes=500-599",
                                "delivery.concurrency=4")
                        .retry()
                        .whenDown())
                .isEqualTo(new WhenDown.Hold(StatusCodes.parse("500-599"), true));
        assertThat(forwarding("delivery.when.endpoint.down=hold", "member.count=2")
                        .retry()
                        .whenDown())
                .isEqualTo(new WhenDown.Hold(StatusCodes.of(Circuit.DOWN_STATUS), true));
        assertThat(forwarding().retry().whenDown()).isEqualTo(new WhenDown.Attempt());
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aSamplingProcessorNeedsASequenceThatExists() {
        folder.with("sequences/w.xml", "<sequence name='work'" + Folder.SYNAPSE + "/>")
                .withProcessor(SAMPLING, "A", "S")
                .withProcessor(SAMPLING, "B", "D", "sequence=wrok");

        assertThat(folder.problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("error: parameter 'sequence' is missing; it is required here"),
                        line -> assertThat(line).contains("error: there is no sequence 'wrok'; did you mean 'work'?"));
        assertThat(folder.read().processors()).isEmpty();
    }

    @Test
    void aSamplingProcessorReadsWhatMakesSenseForIt() {
        folder.with("sequences/w.xml", "<sequence name='work'" + Folder.SYNAPSE + "/>")
                .withProcessor(
                        "org.apache.synapse.message.processors.sampler.SamplingProcessor",
                        "P",
                        "S",
                        "sequence=work",
                        "interval=250",
                        "concurrency=5",
                        "member.count=2",
                        "is.active=false",
                        "max.delivery.attempts=2",
                        "quartz.conf=x",
                        "target.endpoint=x");
        ProcessorDefinition definition = folder.read().processors().getFirst();
        SamplingBlueprint blueprint = (SamplingBlueprint) definition.blueprint();

        assertThat(definition.type()).isEqualTo("Sampling-processor");
        assertThat(blueprint.sequence()).isEqualTo("work");
        assertThat(blueprint.settings().rate())
                .isEqualTo(new SamplingSettings.Rate(Duration.ofSeconds(1), Optional.empty(), 2, 5));
        assertThat(blueprint.settings().activation().initially()).isFalse();
        assertThat(blueprint.settings().retry().maxAttempts()).isEqualTo(2);
        assertThat(folder.problems())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("warning: parameter 'interval' is less than 1000"),
                        line -> assertThat(line).contains("warning: parameter 'quartz.conf' has no effect"),
                        line -> assertThat(line).contains("warning: parameter 'target.endpoint' has no effect"));
    }

    @Test
    void theFormerClassNameIsTheSame() {
        folder.withProcessor(
                "org.apache.synapse.message.processors.forward.ScheduledMessageForwardingProcessor", "P", "S");

        assertThat(folder.problems()).isEmpty();
        assertThat(folder.read().processors())
                .extracting(ProcessorDefinition::type)
                .containsExactly("Scheduled-message-forwarding-processor");
    }

    @Test
    void aFailoverProcessorNeedsATargetThatIsNotItsOwnStore() {
        folder.withProcessor(Folder.FAILOVER, "A", "S")
                .withProcessor(Folder.FAILOVER, "B", "D", "message.target.store.name=D");

        assertThat(folder.problems())
                .satisfiesExactly(
                        line -> assertThat(line).contains("parameter 'message.target.store.name' is missing"),
                        line -> assertThat(line)
                                .contains("names 'D', the store that the processor takes messages from"));
    }

    @Test
    void aFailoverProcessorReadsWhatMakesSenseForIt() {
        folder.withProcessor(
                Folder.FAILOVER,
                "P",
                "S",
                "message.target.store.name=D",
                "interval=250",
                "client.retry.interval=60000",
                "member.count=2",
                "non.retry.status.codes=400");
        ProcessorDefinition definition = folder.read().processors().getFirst();
        FailoverSettings settings = ((FailoverBlueprint) definition.blueprint()).settings();

        assertThat(definition.target()).contains("D");
        assertThat(settings.looking().interval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.retry().maxAttempts()).isZero();
        assertThat(settings.retry().schedule().first()).isEqualTo(Duration.ofSeconds(60));
        assertThat(folder.problems())
                .satisfiesExactly(
                        line -> assertThat(line).contains("warning: parameter 'member.count' has no effect"),
                        line -> assertThat(line).contains("warning: parameter 'non.retry.status.codes' has no effect"));
    }

    @Test
    void theBudgetSaysHowLongAnOutageIsBorneAndWhatComesThen() {
        assertThat(budget("max.delivery.attempts=1", "message.processor.auto.reactivate.interval=0"))
                .isEqualTo("gives up after 1 attempt within 0 s; then deactivates until somebody activates it; nothing"
                        + " is lost");
        assertThat(budget("max.delivery.attempts=50", "client.retry.interval=90500"))
                .isEqualTo("gives up after 50 attempts within 1 h 13 min 54 s 500 ms; then deactivates and probes again"
                        + " every 1 min; nothing is lost");
        assertThat(budget("message.processor.failMessagesStore=D"))
                .isEqualTo(
                        "gives up after 4 attempts within 3 s; then the message goes to store 'D' and the next one is"
                                + " tried; nothing is lost");
        assertThat(budget("max.delivery.drop=Enabled"))
                .isEqualTo(
                        "gives up after 4 attempts within 3 s; then the message is dropped, as max.delivery.drop says,"
                                + " and the next one is tried");
        assertThat(budget("delivery.when.endpoint.down=hold", "max.delivery.attempts=2"))
                .isEqualTo(
                        "waits as long as its endpoint is down, and tries one message every 1 s; gives up a message after"
                                + " 2 attempts that failed while the endpoint was up, then deactivates and probes again every"
                                + " 1 min; nothing is lost");
        assertThat(budget("retry.schedule=5s,5m", "message.max.age=2d", "message.processor.failMessagesStore=D"))
                .isEqualTo(
                        "gives up after 4 attempts within 10 min 5 s; then the message goes to store 'D' and the next"
                                + " one is tried; nothing is lost; a message older than 2 d goes to store 'D'");
        assertThat(budget("retry.schedule=5s,2h", "max.delivery.attempts=0"))
                .isEqualTo("never gives up: tries again at last every 2 h; nothing is lost");
        assertThat(budget("max.delivery.attempts=-1"))
                .isEqualTo("never gives up: tries again every 1 s; nothing is lost");
    }
}
