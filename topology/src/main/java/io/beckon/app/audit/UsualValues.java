package io.beckon.app.audit;

import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Expressions;
import io.beckon.engine.flow.Link;
import io.beckon.engine.flow.Step;
import io.beckon.engine.text.TextRule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as they usually are, where those of a shopper are not known yet. */
final class UsualValues {

  /** An address of the shop, the tags that say where a visit came from, and a small signed cart. */
  private static final int PLAIN_LINK = 40;

  private static final int TAGS = 80;
  private static final int CART = 200;

  private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("firstName", "Alexandra");
    BY_NAME.put("lastName", "Fitzgerald");
    BY_NAME.put("lastProduct", "Organic green tea, 500 g");
    BY_NAME.put(".name", "Organic green tea, 500 g");
    BY_NAME.put("latest", "2026-11-27");
    BY_NAME.put("earliest", "2026-11-27");
    BY_NAME.put("Count", "3");
    BY_NAME.put("quantity", "3");
    BY_NAME.put("currency", "EUR");
    BY_NAME.put("price", "12345");
    BY_NAME.put("value", "12345");
    BY_NAME.put("threshold", "5000");
    BY_NAME.put("order_id", "1234567890");
    BY_NAME.put("tracking", "https://shop.example/track/1234567890");
  }

  private UsualValues() {}

  /** A text with usual values in the place of its placeholders. */
  static String in(String source, Step.Send send, TextRule rule) {
    return Expressions.filled(source, expression -> of(expression, send, rule));
  }

  private static String of(String expression, Step.Send send, TextRule rule) {
    if (expression.contains("message.link")) {
      return "x".repeat(rule.link() == null ? link(send.deepLink()) : rule.link());
    }
    if (expression.contains("message.code")) {
      Step.OfferTerms offer = send.offer();
      Expression code = offer == null ? null : offer.code();
      return code == null ? "ABCDEFGH12" : code.source();
    }
    for (Map.Entry<String, String> usual : BY_NAME.entrySet()) {
      if (expression.contains(usual.getKey())) {
        return usual.getValue();
      }
    }
    return "something.";
  }

  private static int link(@Nullable Link link) {
    return link == null
        ? PLAIN_LINK
        : PLAIN_LINK + (link.tagged() ? TAGS : 0) + (link.restoreFor() == null ? 0 : CART);
  }
}
