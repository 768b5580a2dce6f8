package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.append.Append;
import io.chatalot.webhooks.adapter.jdbc.database.BusyException;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores batches such that a channel that Chatalot has locked, for example while it deletes the
 * channel, delays the messages of other channels at most once. A batch that gives up is stored
 * channel by channel. The messages of a channel that then still is locked are refused, and those
 * that follow within the next seconds without a wait. For one thread at a time.
 */
final class HostedAppend {
  private static final Logger LOG = LoggerFactory.getLogger(HostedAppend.class);

  /** More channels are not waited for, since all callers wait meanwhile. */
  private static final int MOST_LOCKED = 3;

  /** The first try may have waited for a batch of another node that gives up itself. */
  private static final int TRIES_ALONE = 2;

  /** Each try that fails found another channel or account deleted meanwhile. */
  private static final int TRIES_WITHOUT_PARENT = 5;

  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final Append append;
  private final BusyChannels busy;

  HostedAppend(Optional<UUID> sender, LongSupplier nanoTime) {
    append = new Append(HostedText.of(sender), HostedText.FIRST_USES);
    busy = new BusyChannels(nanoTime);
  }

  void check(Database database) {
    append.check(database);
  }

  /** Stores messages with different keys, and returns the answers in their order. */
  List<Appended> execute(Database database, List<NewMessage> batch) {
    var answers = new Appended[batch.size()];
    var together = new ArrayList<Integer>();
    var alone = new ArrayList<List<Integer>>();
    for (List<Integer> places : byChannel(batch)) {
      ChannelId channel = channel(batch, places);
      if (busy.isLocked(channel)) {
        places.forEach(place -> answers[place] = Appended.busy());
      } else if (busy.isSuspect(channel)) {
        alone.add(places);
      } else {
        together.addAll(places);
      }
    }
    together.sort(null);
    if (!isStored(database, batch, together, answers)) {
      alone.addAll(0, byChannel(batch, together));
    }
    int locked = 0;
    for (List<Integer> places : alone) {
      if (locked == MOST_LOCKED) {
        places.forEach(place -> answers[place] = Appended.busy());
      } else if (!isStoredAlone(database, batch, places, answers)) {
        locked++;
      }
    }
    return Arrays.asList(answers);
  }

  private boolean isStored(
      Database database, List<NewMessage> batch, List<Integer> places, Appended[] answers) {
    if (!places.isEmpty()) {
      try {
        store(database.trying(1), batch, places, answers);
      } catch (BusyException locked) {
        return false;
      }
    }
    return true;
  }

  /** Refuses the messages where they cannot be stored; returns whether the channel was free. */
  private boolean isStoredAlone(
      Database database, List<NewMessage> batch, List<Integer> places, Appended[] answers) {
    ChannelId channel = channel(batch, places);
    try {
      store(database.trying(TRIES_ALONE), batch, places, answers);
      busy.free(channel);
      return true;
    } catch (BusyException locked) {
      busy.note(channel);
      places.forEach(place -> answers[place] = Appended.busy());
      return false;
    } catch (RuntimeException failed) {
      if (Stream.of(answers).allMatch(there -> there == null || isRefused(there))) {
        throw failed;
      }
      // A failure of the whole batch would make callers send again what is stored.
      LOG.warn("Some messages of a batch are refused, after others were stored", failed);
      places.forEach(place -> answers[place] = Appended.busy());
      return true;
    }
  }

  private static boolean isRefused(Appended answer) {
    return answer.outcome() != Outcome.STORED;
  }

  private void store(
      Database database, List<NewMessage> batch, List<Integer> places, Appended[] answers) {
    List<NewMessage> part = places.stream().map(batch::get).toList();
    List<Appended> stored = withParents(() -> append.execute(database, part));
    for (int i = 0; i < places.size(); i++) {
      answers[places.get(i)] = stored.get(i);
    }
  }

  /** Chatalot may delete the channel or the sender's account while the work waits. */
  static <T> T withParents(Supplier<T> work) {
    for (int left = TRIES_WITHOUT_PARENT - 1; left > 0; left--) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!isWithoutParent(e)) {
          throw e;
        }
      }
    }
    return work.get();
  }

  private static boolean isWithoutParent(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static ChannelId channel(List<NewMessage> batch, List<Integer> places) {
    return batch.get(places.get(0)).message().channelId();
  }

  /** The places in the batch, by channel. */
  private static List<List<Integer>> byChannel(List<NewMessage> batch) {
    var all = new ArrayList<Integer>();
    for (int place = 0; place < batch.size(); place++) {
      all.add(place);
    }
    return byChannel(batch, all);
  }

  private static List<List<Integer>> byChannel(List<NewMessage> batch, List<Integer> places) {
    Map<ChannelId, List<Integer>> channels = new LinkedHashMap<>();
    for (Integer place : places) {
      channels
          .computeIfAbsent(batch.get(place).message().channelId(), key -> new ArrayList<>())
          .add(place);
    }
    return List.copyOf(channels.values());
  }
}
