package io.chatalot.webhooks.page;

import java.util.List;

/** Messages with every kind of content. */
final class Samples {
  static final String CODE =
      "Build **#142** failed in `checkout`:\n"
          + "```\n"
          + "java.lang.AssertionError: expected 200 but the answer was 503 Service Unavailable,"
          + " twice\n"
          + "```";

  static final String TABLE =
      "| region | latency | errors | saturation | note |\n"
          + "|---|---:|---:|---:|---|\n"
          + "| eu-west | 41 ms | 0.01 % | 38 % | calm |\n"
          + "| us-east | 212 ms | 1.80 % | 91 % | page sent |";

  static final String RICH =
      "# Deployed\n\n"
          + "## 2.1.0\n\n"
          + "- fast\n"
          + "- ~~slow~~\n"
          + "  1. nested\n\n"
          + "> Quoted from the *runbook*\n\n"
          + "---\n\n"
          + "[The log](https://ci.example/log) and ![the chart](https://ci.example/chart.png)";

  static final String LONG_WORD = "W".repeat(300) + " https://example.com/" + "path/".repeat(40);

  static final String LONG = "A line that is one of many.\n\n".repeat(60);

  static final String RIGHT_TO_LEFT =
      "نُشر الإصدار **2.1.0** بنجاح على `eu-west`.\n\n- سريع\n- آمن\n\n> اقتباس من الدليل";

  static final List<String> ALL =
      List.of("A word", RICH, CODE, TABLE, RIGHT_TO_LEFT, LONG_WORD, LONG);

  private Samples() {}
}
