package io.beckon.app.health;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two questions of an orchestrator.
 *
 * <ul>
 *   <li><em>Live</em>: would a restart mend it? While state is restored or partitions are handed
 *       over the answer is yes, it lives: a restart would only begin that anew, for ever.
 *   <li><em>Ready</em>: does it do its work? A rolling update goes on when the answer is yes.
 * </ul>
 *
 * @param live all of these must be well for it to live
 * @param ready all of these, and those, for it to be ready
 */
public record Health(List<Component> live, List<Component> ready) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * The answer to a question.
   *
   * @param json {@code status} (UP or DOWN) and {@code checks}, each with name, ok and detail
   */
  public record Answer(boolean isUp, ObjectNode json) {}

  /** Does it live? */
  public Answer isLive() {
    return answer(live);
  }

  /** Is it ready? What does not live is not ready. */
  public Answer isReady() {
    return answer(Stream.concat(live.stream(), ready.stream()).toList());
  }

  private static Answer answer(List<Component> components) {
    ObjectNode json = MAPPER.createObjectNode().put("status", "UP");
    ArrayNode checks = json.putArray("checks");
    boolean up = true;
    for (Component component : components) {
      Check check = ask(component);
      up &= check.isOk();
      checks
          .addObject()
          .put("name", component.name())
          .put("ok", check.isOk())
          .put("detail", check.detail());
    }
    return new Answer(up, up ? json : json.put("status", "DOWN"));
  }

  /** A component that can't even answer is not well. */
  private static Check ask(Component component) {
    try {
      return component.check();
    } catch (RuntimeException e) {
      return Check.failed("could not be asked: " + e);
    }
  }
}
