// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.FailoverSettings;
import dev.holdfast.processor.ForwardingSettings;
import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.Pace;
import dev.holdfast.processor.RetryPolicy.WhenExhausted;
import dev.holdfast.processor.StatusCodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorReaderTest {

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
        folder.withProcessor("org.apache.synapse.message.processor.impl.sampler.SamplingProcessor", "P", "S")
                .withProcessor(Folder.FORWARDING, "Q", "T");

        assertThat(folder.problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("SamplingProcessor' of a message processor is not supported; expected"),
                        line -> assertThat(line).endsWith("there is no message store 'T'; did you mean 'D'?"));
        assertThat(folder.read().processors()).isEmpty();
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
        assertThat(budget("max.delivery.attempts=-1"))
                .isEqualTo("never gives up: tries again every 1 s; nothing is lost");
    }
}
