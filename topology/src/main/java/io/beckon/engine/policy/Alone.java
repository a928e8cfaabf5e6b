package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What keeps flows out of each other's way.
 *
 * @param priority how a running flow of higher priority holds lower ones; null: it does not
 * @param cooldowns pauses after other flows' messages
 * @param repeats when the same message may come again; null: whenever a flow says so
 * @param callbacks what a request to be called back holds; null: nothing
 */
public record Alone(
    @Nullable PriorityHold priority,
    List<Cooldown> cooldowns,
    @Nullable Repeats repeats,
    @Nullable Callbacks callbacks) {

  /** Nothing keeps them apart. */
  public static final Alone FREE = new Alone(null, List.of(), null, null);

  public Alone {
    cooldowns = List.copyOf(cooldowns);
  }

  /**
   * A running flow of higher priority holds lower ones until it has nothing left to send.
   *
   * @param within only while its next step is due within this time; null: as long as it runs
   * @param exempt purposes that are not held
   */
  public record PriorityHold(@Nullable Duration within, Set<Purpose> exempt, Then then) {
    public PriorityHold {
      exempt = Set.copyOf(exempt);
    }
  }

  /**
   * A pause after a message of another flow.
   *
   * @param name named in decisions
   * @param after flows whose messages begin the pause; empty: any
   * @param hold flows that pause; empty: any other
   * @param channels channels that pause; empty: all
   * @param pause how long, counted from the release of the message
   * @param sameProduct only for messages about a product that the other was about too
   * @param exempt purposes that neither begin the pause nor are held
   */
  public record Cooldown(
      String name,
      Set<String> after,
      Set<String> hold,
      Set<Channel> channels,
      Duration pause,
      boolean sameProduct,
      Set<Purpose> exempt,
      Then then) {
    public Cooldown {
      after = Set.copyOf(after);
      hold = Set.copyOf(hold);
      channels = Set.copyOf(channels);
      exempt = Set.copyOf(exempt);
    }
  }

  /**
   * The same step of the same flow, in the same variant, does not come twice.
   *
   * @param within counted from its release
   * @param sameProducts only if it is about the same products again
   * @param exempt purposes it does not hold for
   */
  public record Repeats(Duration within, boolean sameProducts, Set<Purpose> exempt, Then then) {
    public Repeats {
      exempt = Set.copyOf(exempt);
    }
  }

  /**
   * Who asked to be called is left alone by what is not about it.
   *
   * @param events names of the events that ask for it; what a flow sends that such an event started
   *     was asked for
   * @param channels channels that other flows leave alone; empty: all
   * @param pause how long, counted from the request
   * @param exempt purposes that are not held
   */
  public record Callbacks(
      Set<String> events, Set<Channel> channels, Duration pause, Set<Purpose> exempt, Then then) {
    public Callbacks {
      events = Set.copyOf(events);
      channels = Set.copyOf(channels);
      exempt = Set.copyOf(exempt);
    }
  }
}
