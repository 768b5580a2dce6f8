package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import java.util.List;
import java.util.Map;

/** The tables that hold the messages of a scene. */
interface Tables {
  /**
   * The settings of a node on these tables.
   *
   * @param way the way to the database
   */
  Map<String, String> settings(OwnDatabase way);

  /**
   * Creates channels, and webhooks spread over them.
   *
   * @param first the first node
   * @return the tokens of the webhooks
   */
  List<String> webhooks(Node first, int channels, int webhooks);

  /** A query of all messages' contents, in the column {@code content}. */
  String contents();

  /** For each contradiction, in words after a number, a query of the number: 0 in good order. */
  Map<String, String> contradictions();
}
