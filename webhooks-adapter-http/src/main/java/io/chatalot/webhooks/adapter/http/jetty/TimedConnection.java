package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection whose client has to get to the point. Jetty bounds the time between two bytes, and
 * the bytes of all headers together; here the time of all headers together is bounded, their
 * number, and what those of all connections take of the heap.
 */
public class TimedConnection extends HttpConnection {
  /** From the opening to the first byte, and from that to the end of the headers. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What a line takes of the heap beside its bytes, and those as wide characters. */
  private static final int BYTES_A_LINE = 160;

  private static final int BYTES_A_CHARACTER = 2;

  private static final Logger LOG = LoggerFactory.getLogger(TimedConnection.class);

  private final Connections all;
  private final String client;
  private final RequestMemory memory;
  private final RequestMemory.Part part = new RequestMemory.Part(this::mayBeCutOff, this::cutOff);
  private volatile Phase phase = Phase.OPENED;
  private volatile long since = System.nanoTime();
  private volatile boolean kept;
  private final AtomicBoolean leaving = new AtomicBoolean();

  /** Whether a request has too many lines or bytes of headers, those of its body included. */
  private boolean tooLargeHeaders;

  /** Set by the constructor of the superclass, and so not to be initialized here. */
  private RequestHandler handler;

  /**
   * @param memory of all requests
   */
  TimedConnection(
      HttpConfiguration http,
      Connector connector,
      EndPoint endPoint,
      Connections all,
      RequestMemory memory) {
    super(http, connector, endPoint);
    this.all = all;
    this.client = ClientAddress.limited(endPoint.getRemoteSocketAddress());
    this.memory = memory;
  }

  /** What the client is expected to do. */
  private enum Phase {
    /** Nothing has come yet, or only parts of TLS's handshake. */
    OPENED,
    /** Something has come, and the headers are not complete. */
    HEADERS,
    /** The request is being handled; its body may be coming. */
    AT_WORK,
    /** The last request is answered. */
    IDLE
  }

  @Override
  protected final RequestHandler newRequestHandler() {
    handler = newCountingHandler();
    return handler;
  }

  /** Called by the constructor of the superclass. */
  CountingHandler newCountingHandler() {
    return new CountingHandler();
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    var parser = new CountingParser(handler, getHttpConfiguration(), compliance);
    parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
    parser.setHeaderCacheCaseSensitive(getHttpConfiguration().isHeaderCacheCaseSensitive());
    return parser;
  }

  @Override
  public void onOpen() {
    all.opened(this);
    super.onOpen();
  }

  @Override
  public void onClose(Throwable cause) {
    if (cause instanceof Error) {
      // A client that goes away is nothing to tell of; this is, and Jetty does not.
      LOG.error("A connection is cut off", cause);
    }
    super.onClose(cause);
    memory.release(part);
    all.closed(this);
  }

  /** What is wrong with a body of which no more can be read: its trailers, perhaps. */
  public static Problem whyBroken(Request request) {
    boolean tooLargeTrailers =
        request.getConnectionMetaData() instanceof TimedConnection connection
            && connection.tooLargeHeaders;
    return tooLargeTrailers ? Problem.headersTooLarge() : Problem.bodyBreaksOff();
  }

  /** Who opened it: an address, or a network of IPv6. */
  String client() {
    return client;
  }

  /** For {@link Connections}: whether it is being ended to make room. */
  AtomicBoolean isLeaving() {
    return leaving;
  }

  boolean isLate(long now) {
    Phase is = phase;
    return (is == Phase.OPENED || is == Phase.HEADERS) && now - since > PATIENCE.toNanos();
  }

  /** For how much of the time that it may wait for its client it has; 0 if it does not wait. */
  double waited(long now) {
    return switch (phase) {
      case AT_WORK -> Stall.waited(getEndPoint(), now - since);
      case IDLE -> (now - since) / 1e6 / Math.max(1, getEndPoint().getIdleTimeout());
      case OPENED, HEADERS -> (double) (now - since) / PATIENCE.toNanos();
    };
  }

  /**
   * Ends it, unless it does not wait for its client at the moment. Callable by any thread.
   *
   * @return whether it was ended
   */
  boolean end(ConnectionEnd why) {
    var ending = new Ending(why, since);
    if (phase == Phase.AT_WORK) {
      ending.happened = Stall.end(getEndPoint(), ending);
    } else if (getEndPoint() instanceof AbstractEndPoint) {
      // Only a connection for which nobody reads is waiting here, and so nobody else is at it.
      ((AbstractEndPoint) getEndPoint()).getFillInterest().onFail(ending);
    }
    return ending.happened;
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    if (!(cause instanceof Ending ending)) {
      super.onFillInterestedFailed(cause);
    } else if (ending.since != since) {
      // A request has come and gone meanwhile.
      fillInterested();
    } else {
      ending.happened = true;
      boolean late = ending.why != ConnectionEnd.DISPLACED;
      if (phase == Phase.HEADERS && late && !getParser().isStart()) {
        ((CountingParser) getParser()).refuse(HttpStatus.REQUEST_TIMEOUT_408);
      } else {
        getEndPoint().close(ending);
      }
    }
  }

