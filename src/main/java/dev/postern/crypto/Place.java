package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/// Where an envelope is kept. It opens there and nowhere else.
public record Place(String table, String column, UUID tenant, String row) {
  /// Each part behind its length, so that no two places read the same.
  byte[] associatedData() {
    var data = new ByteArrayOutputStream();
    for (var part : List.of(table, column, tenant.toString(), row)) {
      var bytes = part.getBytes(UTF_8);
      data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      data.writeBytes(bytes);
    }
    return data.toByteArray();
  }

  @Override
  public String toString() {
    return "%s.%s of row %s (tenant %s)".formatted(table, column, row, tenant);
  }
}
