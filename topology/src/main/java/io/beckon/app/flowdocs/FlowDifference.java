package io.beckon.app.flowdocs;

import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one version of a flow does otherwise than another: what it means, not how it is written. */
public final class FlowDifference {

  private FlowDifference() {}

  /**
   * Lines that begin with {@code +} (only the second has it), {@code -} (only the first) or {@code
   * ~} (both, differently), each with where and what; empty when both do the same.
   */
  public static List<String> between(Flow before, Flow after) {
    Map<String, String> left = flat(before);
    Map<String, String> right = flat(after);
    Set<String> places = new LinkedHashSet<>(left.keySet());
    places.addAll(right.keySet());
    List<String> lines = new ArrayList<>();
    for (String place : places) {
      String was = left.get(place);
      String is = right.get(place);
      if (was == null) {
        lines.add("+ " + place + ": " + is);
      } else if (is == null) {
        lines.add("- " + place + ": " + was);
      } else if (!was.equals(is)) {
        lines.add("~ " + place + ": " + was + " -> " + is);
      }
    }
    return lines;
  }

  private static Map<String, String> flat(Flow flow) {
    Map<String, String> flat = new LinkedHashMap<>();
    flat.put("title", flow.title());
    flat.put("priority", Integer.toString(flow.priority()));
    flat.put("purpose", flow.purpose().name());
    flat.put("goal", FlowWords.goal(flow));
    flat.put("trigger", FlowWords.trigger(flow));
    flat.put("entry", FlowWords.audience(flow));
    flat.put("exit", FlowWords.ends(flow));
    flat.put("order", order(flow.steps()));
    for (Step step : FlowSteps.all(flow.steps())) {
      String place = "step " + step.id();
      flat.put(place, FlowWords.step(step));
      if (step instanceof Step.Send send) {
        message(flat, place, send);
        send.fallback().forEach(other -> message(flat, place + "." + other.channel(), other));
      } else if (step instanceof Step.Split split) {
        split.arms().forEach(arm -> flat.put(place + "." + arm.id(), FlowWords.share(split, arm)));
      }
    }
    return flat;
  }

  private static void message(Map<String, String> flat, String place, Step.Send send) {
    for (Map.Entry<String, Expression> value : send.data().entrySet()) {
      flat.put(place + ".data." + value.getKey(), value.getValue().toString());
    }
    if (send.text() != null) {
      flat.put(place + ".text", send.text().source());
    }
    if (send.purpose() != null) {
      flat.put(place + ".purpose", send.purpose().name());
    }
    if (send.offer() != null) {
      flat.put(place + ".offer", FlowWords.offer(send.offer()));
    }
    if (send.suggest() != null) {
      flat.put(place + ".suggest", FlowWords.suggest(send.suggest()));
    }
    if (send.answers() != null) {
      flat.put(place + ".answers", send.answers().name());
    }
    if (send.deepLink() != null) {
      flat.put(place + ".deepLink", send.deepLink().source());
    }
    flat.put(place + ".stock", send.stock().word());
    flat.put(place + ".sendBy", FlowWords.duration(send.sendBy()));
    String skip = FlowWords.skip(send.skip());
    if (!skip.isEmpty()) {
      flat.put(place + ".unless", skip);
    }
  }

  /** Which step follows which, with those below a step in brackets. */
  private static String order(List<Step> steps) {
    List<String> ids = new ArrayList<>();
    for (Step step : steps) {
      StringBuilder id = new StringBuilder(step.id());
      for (FlowSteps.Way way : FlowSteps.ways(step)) {
        id.append('[').append(order(way.steps())).append(']');
      }
      ids.add(id.toString());
    }
    return String.join(" ", ids);
  }
}
