package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.Cap.Ads;
import io.beckon.engine.policy.Cap.Engaged;
import io.beckon.engine.policy.Cap.Window;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.shopper.SendLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads caps. */
final class CapsReader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "channels",
          "flows",
          "each",
          "max",
          "per",
          "days",
          "engaged",
          "exempt",
          "then",
          "where",
          "validFrom",
          "validTo",
          "recipient");

  /** More can't be counted, since no more sends are remembered. */
  private static final int MOST = SendLog.MAX_MESSAGES;

  private static final Window ONE_DAY = new Window.LocalDays(1);

  private final Parts parts;
  private final Scalars scalars;
  private final Set<String> regions;
  private final boolean ofRecipient;

  /**
   * A reader.
   *
   * @param ofRecipient what a cap belongs to that does not say: the address, or the shopper
   */
  CapsReader(Parts parts, Set<String> regions, boolean ofRecipient) {
    this.parts = parts;
    this.scalars = parts.scalars();
    this.regions = regions;
    this.ofRecipient = ofRecipient;
  }

  /** Reads a list of caps. */
  List<Cap> read(List<Node> nodes, List<String> furtherKeys) {
    List<String> keys = Parts.joined(KEYS, furtherKeys);
    List<Cap> caps = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields = parts.element(node, "a cap", keys);
      Set<Optional<Channel>> counted = parts.words(fields, "channels", Words.CAPPED);
      Set<Channel> channels =
          counted.stream().flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
      boolean ads = counted.contains(Optional.<Channel>empty());
      if (ads && fields.has("recipient")) {
        parts
            .reading()
            .wrong(
                fields.keyNode("recipient"),
                "an advertisement goes to no address",
                "no 'recipient' where 'ads' count");
      }
      caps.add(
          new Cap(
              parts.name(fields),
              channels,
              parts.flows(fields, "flows"),
              parts.words(fields, "each", Words.EACH),
              fields.require("max", "a whole number from 1", 1, this::max),
              window(fields),
              parts.exempt(fields),
              parts.then(fields, Then.SKIP),
              parts.scope(fields, regions),
              engaged(fields),
              ads ? channels.isEmpty() ? Ads.ONLY : Ads.TOO : Ads.NOT,
              fields.optional("recipient", ofRecipient, scalars::yesNo)));
    }
    return caps;
  }

  private int max(Node node) {
    if (Scalars.value(node) instanceof Long number && number > MOST) {
      parts
          .reading()
          .wrong(
              node,
              "'" + number + "' is more than the " + MOST + " sends that are remembered",
              "a whole number from 1 to " + MOST);
      return 1;
    }
    return (int) scalars.whole(node, 1, MOST);
  }

  private Window window(Fields fields) {
    if (fields.has("per") && fields.has("days")) {
      fields.fault("the cap has both 'per' and 'days'", "one of the two");
      return ONE_DAY;
    }
    if (fields.has("days")) {
      return fields.optional(
          "days",
          ONE_DAY,
          node -> new Window.LocalDays((int) scalars.whole(node, 1, Cap.LONGEST_DAYS)));
    }
    if (!fields.has("per")) {
      fields.fault(
          "a cap has no 'per' and no 'days'",
          "per: "
              + Durations.EXPECTED
              + ", a rolling window; or days: how many days of the shopper's calendar");
      return ONE_DAY;
    }
    return new Window.Rolling(
        fields.optional("per", Duration.ofDays(Cap.LONGEST_DAYS), parts::remembered));
  }

  private @Nullable Engaged engaged(Fields cap) {
    Fields fields = cap.map("engaged", List.of("within", "max", "by"));
    if (!fields.present()) {
      return null;
    }
    return new Engaged(
        fields.require("within", Durations.EXPECTED, Duration.ofDays(1), scalars::duration),
        fields.require("max", "a whole number from 1", 1, this::max),
        fields.optional(
            "by", false, node -> Parts.orElse(scalars.word(node, Words.ENGAGED_BY), false)));
  }
}
