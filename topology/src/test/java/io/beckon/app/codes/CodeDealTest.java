package io.beckon.app.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.app.CommandFailedException;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.code.CodePools;
import io.beckon.streams.Partitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file of codes to the records that add them. */
class CodeDealTest {

  @Test
  void shouldDealEachCodeToThePartitionOfItsKey() {
    List<String> codes = IntStream.range(0, 3_000).mapToObj(i -> "S" + i).toList();

    Map<Integer, List<ShopperEvent>> dealt = CodeDeal.of("summer", codes, 9L, 4, 7L);

    List<String> found = new ArrayList<>();
    dealt.forEach(
        (partition, events) ->
            events.forEach(
                event -> {
                  CodesAdded added = (CodesAdded) event.getPayload();
                  assertThat(added.getValidUntil()).isEqualTo(9L);
                  assertThat(added.getCodes()).hasSizeLessThanOrEqualTo(CodeDeal.IN_A_RECORD);
                  for (String code : added.getCodes()) {
                    byte[] key = CodePools.key("summer", code).getBytes(StandardCharsets.UTF_8);
                    assertThat(Partitions.of(key, 4)).isEqualTo(partition);
                    found.add(code);
                  }
                }));
    assertThat(dealt).hasSize(4);
    assertThat(found).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(CodeDeal.of("summer", codes, 9L, 4, 7L)).isEqualTo(dealt);
  }

  @Test
  void shouldReadEachCodeOnce(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("codes.txt"), " S1 \n\nS2\r\nS1\n");

    assertThat(CodeFile.read(file)).containsExactly("S1", "S2");
  }

  @Test
  void shouldRefuseAFileWithALineThatIsNoCodeAndNotRepeatIt(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("codes.txt"), "S1\nten percent\n");

    assertThatThrownBy(() -> CodeFile.read(file))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("codes.txt:2: this is no code")
        .hasMessageNotContaining("ten percent");
  }
}
