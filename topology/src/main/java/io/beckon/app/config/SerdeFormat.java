package io.beckon.app.config;

/** How records are written on the contract's topics. */
public enum SerdeFormat {
  /** Avro's single-object encoding: needs no registry. */
  SINGLE_OBJECT,
  /** The wire format of schema registries, by the configured classes. */
  REGISTRY
}
