package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.Item;
import io.beckon.contract.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was released.
 *
 * @param at time of the release, epoch milliseconds
 * @param sendBy the sender's last moment, epoch milliseconds
 * @param settled a sender has reported on it, or it was cancelled: it can't be called back any more
 * @param products the products it was about, as {@link #products(List)} tells them
 * @param template the sender's template; "" when an earlier release of Beckon sent it
 * @param response what the shopper did with it; null: nothing that we know of
 * @param sentBy what sent it, and where to
 */
public record SentMessage(
    String commandId,
    Channel channel,
    Purpose purpose,
    String flow,
    String runId,
    String step,
    @Nullable String variant,
    long at,
    long sendBy,
    boolean settled,
    List<Long> products,
    String template,
    @Nullable Response response,
    SentBy sentBy) {

  /** How many products of a message are remembered. */
  public static final int MAX_PRODUCTS = 50;

  public SentMessage {
    products = List.copyOf(products);
  }

  /** A message about no product, of which neither template nor response is known. */
  public SentMessage(
      String commandId,
      Channel channel,
      Purpose purpose,
      String flow,
      String runId,
      String step,
      @Nullable String variant,
      long at,
      long sendBy,
      boolean settled) {
    this(
        commandId, channel, purpose, flow, runId, step, variant, at, sendBy, settled, List.of(), "",
        null);
  }

  /** A message of which nobody knows what sent it. */
  public SentMessage(
      String commandId,
      Channel channel,
      Purpose purpose,
      String flow,
      String runId,
      String step,
      @Nullable String variant,
      long at,
      long sendBy,
      boolean settled,
      List<Long> products,
      String template,
      @Nullable Response response) {
    this(
        commandId,
        channel,
        purpose,
        flow,
        runId,
        step,
        variant,
        at,
        sendBy,
        settled,
        products,
        template,
        response,
        SentBy.UNKNOWN);
  }

  /** Hashes of the ids of the products of these lines, each once, rising; bounded by number. */
  public static List<Long> products(List<Item> items) {
    List<Long> hashes = new ArrayList<>(Math.min(items.size(), MAX_PRODUCTS));
    for (Item item : items) {
      Long hash = RecentIds.hash(item.getProductId());
      if (hashes.size() < MAX_PRODUCTS && !hashes.contains(hash)) {
        hashes.add(hash);
      }
    }
    Collections.sort(hashes);
    return List.copyOf(hashes);
  }

  /** The hash of what makes a message look the same to a shopper: its template and variant. */
  public static long variation(String template, @Nullable String variant) {
    return RecentIds.hash(variant == null ? template : template + '\n' + variant);
  }

  /** Its own variation. */
  long variation() {
    return variation(template, variant);
  }

  /** The same message, reported on or cancelled. */
  public SentMessage asSettled() {
    return settled ? this : with(true, response);
  }

  /** The same message with what another copy of it knows too. */
  SentMessage joined(SentMessage copy) {
    return with(settled || copy.settled, response == null ? copy.response : response);
  }

  /** The same message with what the shopper did with it. */
  public SentMessage answered(Response what) {
    return with(settled, what);
  }

  /** What the shopper did with it, as far as we know. */
  public Response answer() {
    return response == null ? Response.NONE : response;
  }

  private SentMessage with(boolean nowSettled, @Nullable Response nowResponse) {
    return new SentMessage(
        commandId,
        channel,
        purpose,
        flow,
        runId,
        step,
        variant,
        at,
        sendBy,
        nowSettled,
        products,
        template,
        nowResponse,
        sentBy);
  }
}
