package io.beckon.app.replay;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of JSON objects, one a line. */
final class NdjsonFile implements Closeable {

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields of one object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private final JsonGenerator json;

  NdjsonFile(Path path) throws IOException {
    json = JSON.createGenerator(Files.newOutputStream(path), JsonEncoding.UTF8);
    json.setRootValueSeparator(new SerializedString(""));
  }

  void line(Fields fields) throws IOException {
    json.writeStartObject();
    fields.write(json);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
