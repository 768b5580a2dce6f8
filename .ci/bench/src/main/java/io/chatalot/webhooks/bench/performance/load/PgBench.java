package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL by itself, on prepared connections: the server's look-up of a webhook and its insert
 * of a message, on copies of the server's own tables with all indexes and rules.
 */
public final class PgBench {
  private static final String TABLES =
      """
      CREATE SCHEMA bench;
      CREATE TABLE bench.webhook (LIKE webhooks.webhook INCLUDING ALL);
      INSERT INTO bench.webhook SELECT * FROM webhooks.webhook;
      CREATE TABLE bench.message (LIKE webhooks.message INCLUDING ALL);
      ANALYZE bench.webhook;
      """;

  private static final String LOOK_UP =
      "SELECT * FROM bench.webhook WHERE token_hash = decode(:hash, 'hex');\n";

  /** Each client has its own counter, so that none waits for another. */
  private static final String INSERT =
      """
      \\set n :n + 1
      \\set position (:run * 1000 + :client_id) * 100000000 + :n
      INSERT INTO bench.message
        (channel_id, position, id, webhook_id, username, avatar_url, content, created_at)
      VALUES (:channel::uuid, :position, lpad(to_hex(:position::bigint), 32, '0')::uuid,
              :webhook::uuid, :username, NULL, :content, now());
      """;

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern FAILED = Pattern.compile("failed transactions: ([0-9]+)");

  private final Programs programs;
  private final Path program;
  private final OwnDatabase database;
  private final Path lookUpAndInsert;
  private final Path insert;
  private int run;

  /**
   * Copies the tables.
   *
   * @param database of a node that has at least one webhook
   */
  public PgBench(Programs programs, Path program, OwnDatabase database, Path folder) {
    this.programs = programs;
    this.program = program;
    this.database = database;
    try {
      this.lookUpAndInsert =
          Files.writeString(folder.resolve("look-up-and-insert.sql"), LOOK_UP + INSERT);
      this.insert = Files.writeString(folder.resolve("insert.sql"), INSERT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.execute(TABLES);
  }

  /** Transactions a second, each a look-up and an insert. */
  public double lookUpAndInsert(int clients, Duration time) {
    return run(lookUpAndInsert, clients, time);
  }

  /** Transactions a second, each the insert of one row. */
  public double insert(int clients, Duration time) {
    return run(insert, clients, time);
  }

  private double run(Path script, int clients, Duration time) {
    run++;
    String webhook = database.value("SELECT id FROM bench.webhook LIMIT 1");
    String where = " FROM bench.webhook WHERE id = '" + webhook + "'";
    List<String> command =
        List.of(
            program.toString(),
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=" + Math.min(clients, 2),
            "--time=" + time.toSeconds(),
            "--file=" + script,
            "--define=n=0",
            "--define=run=" + run,
            "--define=webhook=" + webhook,
            "--define=channel=" + database.value("SELECT channel_id" + where),
            "--define=hash=" + database.value("SELECT encode(token_hash, 'hex')" + where),
            "--define=username=" + Execution.USERNAME,
            "--define=content=" + Execution.CONTENT);
    String said = programs.run(command, database.environment());
    Matcher rate = RATE.matcher(said);
    Matcher failed = FAILED.matcher(said);
    if (!rate.find() || (failed.find() && !failed.group(1).equals("0"))) {
      throw new BenchException("pgbench failed: " + said);
    }
    return Double.parseDouble(rate.group(1));
  }
}
