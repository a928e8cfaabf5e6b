package io.beckon.schemas;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What every generated record is: it can write and read itself in Avro binary, field by field,
 * without walking its schema. For bytes in the record's own schema only; those of any other schema
 * are for Avro's resolving reader. The generated code stands in {@code src/main/velocity}.
 */
public abstract class DirectRecord extends SpecificRecordBase {
  private static final long serialVersionUID = 1L;

  /** For generated classes. */
  protected DirectRecord() {}

  /**
   * Writes this record.
   *
   * @throws RuntimeException if it breaks its schema
   */
  public abstract void writeTo(DirectWriter out) throws IOException;

  /**
   * Reads a record of this one's class, and leaves this one alone.
   *
   * @throws java.io.EOFException if the bytes end before it does
   * @throws IOException if a number is malformed
   * @throws RuntimeException if the bytes do not follow the schema
   */
  public abstract DirectRecord readAnother(DirectReader in) throws IOException;
}
