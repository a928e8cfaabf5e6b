package io.beckon.app.calendar;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.flowdocs.FlowWords;
import io.beckon.contract.Channel;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All flows side by side.
 *
 * @param flows higher priority first, then by id
 * @param meetings flows that can run at once for one shopper, in the same order
 * @param pauses the policy's cooldowns between flows
 * @param heldFor how long the policy holds a message back before it is given up
 * @param workload what people are given to do
 * @param volume null: not counted
 */
public record FlowCalendar(
    List<Entry> flows,
    List<Meeting> meetings,
    List<Pause> pauses,
    Duration heldFor,
    Workload workload,
    @Nullable Volume volume) {

  public FlowCalendar {
    flows = List.copyOf(flows);
    meetings = List.copyOf(meetings);
    pauses = List.copyOf(pauses);
  }

  /**
   * A flow.
   *
   * @param starts what starts it, in words
   * @param idle how long the shopper was idle when it starts; zero for what is no abandonment
   * @param audience who may enter, in words
   * @param exits what ends it early, in words
   * @param end when a run ends that nothing ends early
   * @param perDay entries in a day, null when not counted
   */
  public record Entry(
      String flow,
      String title,
      int priority,
      String purpose,
      String starts,
      Duration idle,
      String audience,
      String exits,
      Span end,
      List<String> waits,
      List<Message> messages,
      @Nullable Double perDay) {
    public Entry {
      waits = List.copyOf(waits);
      messages = List.copyOf(messages);
    }
  }

  /**
   * A message of a flow.
   *
   * @param channels the first that can reach the shopper is taken
   * @param way what must have been chosen before; empty: all come to it
   * @param when counted from the trigger; null: no way leads to it
   * @param perDay messages in a day, null when not counted
   */
  public record Message(
      String step,
      List<String> channels,
      String template,
      List<String> way,
      @Nullable Span when,
      @Nullable Double perDay) {
    public Message {
      channels = List.copyOf(channels);
      way = List.copyOf(way);
    }
  }

  /**
   * Two flows that can run at once for one shopper.
   *
   * @param first of higher priority, or of the same and with the lower id
   * @param sameStart the same thing starts both
   * @param rule who goes first, in words
   * @param channels on which both send
   */
  public record Meeting(
      String first, String second, boolean sameStart, String rule, List<String> channels) {
    public Meeting {
      channels = List.copyOf(channels);
    }
  }

  /**
   * A cooldown.
   *
   * @param after flows whose messages begin it, those that were loaded; empty: any
   * @param hold flows that it holds; empty: all others
   */
  public record Pause(
      String name, List<String> after, List<String> hold, Duration length, boolean sameProduct) {
    public Pause {
      after = List.copyOf(after);
      hold = List.copyOf(hold);
    }
  }

  /** The calendar of flows under a policy. */
  public static FlowCalendar of(
      List<Flow> flows, Policy policy, AbandonmentSettings idle, @Nullable Volume volume) {
    List<Flow> ranked =
        flows.stream()
            .sorted(Comparator.comparingInt(Flow::priority).reversed().thenComparing(Flow::id))
            .toList();
    List<Entry> entries = ranked.stream().map(flow -> entry(flow, idle, volume)).toList();
    List<Pause> pauses =
        policy.alone().cooldowns().stream()
            .map(
                rule ->
                    new Pause(
                        rule.name(),
                        rule.after().stream().sorted().toList(),
                        rule.hold().stream().sorted().toList(),
                        rule.pause(),
                        rule.sameProduct()))
            .toList();
    return new FlowCalendar(
        entries,
        Meetings.of(ranked, policy, idle),
        pauses,
        policy.staleAfter(),
        Workload.of(ranked, policy.owners(), volume),
        volume);
  }

  private static Entry entry(Flow flow, AbandonmentSettings idle, @Nullable Volume volume) {
    FlowTimes times = FlowTimes.of(flow, idle);
    List<Message> messages = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    for (Step step : FlowSteps.all(flow.steps())) {
      if (step instanceof Step.Send send) {
        messages.add(message(flow, send, times, volume));
      } else if (step instanceof Step.Pause || step instanceof Step.Await) {
        waits.add(FlowWords.step(step));
      }
    }
    return new Entry(
        flow.id(),
        flow.title(),
        flow.priority(),
        lower(flow.purpose()),
        FlowWords.trigger(flow),
        FlowTimes.idleBefore(flow.trigger(), idle),
        FlowWords.audience(flow),
        FlowWords.ends(flow),
        times.end(),
        waits,
        messages,
        volume == null ? null : volume.entriesPerDay(flow.id()));
  }

  private static Message message(
      Flow flow, Step.Send send, FlowTimes times, @Nullable Volume volume) {
    return new Message(
        send.id(),
        channels(send).map(FlowCalendar::lower).toList(),
        send.template(),
        times.wayTo(send.id()),
        times.of(send.id()),
        volume == null ? null : volume.messagesPerDay(flow.id(), send.id()));
  }

  static Stream<Channel> channels(Step.Send send) {
    return Stream.concat(
        Stream.of(send.channel()), send.fallback().stream().map(Step.Send::channel));
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
