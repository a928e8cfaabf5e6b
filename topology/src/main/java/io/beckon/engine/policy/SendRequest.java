package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A send that asks to be allowed.
 *
 * @param shopper as it stands now
 * @param commandId the command it will be
 * @param dueAt when its step was due, epoch milliseconds
 * @param at logical time of the judgement (log time when decided, tick time when released), epoch
 *     milliseconds
 * @param soldOut it is about what can't be bought now, and its step does not want that
 * @param asker on whose behalf it is asked
 * @param answer what of the shopper's own it answers; null: nothing
 */
public record SendRequest(
    Shopper shopper,
    Channel channel,
    Purpose purpose,
    String commandId,
    long dueAt,
    long at,
    boolean soldOut,
    Asker asker,
    @Nullable Answer answer) {

  /** A send that answers nothing. */
  public SendRequest(
      Shopper shopper,
      Channel channel,
      Purpose purpose,
      String commandId,
      long dueAt,
      long at,
      boolean soldOut,
      Asker asker) {
    this(shopper, channel, purpose, commandId, dueAt, at, soldOut, asker, null);
  }

  /** A send that competes with nothing. */
  public SendRequest(
      Shopper shopper, Channel channel, Purpose purpose, String commandId, long dueAt, long at) {
    this(shopper, channel, purpose, commandId, dueAt, at, false, Asker.NOBODY);
  }

  /**
   * The run that wants to send.
   *
   * @param step the step of its flow that it stands at
   * @param products what the message is about, as {@code SentMessage.products} tells them
   * @param startedBy name of the event that started the run, "" for a trigger
   * @param startedAt when the shopper did what started it, epoch milliseconds; for an abandonment
   *     their last activity before it
   * @param rivals the shopper's other runs that have something left to send
   */
  public record Asker(
      String flow,
      int priority,
      String runId,
      String step,
      @Nullable String variant,
      List<Long> products,
      String startedBy,
      long startedAt,
      List<Rival> rivals) {

    /** A run of which it is not known when it was started. */
    public Asker(
        String flow,
        int priority,
        String runId,
        String step,
        @Nullable String variant,
        List<Long> products,
        String startedBy,
        List<Rival> rivals) {
      this(flow, priority, runId, step, variant, products, startedBy, Long.MIN_VALUE, rivals);
    }

    /** No run. */
    public static final Asker NOBODY = new Asker("", 0, "", "", null, List.of(), "", List.of());

    public Asker {
      products = List.copyOf(products);
      rivals = List.copyOf(rivals);
    }
  }

  /**
   * Another run of the shopper that has something left to send.
   *
   * @param startedAt logical time of its entry, epoch milliseconds
   * @param startedBy name of the event that started it, "" for a trigger
   * @param nextAt when its next step is due, epoch milliseconds; not later than now while its send
   *     waits
   */
  public record Rival(
      String runId, String flow, int priority, long startedAt, String startedBy, long nextAt) {}
}
