package io.beckon.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.contract.Channel;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OutcomeJsonProperties {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Property
  void shouldReadWhatItWroteWhenAMessageWasTouched(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long at,
      @ForAll TouchKind kind,
      @ForAll Channel channel,
      @ForAll String text,
      @ForAll boolean known)
      throws IOException {
    Touched touch =
        Touched.newBuilder()
            .setKind(kind)
            .setChannel(channel)
            .setPurpose(Purpose.RECOVERY)
            .setCommandId(known ? text : null)
            .setFlow(known ? text : null)
            .setSentAt(known ? at : null)
            .setCategories(List.of(text, "b"))
            .build();
    sameAfterwards(new OutcomeEvent(at, at, text, known, List.of(text), touch, List.of(), text));
  }

  @Property
  void shouldReadWhatItWroteWhenAnOrderWasSeen(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long at,
      @ForAll long value,
      @ForAll String text,
      @ForAll boolean known)
      throws IOException {
    OrderSeen order =
        OrderSeen.newBuilder()
            .setOrderId(text)
            .setValue(known ? value : null)
            .setOrdinal(3)
            .setLines(List.of(new OrderLine(text, known ? text : null, 2, known ? value : null)))
            .build();
    sameAfterwards(new OutcomeEvent(at, at, text, false, List.of(), order, List.of(), null));
    sameAfterwards(
        new OutcomeEvent(at, at, "", false, List.of(), new TimeMark(7), List.of(), null));
  }

  private static void sameAfterwards(OutcomeEvent outcome) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      OutcomeJson.fields(json, outcome);
      json.writeEndObject();
    }
    assertThat(OutcomeJson.read(JSON.readTree(line.toString()))).isEqualTo(outcome);
  }
}
