import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy between the service and PostgreSQL that counts round trips, which are the
 * ReadyForQuery messages: {@code RoundTrips PORT POSTGRES COUNT}. A connection to the port
 * COUNT gets the number so far. Connections must not request TLS.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/protocol-message-formats.html">ReadyForQuery</a>
 */
public class RoundTrips {

	private static final int READY_FOR_QUERY = 'Z';

	private static final int BUFFER = 65536;

	private final AtomicLong count = new AtomicLong();

	public static void main(String[] arguments) throws IOException {
		var roundTrips = new RoundTrips();
		int postgres = Integer.parseInt(arguments[1]);
		Thread.ofPlatform().daemon().start(() -> roundTrips.tellAt(Integer.parseInt(arguments[2])));
		try (var door = listen(Integer.parseInt(arguments[0]))) {
			while (true) {
				roundTrips.connect(door.accept(), new Socket(InetAddress.getLoopbackAddress(), postgres));
			}
		}
	}

	private static ServerSocket listen(int port) throws IOException {
		return new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
	}

	private void tellAt(int port) {
		try (var door = listen(port)) {
			while (true) {
				try (var asker = door.accept()) {
					asker.getOutputStream().write((this.count + "\n").getBytes(StandardCharsets.US_ASCII));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void connect(Socket client, Socket server) throws IOException {
		client.setTcpNoDelay(true);
		server.setTcpNoDelay(true);
		forward(client, server, InputStream::transferTo);
		forward(server, client, this::countWhilePassingOn);
	}

	private static void forward(Socket from, Socket to, Passage passage) {
		Thread.ofVirtual().start(() -> {
			try (from; to) {
				passage.pass(from.getInputStream(), to.getOutputStream());
			}
			catch (EOFException | SocketException ex) {
				// one side has closed the connection
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	/** A message has one byte for its type and four for its length, which include themselves. */
	private void countWhilePassingOn(InputStream server, OutputStream client) throws IOException {
		var messages = new DataInputStream(new BufferedInputStream(server, BUFFER));
		var out = new DataOutputStream(new BufferedOutputStream(client, BUFFER));
		while (true) {
			int type = messages.readUnsignedByte();
			int length = messages.readInt();
			out.writeByte(type);
			out.writeInt(length);
			out.write(messages.readNBytes(length - 4));
			if (type == READY_FOR_QUERY) {
				this.count.incrementAndGet();
			}
			if (messages.available() == 0) {
				out.flush();
			}
		}
	}

	private interface Passage {

		void pass(InputStream from, OutputStream to) throws IOException;

	}

}
