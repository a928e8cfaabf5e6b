package io.beckon.app.doctor;

import io.beckon.app.config.SerdeConfig;
import io.beckon.app.config.TopicsConfig;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;

/** Can the registry be reached, and do its schemas and ours go together? */
final class RegistryCheck {

  /** What findings are about that are not of one subject. */
  static final String URL = "registry.url";

  private static final List<String> AUTOMATIC =
      List.of("apicurio.registry.auto-register", "auto.register.schemas");

  private final SerdeConfig serde;
  private final RegistryAnswers registry;
  private final List<Finding> findings = new ArrayList<>();

  private RegistryCheck(SerdeConfig serde) {
    this.serde = serde;
    this.registry = new RegistryAnswers(serde);
  }

  static List<Finding> of(SerdeConfig serde, TopicsConfig topics) {
    Optional<Login> login = Login.of(serde);
    if (login.isPresent() && login.get().header() == null) {
      return List.of(
          Finding.advice(
              URL,
              "the login that the registry. keys describe is of a kind that is not tried here, so the"
                  + " registry was not asked.",
              "Start the application: it says at once what the registry refuses."));
    }
    RegistryCheck check = new RegistryCheck(serde);
    try {
      for (Map.Entry<String, Schema> topic : ofTopics(topics).entrySet()) {
        check.subject(topic.getKey(), topic.getValue());
      }
    } catch (RegistryAnswers.Refused e) {
      check.findings.add(refused(e.status()));
    } catch (IOException | IllegalArgumentException e) {
      check.findings.add(
          Finding.error(
              URL,
              "the registry gives no answer: "
                  + e.getClass().getSimpleName()
                  + " "
                  + e.getMessage(),
              "Is it running, and is registry.url its address, as seen from here?"));
    }
    return check.findings;
  }

  private static Finding refused(int status) {
    return status == 401 || status == 403
        ? Finding.error(
            URL,
            "the registry refuses the login (HTTP " + status + ").",
            "See the keys that begin with registry.: basic.auth.user.info, or"
                + " apicurio.registry.auth.username and .password.")
        : Finding.error(
            URL,
            "the registry answers with HTTP " + status + ".",
            "Look at its log; is registry.url the address of its REST interface?");
  }

  /** Record type of each topic's values. */
  static Map<String, Schema> ofTopics(TopicsConfig topics) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(topics.shopperEvents(), ShopperEvent.getClassSchema());
    schemas.put(topics.products(), Product.getClassSchema());
    schemas.put(topics.shopFacts(), ShopFact.getClassSchema());
    schemas.put(topics.flows(), RuleDefinition.getClassSchema());
    schemas.put(topics.abandonmentTriggers(), AbandonmentTrigger.getClassSchema());
    schemas.put(topics.sendCommands(), SendCommand.getClassSchema());
    schemas.put(topics.decisions(), Decision.getClassSchema());
    schemas.put(topics.tasks(), Task.getClassSchema());
    schemas.put(topics.audienceChanges(), AudienceChange.getClassSchema());
    schemas.put(topics.deadLetters(), DeadLetter.getClassSchema());
    schemas.put(topics.contacts(), Contact.getClassSchema());
    schemas.put(topics.outcomes(), OutcomeEvent.getClassSchema());
    schemas.put(topics.attributions(), Attribution.getClassSchema());
    schemas.put(topics.measures(), Measure.getClassSchema());
    return schemas;
  }

  private void subject(String topic, Schema ours) throws IOException {
    String subject = topic + "-value";
    Optional<Schema> latest;
    try {
      latest = registry.latest(subject);
    } catch (AvroRuntimeException e) {
      findings.add(
          Finding.error(
              subject,
              "its latest schema is not one that can be read: " + e.getMessage(),
              "Another kind of schema was filed under the topic's name: use topic names of your own"
                  + " (topics.), or another registry."));
      return;
    }
    if (latest.isEmpty()) {
      if (AUTOMATIC.stream().anyMatch(key -> "false".equals(serde.registry().values().get(key)))) {
        findings.add(
            Finding.error(
                subject,
                "no schema is filed, and the serializer may not file one: what is written to "
                    + topic
                    + " fails.",
                "File "
                    + ours.getFullName()
                    + " (schemas/src/main/avro/contract), or let it be filed"
                    + " (registry."
                    + AUTOMATIC.get(0)
                    + "=true)."));
      }
      return;
    }
    compare(subject, latest.get(), ours);
  }

  private void compare(String subject, Schema theirs, Schema ours) throws IOException {
    if (SchemaNormalization.toParsingForm(theirs).equals(SchemaNormalization.toParsingForm(ours))) {
      return;
    }
    if (!reads(ours, theirs)) {
      findings.add(
          Finding.error(
              subject,
              "records of its latest schema can't be read by this version of Beckon: they go to the"
                  + " dead letters.",
              "Change the producer to "
                  + ours.getFullName()
                  + " of this version; fields may be added"
                  + " with defaults, none may change its meaning."));
    } else if (!registry.takes(subject, ours)) {
      findings.add(
          Finding.error(
              subject,
              "the registry's rule of compatibility forbids "
                  + ours.getFullName()
                  + " of this version: it"
                  + " refuses to file it, and nothing can be written with it.",
              "Set the subject's rule to BACKWARD, and upgrade who reads before who writes."));
    }
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}
