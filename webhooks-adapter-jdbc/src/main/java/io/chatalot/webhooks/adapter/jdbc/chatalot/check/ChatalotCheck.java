package io.chatalot.webhooks.adapter.jdbc.chatalot.check;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares Chatalot's tables and the rights of the connected role with the needs of the stores. It
 * reads PostgreSQL's catalog alone, which every role may read, and changes nothing.
 */
public final class ChatalotCheck {
  /** From this many missing tables on, further details would not help. */
  private static final int FOREIGN = 3;

  private static final int MOST = 20;
  private static final String UNKNOWN = "this Chatalot is not one I know: ";

  /** Types are compared without a schema: a search path without public would show the enum's. */
  private static final String NEEDED =
      "WITH needed (relation, columns, type, rights) AS (VALUES "
          + Needs.COLUMNS
          + """
          ), one AS (
            SELECT relation, col, type, needed_right
            FROM needed, unnest(string_to_array(columns, ' ')) AS col,
              unnest(string_to_array(rights, ' ')) AS needed_right
          ), found AS (
            SELECT one.*, class.oid, attribute.attnum,
              regexp_replace(format_type(attribute.atttypid, NULL), '^public\\.', '') AS actual
            FROM one
            LEFT JOIN pg_class AS class
              ON class.relnamespace = to_regnamespace('public') AND class.relname = relation
            LEFT JOIN pg_attribute AS attribute
              ON attribute.attrelid = class.oid AND attribute.attname = col
                AND NOT attribute.attisdropped
          )
          """;

  private static final String TABLES =
      "SELECT DISTINCT relation FROM found WHERE oid IS NULL ORDER BY relation";

  /** A domain may have a default of its own, for each column of it. */
  private static final String COLUMNS =
      """
      SELECT format('column %s.%s is missing', relation, col) AS problem
      FROM found WHERE oid IS NOT NULL AND attnum IS NULL
      UNION SELECT format('column %s.%s is %s, not %s', relation, col, actual, type)
      FROM found WHERE attnum IS NOT NULL AND actual <> type
      UNION SELECT format('column messages.%s is new and has no default', attname)
      FROM pg_attribute JOIN pg_type AS kind ON kind.oid = atttypid
      WHERE attrelid = (SELECT min(oid) FROM found WHERE relation = 'messages')
        AND attnum > 0 AND NOT attisdropped AND attnotnull AND NOT atthasdef AND attidentity = ''
        AND kind.typdefault IS NULL
        AND attname NOT IN (
          SELECT col FROM found WHERE relation = 'messages' AND needed_right = 'INSERT')
      UNION SELECT format('column messages.%s is NOT NULL', attname)
      FROM pg_attribute
      WHERE attrelid = (SELECT min(oid) FROM found WHERE relation = 'messages')
        AND NOT attisdropped AND attnotnull AND attname IN ('sender_id', 'plaintext', 'expires_at')
      ORDER BY 1
      """;

  private static final String LACKS =
      """
      SELECT format('role %s lacks USAGE on schema public', current_user) AS problem
      WHERE NOT has_schema_privilege('public', 'USAGE')
      UNION SELECT format('role %s lacks %s (%s) on %s', current_user, needed_right, col, relation)
      FROM found WHERE attnum IS NOT NULL AND NOT has_column_privilege(oid, attnum, needed_right)
      UNION SELECT format('row level security is on for table %s, and hides rows', relation)
      FROM found JOIN pg_class AS class ON class.oid = found.oid
      WHERE class.relrowsecurity AND row_security_active(class.oid)
      UNION SELECT format('role %s lacks DELETE on webhooks', current_user)
      FROM found WHERE relation = 'webhooks' AND NOT has_table_privilege(oid, 'DELETE')
      UNION SELECT format('role %s lacks CREATE on schema webhooks', current_user)
      WHERE to_regnamespace('webhooks') IS NOT NULL
        AND NOT has_schema_privilege('webhooks', 'CREATE')
      UNION SELECT format('schema webhooks is missing, and role %s may not create it', current_user)
      WHERE to_regnamespace('webhooks') IS NULL
        AND NOT has_database_privilege(current_database(), 'CREATE')
      ORDER BY 1
      """;

  private static final String EXCEEDS =
      """
      , tables AS (
        SELECT DISTINCT relation, oid FROM found WHERE oid IS NOT NULL
      ), excess (relation, surplus_right, columns) AS (
        SELECT relation, 'SELECT', string_agg(attname, ', ' ORDER BY attname)
        FROM tables JOIN (VALUES
      """
          + Needs.SECRETS
          + """
              ) AS secret (secret_relation, secret_col) ON secret_relation = relation
              JOIN pg_attribute ON attrelid = oid AND attname = secret_col AND NOT attisdropped
            WHERE has_column_privilege(oid, attnum, 'SELECT')
            GROUP BY relation
            UNION ALL
            SELECT relation, write_right, string_agg(attname, ', ' ORDER BY attname)
            FROM tables CROSS JOIN (VALUES ('INSERT'), ('UPDATE')) AS writing (write_right)
              JOIN pg_attribute ON attrelid = oid AND attnum > 0 AND NOT attisdropped
            WHERE has_column_privilege(oid, attnum, write_right)
              AND NOT EXISTS (
                SELECT FROM found
                WHERE found.oid = attrelid AND col = attname AND needed_right = write_right)
            GROUP BY relation, write_right
            UNION ALL
            SELECT relation, table_right, NULL
            FROM tables CROSS JOIN (VALUES ('DELETE'), ('TRUNCATE')) AS emptying (table_right)
            WHERE has_table_privilege(oid, table_right)
              AND NOT (relation = 'webhooks' AND table_right = 'DELETE')
          )
          SELECT format('role %s may %s%s on %s, which it does not need',
            current_user, surplus_right, coalesce(' (' || columns || ')', ''), relation) AS problem
          FROM excess WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
          UNION SELECT format('role %s is a superuser, and needs rights on few columns', current_user)
          FROM pg_roles WHERE rolname = current_user AND rolsuper
          ORDER BY 1
          """;

  private ChatalotCheck() {}

  /**
   * What is wrong, a line each.
   *
   * @param problems prevent the start: tables, columns or rights that are missing; at most {@value
   *     #MOST} lines and one that counts the others
   * @param warnings rights that the stores do not need
   */
  public record Findings(List<String> problems, List<String> warnings) {
    public Findings {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /** Compares the database of this connection. */
  public static Findings of(Database database) {
    List<String> tables = rows(database, TABLES);
    if (tables.size() >= FOREIGN) {
      String missing = "the tables " + String.join(", ", tables) + " are missing";
      return new Findings(List.of(UNKNOWN + missing), List.of());
    }
    var problems = new ArrayList<String>();
    tables.forEach(table -> problems.add(UNKNOWN + "table " + table + " is missing"));
    rows(database, COLUMNS).forEach(column -> problems.add(UNKNOWN + column));
    problems.addAll(rows(database, LACKS));
    return new Findings(shortened(problems), rows(database, EXCEEDS));
  }

  private static List<String> rows(Database database, String select) {
    return database.call(handle -> handle.createQuery(NEEDED + select).mapTo(String.class).list());
  }

  private static List<String> shortened(List<String> problems) {
    if (problems.size() <= MOST) {
      return problems;
    }
    var fewer = new ArrayList<>(problems.subList(0, MOST));
    fewer.add("and " + (problems.size() - MOST) + " more problems of this kind");
    return fewer;
  }
}
