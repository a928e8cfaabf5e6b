package io.beckon.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;

/** Schemas that others publish for what is written here. */
final class Schemas {

  /** Kinds of which Kubernetes' own types know nothing, and who defines them. */
  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "ScaledObject", "keda.sh_scaledobjects.yaml",
          "KafkaTopic", "043-Crd-kafkatopic.yaml",
          "KafkaUser", "044-Crd-kafkauser.yaml",
          "ServiceMonitor", "monitoring.coreos.com_servicemonitors.yaml",
          "PrometheusRule", "monitoring.coreos.com_prometheusrules.yaml");

  private Schemas() {}

  /** What a compose file says that the specification does not know. */
  static List<String> faultsOfCompose(JsonNode compose) {
    ObjectNode schema = (ObjectNode) Project.yaml(Project.resource("schemas/compose-spec.json"));
    schema.remove("$id"); // no address, which the validator wants it to be
    return faults(schema.toString(), compose);
  }

  static boolean knows(String kind) {
    return DEFINITIONS.containsKey(kind);
  }

  /** What a custom resource says that its definition does not know; each field counts. */
  static List<String> faultsOfCustom(JsonNode object) {
    String file = DEFINITIONS.get(object.get("kind").asText());
    JsonNode definition = Project.yaml(Project.resource("schemas/" + file)).get("spec");
    String group = definition.get("group").asText();
    for (JsonNode version : definition.get("versions")) {
      String apiVersion = group + "/" + version.get("name").asText();
      if (object.get("apiVersion").asText().equals(apiVersion)) {
        JsonNode schema = strict(version.get("schema").get("openAPIV3Schema").deepCopy(), true);
        return faults(schema.toString(), object);
      }
    }
    return List.of("no version " + object.get("apiVersion").asText() + " in " + file);
  }

  private static List<String> faults(String schema, JsonNode instance) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    Schema read = registry.getSchema(schema, InputFormat.JSON);
    return read.validate(instance.toString(), InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }

  /** The API server drops fields that a definition does not name; here they are faults. */
  private static JsonNode strict(JsonNode schema, boolean top) {
    if (schema instanceof ObjectNode object) {
      object.remove("default");
      object.remove("format");
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove("type");
      }
      if (object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        object.put("additionalProperties", false);
        ObjectNode properties = (ObjectNode) object.get("properties");
        if (top) {
          properties.putObject("metadata"); // Kubernetes' own
          properties.putObject("apiVersion");
          properties.putObject("kind");
        }
      }
    }
    schema.forEach(child -> strict(child, false));
    return schema;
  }
}
