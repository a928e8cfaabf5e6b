package io.beckon.demo.shop;

import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Purpose;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.schemas.ContractTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shops for tests, open for two days. */
final class Shops {

  static final long START = Instant.parse("2026-11-27T06:00:00Z").toEpochMilli();
  static final long END = START + Duration.ofDays(2).toMillis();

  static {
    ContractTrust.grant(); // a command has defaults, and Avro reads classes out of these
  }

  private Shops() {}

  static Shop open(long seed, int shoppers) {
    return new Shop(seed, shoppers, START, END);
  }

  /** All that happens in a shop of which nobody gets a message. */
  static List<Report> reports(long seed, int shoppers) {
    return rest(open(seed, shoppers));
  }

  static List<Report> rest(Shop shop) {
    List<Report> reports = new ArrayList<>();
    for (Report next = shop.next(Long.MAX_VALUE); next != null; next = shop.next(Long.MAX_VALUE)) {
      reports.add(next);
    }
    return reports;
  }

  static SendCommand mail(String shopperId, int number) {
    return SendCommand.newBuilder()
        .setCommandId("command-" + number)
        .setAction(CommandAction.SEND)
        .setShopperId(shopperId)
        .setChannel(Channel.EMAIL)
        .setPurpose(Purpose.RECOVERY)
        .setFlow("cart-recovery")
        .setFlowVersion(1)
        .setRunId("run-" + number)
        .setStep("reminder")
        .setAt(START)
        .setSendBy(END)
        .setPriority(70)
        .setTemplate("cart-reminder")
        .setRecipient(Recipient.newBuilder().build())
        .setData(Map.of())
        .setItems(List.of())
        .build();
  }
}
