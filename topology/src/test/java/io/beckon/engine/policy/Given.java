package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy.ChannelPurpose;
import io.beckon.engine.policy.Policy.ConsentRule;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Profile.Contact;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies and shoppers for the tests of this package. */
final class Given {

  static final long HOUR = Duration.ofHours(1).toMillis();
  static final String EMAIL = "ann@example.com";
  static final String PHONE = "+4915112345678";

  private Given() {}

  static Policy policy(List<Cap> caps, List<QuietHours> quietHours) {
    return policy(Map.of(), caps, quietHours);
  }

  static Policy policy(
      Map<ChannelPurpose, ConsentRule> consent, List<Cap> caps, List<QuietHours> quietHours) {
    return new Policy(
        1,
        "hash",
        ZoneId.of("UTC"),
        Map.of("DE", ZoneId.of("Europe/Berlin"), "US", ZoneId.of("America/New_York")),
        consent,
        caps,
        quietHours,
        Duration.ofHours(24),
        Map.of());
  }

  static Cap cap(String name, int max, Duration per, Then then, Channel... channels) {
    return new Cap(name, Set.of(channels), max, per, Set.of(Purpose.TRANSACTIONAL), then);
  }

  static QuietHours quiet(String name, String from, String to, Then then, DayOfWeek... days) {
    return new QuietHours(
        name,
        Set.of(),
        LocalTime.parse(from),
        LocalTime.parse(to),
        Set.of(days),
        Set.of(Purpose.TRANSACTIONAL),
        then);
  }

  static Contact contact(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String timezone,
      @Nullable String country) {
    return new Contact(email, phone, null, null, timezone, country, null, null);
  }

  /** Reachable by mail and phone, in Berlin, and agreed to everything at time 0. */
  static Profile willing(@Nullable String timezone) {
    Profile profile = Profile.EMPTY.with(contact(EMAIL, PHONE, timezone, "DE"));
    for (Channel channel : Channel.values()) {
      for (Purpose purpose : Purpose.values()) {
        profile = profile.with(new Consent(channel, purpose, ConsentState.GRANTED, "test", 0));
      }
    }
    return profile;
  }

  /** A policy from its file: nobody has to agree, and what these lines say. */
  static Policy read(String lines) {
    return RuleLoader.policy(
        """
        policy: policy
        zone: UTC
        consent:
          - {purpose: transactional, rule: opt-out}
          - {purpose: recovery, rule: opt-out}
          - {purpose: marketing, rule: opt-out}
        """
            + lines,
        "policy.yaml",
        1);
  }

  /** Reachable by mail and that phone number, with these attributes, and no zone. */
  static Profile at(String phone, @Nullable String country, Map<String, Object> attributes) {
    Map<String, @Nullable Object> all = new HashMap<>(attributes);
    return Profile.EMPTY.with(contact(EMAIL, phone, null, country)).withAttributes(all);
  }

  /** A message of a flow about products. */
  static SentMessage said(String flow, String step, Channel channel, long at, Long... products) {
    return new SentMessage(
        flow + step + at,
        channel,
        Purpose.RECOVERY,
        flow,
        flow + "-run",
        step,
        null,
        at,
        at + HOUR,
        false,
        List.of(products),
        "",
        null);
  }

  /** The send of a step of a flow about products. */
  static Asker asker(String flow, int priority, String step, Long... products) {
    return new Asker(flow, priority, flow + "-run", step, null, List.of(products), "", List.of());
  }

  static SendRequest request(
      Profile profile, SendLog log, Channel channel, Purpose purpose, long at, Asker asker) {
    SendRequest plain = request(profile, log, channel, purpose, at);
    return new SendRequest(
        plain.shopper(), channel, purpose, plain.commandId(), at, at, false, asker);
  }

  static SentMessage sent(String commandId, Channel channel, Purpose purpose, long at) {
    return new SentMessage(
        commandId, channel, purpose, "flow", "run", "step", null, at, at + HOUR, false);
  }

  static SendRequest mail(Profile profile, SendLog log, long at) {
    return request(profile, log, Channel.EMAIL, Purpose.RECOVERY, at);
  }

  static SendRequest request(
      Profile profile, SendLog log, Channel channel, Purpose purpose, long at) {
    Shopper shopper = Shopper.unseen("s1");
    shopper.profile(profile);
    shopper.sends(log);
    return new SendRequest(shopper, channel, purpose, "this-command", at, at);
  }

  static long at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
  }
}