  private void enter(Phase next) {
    since = System.nanoTime();
    phase = next;
  }

  /** Counts that it is ended by others. */
  void countEnd(ConnectionEnd why) {
    all.ended(why);
  }

  /** What the request takes of the memory of all, its body included. */
  static RequestMemory.Part partOf(Request request) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    return connection instanceof TimedConnection timed
        ? timed.part
        : new RequestMemory.Part(() -> true, connection.getConnection().getEndPoint()::close);
  }

  /**
   * Whether the request stays although it waits for its client: a large body has room of its own.
   */
  public void keep(boolean stays) {
    kept = stays;
  }

  private boolean mayBeCutOff() {
    return phase != Phase.AT_WORK || (!kept && Stall.waits(getEndPoint()));
  }

  private void cutOff() {
    if (phase != Phase.AT_WORK) {
      all.ended(ConnectionEnd.NO_MEMORY);
      getEndPoint().close();
    } else if (Stall.end(getEndPoint(), new Ending(ConnectionEnd.NO_MEMORY, since))) {
      all.ended(ConnectionEnd.NO_MEMORY);
    }
  }

  /** Why the wait for a request is over. */
  private static final class Ending extends Exception {
    private static final long serialVersionUID = 1L;

    private final ConnectionEnd why;
    private final long since;
    private boolean happened;

    Ending(ConnectionEnd why, long since) {
      super(why.label(), null, false, false);
      this.why = why;
      this.since = since;
    }
  }

  /** Notes where a request is, for the deadlines. */
  private final class CountingParser extends HttpParser {
    private int lines;

    CountingParser(RequestHandler handler, HttpConfiguration http, HttpCompliance compliance) {
      super(handler, http.getRequestHeaderSize(), compliance);
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
      if (!inHeaderState()) {
        return super.parseNext(buffer);
      }
      boolean began = buffer.hasRemaining();
      if (began && phase != Phase.HEADERS) {
        enter(Phase.HEADERS);
      }
      if (began && isStart() && skipsTooMuch(buffer)) {
        buffer.position(buffer.limit());
        refuse(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
        return false;
      }
      boolean handle = super.parseNext(buffer);
      boolean waits = began && !handle && inHeaderState();
      if (waits && !memory.admitHeaders(part, size())) {
        refuse(HttpStatus.SERVICE_UNAVAILABLE_503);
      }
      return handle;
    }

    /** Counts the blank lines that come before the request line. */
    private boolean skipsTooMuch(ByteBuffer buffer) {
      for (int at = buffer.position(); at < buffer.limit(); at++) {
        byte is = buffer.get(at);
        if (is == '\n') {
          lines++;
        } else if (is != '\r') {
          break;
        }
      }
      return lines > RequestBounds.HEADER_LINES;
    }

    void count() {
      lines++;
      if (lines > RequestBounds.HEADER_LINES) {
        throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
      }
    }

    void complete() {
      enter(Phase.AT_WORK);
      if (!memory.admitHeaders(part, size())) {
        throw new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503);
      }
    }

    private int size() {
      return lines * BYTES_A_LINE + getHeaderLength() * BYTES_A_CHARACTER;
    }

    void refuse(int status) {
      badMessage(new HttpException.RuntimeException(status));
    }

    @Override
    protected void badMessage(HttpException problem) {
      tooLargeHeaders |= problem.getCode() == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
      enter(Phase.AT_WORK);
      super.badMessage(problem);
    }

    @Override
    public void reset() {
      super.reset();
      lines = 0;
      memory.release(part);
      enter(Phase.IDLE);
    }
  }

  /** Counts each line before it is kept. */
  class CountingHandler extends RequestHandler {
    private CountingParser parser() {
      return (CountingParser) getParser();
    }

    @Override
    public void parsedHeader(HttpField field) {
      parser().count();
      if (!ignores(field)) {
        super.parsedHeader(field);
      }
    }

    /** Whether the server is to know nothing of the field. */
    boolean ignores(HttpField field) {
      return false;
    }

    @Override
    public void parsedTrailer(HttpField field) {
      parser().count();
      super.parsedTrailer(field);
    }

    @Override
    public boolean headerComplete() {
      parser().complete();
      return super.headerComplete();
    }
  }
}
