package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.engine.policy.Cap.Each;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ShownAd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of a cap a shopper has used.
 *
 * @param cap its name
 * @param of which of its channels, flows or subjects this counts; "" when all count together
 * @param used messages in the window
 * @param max how many there may be; for those who answer it may be another number than for others
 * @param freeAt when there is room again, epoch milliseconds; not later than now: there is
 */
public record CapUse(String cap, String of, long used, int max, long freeAt) {

  /** How many more may leave now. */
  public long left() {
    return Math.max(0, max - used);
  }

  /** The caps that hold for a shopper at a time, epoch milliseconds, in the policy's order. */
  public static List<CapUse> of(Policy policy, Shopper shopper, long at) {
    Policy now = policy.at(at);
    Place place = new Whereabouts().of(now.places(), shopper.profile());
    SendLog log = shopper.sends();
    List<CapUse> uses = new ArrayList<>();
    for (Cap cap : now.caps()) {
      if (!CapsGate.holds(cap.scope(), place, at)) {
        continue;
      }
      Map<String, List<Long>> groups = new TreeMap<>();
      if (cap.each().isEmpty()) {
        groups.put("", new ArrayList<>());
      }
      for (SentMessage sent : log.messages()) {
        if (CapsGate.isCounted(cap, sent)) {
          add(groups, group(cap, now, sent.channel(), sent.flow()), sent.at());
        }
      }
      for (ShownAd ad : log.ads()) {
        if (CapsGate.isCounted(cap, ad)) {
          add(groups, group(cap, now, null, ad.flow()), ad.at());
        }
      }
      int max = CapsGate.max(cap, log, at);
      groups.forEach(
          (group, sentAt) -> {
            long[] times = sentAt.stream().mapToLong(Long::longValue).sorted().toArray();
            CapWindows.Room room =
                CapWindows.room(
                    cap.window(), max, times, CapsGate.completeSince(cap, log), place, at);
            if (group.isEmpty() || room.counted() > 0) {
              uses.add(new CapUse(cap.name(), group, room.counted(), max, room.until()));
            }
          });
    }
    return uses;
  }

  private static void add(Map<String, List<Long>> groups, String group, long at) {
    groups.computeIfAbsent(group, key -> new ArrayList<>()).add(at);
  }

  private static String group(Cap cap, Policy policy, @Nullable Channel channel, String flow) {
    List<String> words = new ArrayList<>();
    if (cap.each().contains(Each.CHANNEL)) {
      words.add(channel == null ? "ads" : channel.name().toLowerCase(Locale.ROOT));
    }
    if (cap.each().contains(Each.FLOW)) {
      words.add(flow);
    }
    if (cap.each().contains(Each.SUBJECT)) {
      words.add(policy.subject(flow));
    }
    return String.join(" ", words);
  }
}
