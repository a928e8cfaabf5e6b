package io.beckon.engine.flow;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.contract.TaskPriority;
import io.beckon.engine.catalog.StockRule;
import io.beckon.engine.catalog.Suggest;
import io.beckon.engine.policy.Answer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A step of a flow. Its id is unique in the flow and part of every command id. */
public sealed interface Step {

  String id();

  /**
   * Decide a message.
   *
   * @param purpose null: the flow's
   * @param data values for the template
   * @param sendBy how long after its release a sender may still send it
   * @param stock what it does about products that can't be bought now
   * @param claims what it claims, and only says if a fact of the shop confirms it
   * @param suggest related products that it shows; null: none
   * @param text what it says, where the flow writes it; null: the template does
   * @param answers what of the shopper's own it answers, so that it goes though they said STOP;
   *     null: nothing
   * @param skip when the message is left out though it would be allowed
   * @param fallback what goes instead when the shopper can't be reached through the channel, in
   *     order; each with the id of this step and a channel of its own
   */
  record Send(
      String id,
      Channel channel,
      @Nullable Purpose purpose,
      String template,
      Map<String, Expression> data,
      @Nullable OfferTerms offer,
      @Nullable Link deepLink,
      Duration sendBy,
      StockRule stock,
      List<Claim> claims,
      @Nullable Suggest suggest,
      @Nullable Text text,
      Answer.@Nullable To answers,
      Skip skip,
      List<Send> fallback)
      implements Step {
    public Send {
      data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
      claims = List.copyOf(claims);
      fallback = List.copyOf(fallback);
    }

    /** This message, or the one of its fallbacks that goes through a channel. */
    public Send through(Channel wanted) {
      for (Send each : fallback) {
        if (each.channel() == wanted) {
          return each;
        }
      }
      return this;
    }
  }

  /**
   * What a message says on a channel on which texts are short.
   *
   * @param say its parts, in order, with a space between them
   * @param without keys of parts that may be left out, in the order in which they are
   * @param brief what it says instead if that is still too long, or lacks something; the longest
   *     first
   * @param parts parts of a text message at most; null: as the policy says
   */
  record Text(List<Phrase> say, List<String> without, List<Phrase> brief, @Nullable Integer parts) {
    public Text {
      say = List.copyOf(say);
      without = List.copyOf(without);
      brief = List.copyOf(brief);
    }

    /** Everything that it says, to compare it with another. */
    public String source() {
      return say + " without " + without + ", or " + brief + ", parts " + parts;
    }
  }

  /**
   * A text of the flow.
   *
   * @param key its key among the texts of the flow
   */
  record Phrase(String key, Expression text) {

    /** {@code hello: {en=Hello, de=Hallo}}. */
    @Override
    public String toString() {
      return key + ": " + text;
    }
  }

  /**
   * Something that a message claims.
   *
   * @param fact the claim, for example free-shipping
   * @param needed without a fact that confirms it the message is not sent
   * @param data names of the values that are left out when it is not confirmed
   */
  record Claim(String fact, boolean needed, Set<String> data) {
    public Claim {
      data = Set.copyOf(data);
    }
  }

  /**
   * When a message is left out.
   *
   * @param sentWithin if the same variation (template and variant) was sent within this time; null:
   *     never for this reason; {@link #EVER}: however long ago it was
   * @param when if this condition holds; null: never for this reason
   */
  record Skip(@Nullable Duration sentWithin, @Nullable Condition when) {

    /** However long ago. */
    public static final Duration EVER = Duration.ofDays(36_500);

    /** Never. */
    public static final Skip NEVER = new Skip(null, null);
  }

  /** Wait for a time. */
  sealed interface Pause extends Step permits Wait, WaitUntil, WaitBy {}

  /**
   * Wait for a length of time.
   *
   * @param base what it is counted from
   */
  record Wait(String id, Duration duration, Base base) implements Pause {

    /** What a wait is counted from. */
    public enum Base {
      /** The time of the step before. */
      STEP,
      /** The trigger's idleSince. */
      IDLE_SINCE
    }
  }

