package io.beckon.schemas;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Attribution;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Contact;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.Measure;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Product;
import io.beckon.contract.RuleDefinition;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopFact;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The records that stand on their own in a topic. */
final class ContractTypes {
  static final List<Class<? extends SpecificRecord>> ALL =
      List.of(
          ShopperEvent.class,
          Product.class,
          ShopFact.class,
          RuleDefinition.class,
          AbandonmentTrigger.class,
          SendCommand.class,
          Decision.class,
          Task.class,
          AudienceChange.class,
          OutcomeEvent.class,
          Attribution.class,
          Measure.class,
          DeadLetter.class,
          Contact.class);

  private static final Map<Long, Class<? extends SpecificRecord>> BY_FINGERPRINT = byFingerprint();

  private ContractTypes() {}

  /** The type whose schema in this release has that fingerprint. */
  static @Nullable Class<? extends SpecificRecord> byFingerprint(long fingerprint) {
    return BY_FINGERPRINT.get(fingerprint);
  }

  /** The type of that name, whichever release wrote it. */
  static @Nullable Class<? extends SpecificRecord> byName(String fullName) {
    for (Class<? extends SpecificRecord> type : ALL) {
      if (type.getName().equals(fullName)) {
        return type;
      }
    }
    return null;
  }

  private static Map<Long, Class<? extends SpecificRecord>> byFingerprint() {
    Map<Long, Class<? extends SpecificRecord>> types = new HashMap<>();
    for (Class<? extends SpecificRecord> type : ALL) {
      Schema schema = SpecificData.getForClass(type).getSchema(type);
      types.put(SchemaNormalization.parsingFingerprint64(schema), type);
    }
    return Map.copyOf(types);
  }
}
