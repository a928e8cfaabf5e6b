package io.beckon.engine;

import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.ReleaseGate;
import io.beckon.engine.time.Timeline;
import io.beckon.model.AbandonmentSettingsLike;
import io.beckon.model.Appended;
import io.beckon.model.Scenario;
import io.beckon.model.Touches;
import io.beckon.streams.state.HandOverFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A random history, played under flows, with what an onlooker noted at each message: whether the
 * shopper had agreed to it and where their clock stood. The onlooker knows the log only.
 */
final class Played {

  /** Something about a person that happens beside the history. */
  enum Aside {
    KNOWN,
    KNOWN_IN_TOKYO,
    KNOWN_IN_NEW_YORK,
    MAIL_YES,
    MAIL_NO,
    PHONE_NO,
    UNSUBSCRIBED,
    DELIVERED
  }

  /**
   * When it happens.
   *
   * @param place before so many-eth record, modulo how many there are
   * @param shopper number of the shopper, as in the history
   */
  record Happening(int place, int shopper, Aside aside) {}

  /** A message, and what the onlooker noted of its shopper. */
  record Noted(SendCommand message, boolean agreed, ZoneId zone) {}

  final Map<String, Shopper> shoppers = new HashMap<>();
  final List<Noted> notes = new ArrayList<>();
  final Heard heard =
      new Heard() {
        @Override
        public void decision(Decision decision) {
          super.decision(decision);
          onlooker.decision(decision);
        }

        @Override
        public void command(SendCommand command) {
          super.command(command);
          onlooker.command(command);
          if (command.getAction() == CommandAction.SEND) {
            note(command);
          }
        }
      };
  private final Map<String, Set<Channel>> agreed = new HashMap<>();
  private final Map<String, ZoneId> zones = new HashMap<>();
  private final Timeline timeline;
  private final Effects onlooker;

  private Played(
      AbandonmentSettingsLike like,
      Timeline.Release release,
      Rulebook rules,
      Catalog catalog,
      Effects onlooker) {
    this.onlooker = onlooker;
    AbandonmentSettings settings =
        new AbandonmentSettings(
            like.cartIdle(),
            like.checkoutIdle(),
            like.browseIdle(),
            like.settle(),
            like.cartTtl(),
            List.of());
    this.timeline =
        new Timeline(
            new Engine(
                Surroundings.of("shop", settings, new Gates()::judge)
                    .selling(catalog)
                    .handingOver(new HandOverFormat(1 << 20))),
            id -> shoppers.computeIfAbsent(id, Shopper::unseen),
            heard,
            release,
            rules,
            0);
  }

  /**
   * Plays a history to its end.
   *
   * @param tickEvery time between ticks, milliseconds
   */
  static Played play(
      Scenario scenario,
      List<Happening> happenings,
      long tickEvery,
      Timeline.Release release,
      Rulebook rules) {
    return play(scenario, happenings, tickEvery, release, rules, Catalog.EMPTY, new Heard());
  }

  /**
   * The same, where the shop has a catalog.
   *
   * @param onlooker is told each decision and command when it is made
   */
  static Played play(
      Scenario scenario,
      List<Happening> happenings,
      long tickEvery,
      Timeline.Release release,
      Rulebook rules,
      Catalog catalog,
      Effects onlooker) {
    Played played = new Played(scenario.settings(), release, rules, catalog, onlooker);
    List<Appended> log = scenario.log();
    long ticked = log.isEmpty() ? scenario.until() : log.get(0).appendTime();
    for (int i = 0; i < log.size(); i++) {
      long at = log.get(i).appendTime();
      ticked = played.tickUntil(at, ticked, tickEvery);
      for (Happening happening : happenings) {
        if (happening.place() % log.size() == i) {
          played.append(at, event(happening, played.heard));
        }
      }
      played.append(at, log.get(i).event());
    }
    played.tickUntil(Math.max(scenario.until(), played.timeline.now()), ticked, tickEvery);
    return played;
  }