  /**
   * Wait until the shopper's clock shows a time.
   *
   * @param days weekdays that it may be; empty: any
   */
  record WaitUntil(String id, LocalTime time, Set<DayOfWeek> days) implements Pause {
    public WaitUntil {
      days = days.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(days));
    }
  }

  /** Wait for a time that is reckoned when the run comes to it. */
  record WaitBy(String id, Moment moment) implements Pause {}

  /**
   * Wait for an event of the shopper, or until time is up.
   *
   * @param events names; any of them
   * @param where must hold of the event; null: any
   * @param timeout counted from the step before
   * @param then what happens when it came
   * @param otherwise what happens when it did not
   */
  record Await(
      String id,
      List<String> events,
      @Nullable Condition where,
      Duration timeout,
      List<Step> then,
      List<Step> otherwise)
      implements Step {
    public Await {
      events = List.copyOf(events);
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** Go one way or the other. */
  record Branch(String id, Condition when, List<Step> then, List<Step> otherwise) implements Step {
    public Branch {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /**
   * Go one of several ways, dealt out by shopper: the same shopper always goes the same way.
   *
   * @param rollout how many take part; null: all
   * @param promoted the arm that everybody takes now; null: they are dealt out
   */
  record Split(String id, List<Arm> arms, @Nullable Rollout rollout, @Nullable String promoted)
      implements Step {
    public Split {
      arms = List.copyOf(arms);
    }

    /** The arm of an id. */
    public Arm arm(String armId) {
      for (Arm arm : arms) {
        if (arm.id().equals(armId)) {
          return arm;
        }
      }
      throw new IllegalArgumentException("split " + id + " has no arm " + armId);
    }
  }

  /**
   * One way of a split.
   *
   * @param id the variant of the messages in it
   * @param weight its share of all weights, at least 1
   * @param control nothing is sent: the run ends here
   */
  record Arm(String id, int weight, boolean control, List<Step> steps) {
    public Arm {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A part of the shoppers takes part in a split.
   *
   * @param percent above 0, below 100; who takes part at 5 percent still does at 20
   * @param rest the arm of all others
   */
  record Rollout(double percent, String rest) {}

  /**
   * Change what is known of the shopper.
   *
   * @param attributes new values by name; one that can't be reckoned leaves the attribute as it is
   * @param points to add, by score
   * @param stages to move on to, by ladder
   */
  record Assign(
      String id,
      Map<String, Expression> attributes,
      List<String> addTags,
      List<String> removeTags,
      Map<String, Integer> points,
      Map<String, String> stages)
      implements Step {
    public Assign {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      addTags = List.copyOf(addTags);
      removeTags = List.copyOf(removeTags);
      points = Collections.unmodifiableMap(new TreeMap<>(points));
      stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    }
  }

  /**
   * Hand something over to a person.
   *
   * @param kind what sort of task it is, in the shop's words
   * @param owner who is to do it, in the shop's words; null: whoever takes care of the kind
   * @param title what is to be done
   * @param reason why; null: it is not said
   * @param message what the shopper wrote; null: what the event that started the run holds as text
   * @param dueIn how long after the decision it should be done; null: at any time
   * @param data whatever else is told
   */
  record Task(
      String id,
      String kind,
      @Nullable String owner,
      TaskPriority priority,
      Expression title,
      @Nullable Expression reason,
      @Nullable Expression message,
      @Nullable Duration dueIn,
      Map<String, Expression> data)
      implements Step {
    public Task {
      data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
  }

  /**
   * Let the shopper join an audience, or leave it.
   *
   * @param joinFor how long at most, if the run does not end before; null: leave it
   */
  record Audience(String id, String audience, @Nullable Duration joinFor) implements Step {}

  /** End the run. */
  record End(String id) implements Step {}

  /**
   * What a message promises beside its content.
   *
   * @param kind what it is
   * @param detail which gift, bundle or kind of shipping; null for a discount
   * @param code code to type in
   * @param pool the codes of which each message gets one; null: none
   * @param percent percent off, null for an amount
   * @param amount amount off in minor units, null for a percentage
   * @param currency ISO-4217 code of the amount
   * @param validFor counted from the release
   * @param terms what the message must say about it
   * @param rules whom it is for, and when
   */
  record OfferTerms(
      Kind kind,
      @Nullable String detail,
      @Nullable Expression code,
      @Nullable String pool,
      @Nullable Double percent,
      @Nullable Long amount,
      @Nullable String currency,
      Duration validFor,
      @Nullable String terms,
      OfferRules rules) {

    /** A discount for everybody, with a code that is the same for all. */
    public OfferTerms(
        @Nullable String code,
        @Nullable Double percent,
        @Nullable Long amount,
        @Nullable String currency,
        Duration validFor,
        @Nullable String terms) {
      this(
          Kind.DISCOUNT,
          null,
          code == null ? null : Expressions.literal(code),
          null,
          percent,
          amount,
          currency,
          validFor,
          terms,
          OfferRules.NONE);
    }

    /** Everything that it says, to compare it with another: compiled code never equals other. */
    public String source() {
      return String.join(
          ", ",
          kind.name(),
          String.valueOf(detail),
          code == null ? "" : code.source(),
          String.valueOf(pool),
          String.valueOf(percent),
          String.valueOf(amount),
          String.valueOf(currency),
          validFor.toString(),
          String.valueOf(terms),
          rules.toString());
    }

    /** What an offer is. */
    public enum Kind {
      DISCOUNT,
      SHIPPING,
      GIFT,
      BUNDLE
    }
  }

  /**
   * Whom an offer is for, and when.
   *
   * @param name what offers have in common that a shopper gets one of within {@code once}; null:
   *     those of the same step
   * @param segment only for its members; null: for everybody
   * @param once at most one in this time; null: as often as it is sent
   * @param minValue least value of what qualifies, minor units; null: any
   * @param products ids of products that do not qualify
   * @param categories categories that do not qualify
   * @param brands brands that do not qualify
   * @param notReduced what the catalog says is reduced already does not qualify
   * @param required is the message stopped when the offer can't be made? If not, it goes without.
   */
  record OfferRules(
      @Nullable String name,
      @Nullable String segment,
      @Nullable Duration once,
      @Nullable Long minValue,
      Set<String> products,
      Set<String> categories,
      Set<String> brands,
      boolean notReduced,
      boolean required) {

    /** For everybody, always. */
    public static final OfferRules NONE =
        new OfferRules(null, null, null, null, Set.of(), Set.of(), Set.of(), false, false);

    public OfferRules {
      products = Collections.unmodifiableSet(new TreeSet<>(products));
      categories = Collections.unmodifiableSet(new TreeSet<>(categories));
      brands = Collections.unmodifiableSet(new TreeSet<>(brands));
    }
  }
}
