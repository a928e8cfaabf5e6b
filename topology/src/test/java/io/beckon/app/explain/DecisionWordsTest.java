package io.beckon.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision is said to be. */
class DecisionWordsTest {

  private static final Account NOBODY = new Account("ann", null, List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"step\":\"ad\",\"reason\":\"AUDIENCE_JOINED\"|went on after 'ad', because the shopper was",
        "\"reason\":\"AUDIENCE_LEFT\"|goes on, because the shopper was taken out of the audience"
      })
  void shouldNameTheStepOnlyWhereThereIsOne(String fields, String said)
      throws JsonProcessingException {
    String json = "{\"outcome\":\"CONTINUED\",\"flow\":\"f\",\"flowVersion\":1," + fields + "}";

    assertThat(DecisionWords.sentence(new JsonMapper().readTree(json), NOBODY))
        .startsWith("f@1 " + said);
  }
}
