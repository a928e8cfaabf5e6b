package io.beckon.engine;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.reply.Replies;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import org.jspecify.annotations.Nullable;

/** Reads what a shopper wrote back, before anything is made of it. */
final class Replied {

  private Replied() {}

  /**
   * The event, with what was found out if it is a reply: what it is about, where nobody told, and
   * the channel of the message that it answers.
   */
  static ShopperEvent understood(Shopper shopper, ShopperEvent event, Replies replies) {
    if (!replies.read()
        || !(event.getPayload() instanceof MessageFeedback reply)
        || reply.getKind() != FeedbackKind.REPLIED) {
      return event;
    }
    Channel channel = channel(shopper, reply);
    String topic = reply.getTopic();
    if (topic == null || topic.isBlank()) {
      String language = shopper.profile().contact().language();
      topic = replies.topic(channel == null ? Channel.UNKNOWN : channel, reply.getText(), language);
    }
    return ShopperEvent.newBuilder(event)
        .setPayload(MessageFeedback.newBuilder(reply).setChannel(channel).setTopic(topic).build())
        .build();
  }

  private static @Nullable Channel channel(Shopper shopper, MessageFeedback reply) {
    String commandId = reply.getCommandId();
    SentMessage message = commandId == null ? null : shopper.sends().find(commandId);
    return message == null ? reply.getChannel() : message.channel();
  }
}
