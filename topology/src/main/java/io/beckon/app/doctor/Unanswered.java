package io.beckon.app.doctor;

import static java.util.Objects.requireNonNull;

import io.beckon.app.CommandFailedException;
import java.io.Serial;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** A question to the brokers that they did not answer. */
final class Unanswered extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private Unanswered(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  /** The answer. */
  static <T> T get(@Nullable KafkaFuture<T> question) throws Unanswered {
    try {
      return requireNonNull(question, "not asked").get();
    } catch (ExecutionException e) {
      throw new Unanswered(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed("interrupted while waiting for the brokers", e);
    }
  }

  /** Is the answer that this user may not know? */
  boolean denied() {
    return getCause() instanceof AuthorizationException;
  }

  boolean is(Class<? extends Exception> kind) {
    return kind.isInstance(getCause());
  }
}
