// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.settings.FirstLine;
import dev.holdfast.time.Timer;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A format in the language of FreeMarker. It can neither make objects nor call them, load no other templates, and
/// has limits on what it writes and on how long it runs. Thread-safe.
final class FreeMarkerTemplate implements PayloadTemplate {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Configuration CONFIGURATION = configuration();

    private final Template template;

    private FreeMarkerTemplate(Template template) {
        this.template = template;
    }

    /// @throws IllegalArgumentException when it cannot be read; the message says where and why
    static FreeMarkerTemplate compile(String format) {
        try {
            Template template = new Template("format", format, CONFIGURATION);
            _CoreAPI.addThreadInterruptedChecks(template);
            return new FreeMarkerTemplate(template);
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "line " + e.getLineNumber() + " of the format: "
                            + FirstLine.of(e.getEditorMessage(), "no reason is given"),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the format: " + FirstLine.of(e), e);
        }
    }

    @Override
    public String text(Exchange exchange, List<Argument> arguments) {
        TemplateHashModel model = FreeMarkerModel.of(exchange, arguments);
        StringWriter text = new StringWriter();
        Limit limit = new Limit(exchange.services().timer());
        try {
            template.process(model, new Bounded(text));
            return text.toString();
        } catch (TemplateException e) {
            throw failed(e.getMessageWithoutStackTop(), e);
        } catch (IOException e) {
            throw failed(e.getMessage(), e);
        } catch (RuntimeException e) {
            if (limit.isOver()) {
                throw failed("it runs longer than " + LONGEST.toSeconds() + " seconds", e);
            }
            throw e;
        } catch (StackOverflowError e) {
            throw failed("it calls itself too deep", e);
        } finally {
            limit.end();
        }
    }

    private static MediationException failed(@Nullable String reason, Throwable cause) {
        return new MediationException(
                ErrorCodes.GENERIC,
                "payloadFactory: the template failed: " + FirstLine.of(reason, "no reason is given"),
                Fault.Kind.OTHER,
                cause);
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(false);
        configuration.setLocalizedLookup(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        return configuration;
    }

    /// Interrupts this thread when the time is over, unless it has ended before.
    private static final class Limit {

        private final Thread thread = Thread.currentThread();
        private final Timer.Task task;
        private boolean ended;
        private boolean interrupted;

        Limit(Timer timer) {
            task = timer.at(timer.instant().plus(LONGEST), this::interrupt);
        }

        private synchronized void interrupt() {
            if (!ended) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /// Whether the time is over.
        synchronized boolean isOver() {
            return interrupted;
        }

        synchronized void end() {
            ended = true;
            task.cancel();
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }

    /// Writes so much and no more.
    private static final class Bounded extends Writer {

        private final StringWriter out;

        Bounded(StringWriter out) {
            this.out = out;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            if (out.getBuffer().length() + length > MOST_CHARACTERS) {
                throw new IOException("it writes more than " + MOST_CHARACTERS + " characters");
            }
            out.write(characters, offset, length);
        }

        @Override
        public void flush() {
            // Everything is in memory.
        }

        @Override
        public void close() {
            // Everything is in memory.
        }
    }
}
