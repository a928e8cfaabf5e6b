package io.beckon.app.input.segment;

import static io.beckon.app.input.segment.Calls.assertRefused;
import static io.beckon.app.input.segment.Calls.event;
import static io.beckon.app.input.segment.Calls.json;
import static io.beckon.app.input.segment.Calls.payload;
import static io.beckon.app.input.segment.Calls.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.Aliased;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ShopperEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The envelope of a call. */
class SegmentMappingTest {

  private static final String AT = "'timestamp':'2026-01-01T00:00:00Z'";

  @Test
  void shouldTakeTheUserElseTheAnonymousId() {
    assertThat(event("{'type':'page','userId':'u','anonymousId':'a'," + AT + "}").getShopperId())
        .isEqualTo("u");
    assertThat(event("{'type':'page','userId':' ','anonymousId':'a'," + AT + "}").getShopperId())
        .isEqualTo("a");
    assertThat(event("{'type':'page','userId':42," + AT + "}").getShopperId()).isEqualTo("42");
  }

  @Test
  void shouldTakeTheFirstTimeThatIsThere() {
    assertThat(
            event(
                    "{'type':'page','userId':'u','receivedAt':'2026-01-04T00:00:00Z',"
                        + "'sentAt':'2026-01-03T00:00:00Z',"
                        + "'originalTimestamp':'1970-01-01T00:00:01Z'}")
                .getOccurredAt())
        .isEqualTo(1000);
  }

  @Test
  void shouldMakeTheSameIdWhenACallWithoutOneIsReadAgain() {
    String first = "{'type':'page','userId':'u','name':'Home'," + AT + ",'sentAt':'x'}";
    String retried = "{'name':'Home','userId':'u'," + AT + ",'type':'page','sentAt':'y'}";
    String other = "{'type':'page','userId':'u','name':'Sale'," + AT + "}";
    assertThat(event(first).getEventId())
        .isEqualTo(event(retried).getEventId())
        .isNotEqualTo(event(other).getEventId());
  }

  @Test
  void shouldNameTheSource() {
    String call = "{'type':'track','event':'x','userId':'u'," + AT;
    assertThat(event(call + "}").getSource()).isEqualTo("segment");
    String library = ",'context':{'library':{'name':'analytics.js'}}";
    assertThat(event(call + library + "}").getSource()).isEqualTo("analytics.js");
    assertThat(event(call + library + ",'properties':{'source':'pos'}}").getSource())
        .isEqualTo("pos");
  }

  @Test
  void shouldBeHistoricalWhenTheCallSaysSo() {
    assertThat(event(track("x", "{'historical':true}")).getHistorical()).isTrue();
    assertThat(event(track("x", "{'historical':'no'}")).getHistorical()).isFalse();
    String call = "{'type':'identify','userId':'u','traits':{}," + AT + ",'context':";
    assertThat(event(call + "{'historical':true}}").getHistorical()).isTrue();
    assertThat(event(call + "{'beckon':{'historical':'true'}}}").getHistorical()).isTrue();
    assertThat(event(call + "{}}").getHistorical()).isFalse();
  }

  @Test
  void shouldReadPagesAndScreens() {
    PageViewed page =
        payload(
            PageViewed.class,
            "{'type':'page','userId':'u',"
                + AT
                + ",'name':'Home','properties':{'url':'https://shop.example/','title':'Shop'},"
                + "'context':{'page':{'url':'https://other.example/','referrer':'https://r/'}}}");
    assertThat(page.getName()).isEqualTo("Home");
    assertThat(page.getUrl()).isEqualTo("https://shop.example/");
    assertThat(page.getTitle()).isEqualTo("Shop");
    assertThat(page.getReferrer()).isEqualTo("https://r/");
    assertThat(payload(PageViewed.class, "{'type':'screen','userId':'u'," + AT + "}").getName())
        .isNull();
  }

  @Test
  void shouldJoinTwoIdsWhenAliased() {
    ShopperEvent event = event("{'type':'alias','userId':'u','previousId':'a'," + AT + "}");
    assertThat(event.getShopperId()).isEqualTo("u");
    assertThat(((Aliased) event.getPayload()).getPreviousId()).isEqualTo("a");
    assertRefused(Reason.BAD_ALIAS, "{'type':'alias','userId':'u'," + AT + "}");
    assertRefused(Reason.BAD_ALIAS, "{'type':'alias','userId':'u','previousId':'u'," + AT + "}");
  }

  @Test
  void shouldRefuseWhatIsNoCall() {
    assertRefused(Reason.UNKNOWN_CALL, "7");
    assertRefused(Reason.UNKNOWN_CALL, "{}");
    assertRefused(Reason.UNKNOWN_CALL, "{'type':'delete','userId':'u'," + AT + "}");
    assertRefused(Reason.UNSUPPORTED_CALL, "{'type':'group','groupId':'g','userId':'u'}");
    assertRefused(Reason.NO_SHOPPER, "{'type':'page','userId':null," + AT + "}");
    assertRefused(Reason.BAD_ID, "{'type':'page','userId':'" + "é".repeat(129) + "'," + AT + "}");
    assertRefused(
        Reason.BAD_ID,
        "{'type':'page','userId':'u','messageId':'" + "m".repeat(257) + "'," + AT + "}");
    assertRefused(Reason.NO_TIME, "{'type':'page','userId':'u'}");
    assertRefused(Reason.BAD_TIME, "{'type':'page','userId':'u','timestamp':1795293664945}");
    assertRefused(Reason.NO_NAME, "{'type':'track','userId':'u'," + AT + "}");
    assertRefused(Reason.NO_NAME, track("x".repeat(257), "{}"));
  }

  @Test
  void shouldNeverRepeatAValueInARefusal() {
    Mapped mapped =
        new SegmentMapping("USD")
            .map(json("{'type':'page','userId':'jane@example.com','timestamp':'+15555550123'}"));
    assertThat(((Mapped.Refused) mapped).message())
        .doesNotContain("jane", "5555")
        .startsWith("timestamp is no time");
  }

  @Test
  void shouldFindTheCallsOfABatchWithItsContextAndTime() {
    List<JsonNode> calls =
        SegmentJson.calls(
            json(
                "{'batch':[{'type':'page','userId':'u'},"
                    + "{'type':'page','userId':'v','context':{'library':{'name':'own'}},"
                    + AT
                    + "},3],"
                    + "'context':{'library':{'name':'lib'}},'sentAt':'2026-02-01T00:00:00Z'}"));
    assertThat(calls).hasSize(3);
    ShopperEvent first = event(calls.get(0).toString());
    assertThat(first.getSource()).isEqualTo("lib");
    assertThat(first.getOccurredAt()).isEqualTo(1_769_904_000_000L);
    ShopperEvent second = event(calls.get(1).toString());
    assertThat(second.getSource()).isEqualTo("own");
    assertThat(second.getOccurredAt()).isEqualTo(1_767_225_600_000L);
    assertRefused(Reason.UNKNOWN_CALL, calls.get(2).toString());
    assertThat(SegmentJson.calls(json("{'method':'POST','body':{'batch':[{},{}]}}"))).hasSize(2);
    assertThat(SegmentJson.calls(json("[{},{},{}]"))).hasSize(3);
  }

  @Test
  void shouldRefuseAnUnknownDefaultCurrency() {
    assertThatThrownBy(() -> new SegmentMapping("EURO"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default currency is no ISO-4217 currency");
  }
}
