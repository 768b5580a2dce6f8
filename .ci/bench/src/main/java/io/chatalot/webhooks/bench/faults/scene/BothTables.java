package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnChatalot;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tables of a Chatalot, which hold the text, and the server's own, which hold the place. */
final class BothTables implements Tables {
  private static final String HOSTED =
      "(SELECT * FROM public.messages WHERE id IN (" + OwnChatalot.hosted() + "))";

  private final OwnChatalot chatalot;

  /**
   * @param database an empty one
   * @param folder gets the public key of the Chatalot
   */
  BothTables(OwnDatabase database, Path folder) {
    chatalot = new OwnChatalot(database, folder);
  }

  @Override
  public Map<String, String> settings(OwnDatabase way) {
    return chatalot.settings(way);
  }

  @Override
  public List<String> webhooks(Node first, int channels, int webhooks) {
    return chatalot.webhooks(first, channels, webhooks);
  }

  @Override
  public String contents() {
    return "SELECT CAST(plaintext AS json) ->> 'content' AS content FROM " + HOSTED + " AS host";
  }

  @Override
  public Map<String, String> contradictions() {
    return Map.of(
        "messages are in one of the two tables alone, or in another channel there",
        """
        SELECT count(*) FROM {hosted} AS host
        FULL JOIN webhooks.message AS ours USING (id, channel_id)
        WHERE host.created_at IS NULL OR ours.created_at IS NULL
        """
            .replace("{hosted}", HOSTED),
        "messages have different times in the two tables",
        """
        SELECT count(*) FROM {hosted} AS host JOIN webhooks.message AS ours USING (id)
        WHERE host.created_at <> ours.created_at
        """
            .replace("{hosted}", HOSTED),
        "messages are not later than the message before them in their channel",
        """
        SELECT count(*) FROM (
          SELECT host.created_at,
            lag(host.created_at) OVER (PARTITION BY ours.channel_id ORDER BY position) AS before
          FROM {hosted} AS host JOIN webhooks.message AS ours USING (id)
        ) AS message
        WHERE created_at <= before
        """
            .replace("{hosted}", HOSTED),
        "messages show Chatalot's client another text than their callers sent",
        """
        SELECT count(*) FROM {hosted} AS host
        WHERE ciphertext <> convert_to(
          '**CI**' || chr(10) || chr(10) || (CAST(plaintext AS json) ->> 'content'), 'UTF8')
        """
            .replace("{hosted}", HOSTED));
  }
}