  private void append(long at, ShopperEvent event) {
    if (event.getPayload() instanceof Tick) {
      tick(at);
    }
    if (event.getShopperId().isEmpty()) {
      return;
    }
    int before = heard.duplicates();
    int noted = notes.size();
    timeline.advance(at);
    timeline.apply(event.getOccurredAt() == 0 ? Touches.occurred(at, event) : event);
    timeline.fireDue(Integer.MAX_VALUE);
    heard.readBack(timeline);
    if (heard.duplicates() == before) {
      watch(event);
      agreedBy(noted);
    }
  }

  /** What leaves because the shopper has just agreed, has their consent. */
  private void agreedBy(int first) {
    for (int i = first; i < notes.size(); i++) {
      Noted noted = notes.get(i);
      SendCommand message = noted.message();
      boolean now =
          agreed.getOrDefault(message.getShopperId(), Set.of()).contains(message.getChannel());
      notes.set(i, new Noted(message, noted.agreed() || now, noted.zone()));
    }
  }

  /** Returns the time of the latest tick. */
  private long tickUntil(long end, long latest, long every) {
    long at = latest;
    while (at + every <= end) {
      at += every;
      tick(at);
    }
    return at;
  }

  private void tick(long at) {
    timeline.advance(at);
    timeline.release(timeline.now(), ReleaseGate.OPEN, Integer.MAX_VALUE);
    timeline.fireDue(Integer.MAX_VALUE);
    heard.readBack(timeline);
  }

  private void watch(ShopperEvent event) {
    String shopper = event.getShopperId();
    if (event.getPayload() instanceof Identified identified) {
      if (identified.getTimezone() != null) {
        zones.put(shopper, ZoneId.of(identified.getTimezone()));
      }
      identified.getConsents().forEach(given -> watch(shopper, given));
    } else if (event.getPayload() instanceof ConsentChanged change) {
      watch(shopper, change.getConsent());
    } else if (event.getPayload() instanceof MessageFeedback feedback
        && feedback.getKind() == FeedbackKind.UNSUBSCRIBED) {
      agreed.getOrDefault(shopper, new HashSet<>()).remove(feedback.getChannel());
    }
  }

  private void watch(String shopper, ConsentGiven given) {
    Set<Channel> channels = agreed.computeIfAbsent(shopper, id -> new HashSet<>());
    if (given.getState() == ConsentState.GRANTED) {
      channels.add(given.getChannel());
    } else {
      channels.remove(given.getChannel());
    }
  }

  private void note(SendCommand message) {
    String shopper = message.getShopperId();
    notes.add(
        new Noted(
            message,
            agreed.getOrDefault(shopper, Set.of()).contains(message.getChannel()),
            zones.getOrDefault(shopper, ZoneOffset.UTC)));
  }

  private static ShopperEvent event(Happening happening, Heard heard) {
    String shopper = "s" + happening.shopper();
    return switch (happening.aside()) {
      case KNOWN -> People.known(shopper);
      case KNOWN_IN_TOKYO -> People.knownIn("Asia/Tokyo", shopper);
      case KNOWN_IN_NEW_YORK -> People.knownIn("America/New_York", shopper);
      case MAIL_YES -> People.says(ConsentState.GRANTED, Channel.EMAIL, shopper);
      case MAIL_NO -> People.says(ConsentState.DENIED, Channel.EMAIL, shopper);
      case PHONE_NO -> People.says(ConsentState.DENIED, Channel.SMS, shopper);
      case UNSUBSCRIBED -> People.report(FeedbackKind.UNSUBSCRIBED, Channel.EMAIL, null, shopper);
      case DELIVERED ->
          People.report(FeedbackKind.DELIVERED, Channel.EMAIL, lastSent(heard), shopper);
    };
  }

  private static String lastSent(Heard heard) {
    List<SendCommand> sent = heard.sent();
    return sent.isEmpty() ? "none" : sent.get(sent.size() - 1).getCommandId();
  }
}
