package io.chatalot.webhooks.adapter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class JsonOutlineTest {
  /** The most values that the largest body of any platform can hold. */
  private static final int MANY = 1_700_000;

  @Test
  void ofTheLargestBodyThreeHundredThousandValuesAreKept() {
    String text = "[" + "{},".repeat(MANY) + "0]";
    JsonNode outline = JsonOutline.read(new StringReader(text));
    assertThat(outline.size()).isEqualTo(MANY + 1);
    assertThat(kept(outline)).isBetween(290_000L, 300_000L);
  }

  @Test
  void aLongMemberKeepsHalfAsManySoThatLaterMembersAreKept() {
    String text = "{\"long\":[" + "[],".repeat(MANY) + "0],\"after\":\"here\"}";
    JsonNode outline = JsonOutline.read(new StringReader(text));
    assertThat(outline.path("long").size()).isEqualTo(MANY + 1);
    assertThat(kept(outline.path("long"))).isBetween(140_000L, 150_000L);
    assertThat(outline.path("after").asText()).isEqualTo("here");
  }

  @Test
  void keysInAnyNumberAreBoundedToo() {
    var text = new StringBuilder("{\"deep\":{");
    for (int i = 0; i < 400_000; i++) {
      text.append('"').append(i).append("\":{},");
    }
    JsonNode outline = JsonOutline.read(new StringReader(text.append("\"end\":0}}").toString()));
    assertThat(outline.path("deep").size()).isBetween(140_000, 150_000);
  }

  private static long kept(JsonNode array) {
    long kept = 0;
    for (JsonNode item : array) {
      kept += item.isNull() ? 0 : 1;
    }
    return kept;
  }
}
