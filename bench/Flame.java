import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Shows where a recording of the JDK Flight Recorder spent processor time:
 * {@code java Flame.java FILE.jfr} writes a flame graph, FILE.html, and the methods that
 * took most of it, FILE.txt. The graph has the kinds of threads at the top; a click
 * makes a frame as wide as the page. The property flame.page names the page template.
 */
class Flame {

	private static final int TOP = 40;

	/** Minimum width of a frame; narrower ones are invisible. */
	private static final double NARROWEST = 0.0005;

	private final Node root = new Node("all");

	private final Map<String, Long> self = new HashMap<>();

	private final Map<String, Long> total = new HashMap<>();

	private static final class Node {

		private final String name;

		private final Map<String, Node> children = new TreeMap<>();

		private long samples;

		Node(String name) {
			this.name = name;
		}

		Node child(String name) {
			return this.children.computeIfAbsent(name, Node::new);
		}

		String json(long narrowest) {
			return this.children.values()
				.stream()
				.filter((child) -> child.samples >= narrowest)
				.map((child) -> child.json(narrowest))
				.collect(Collectors.joining(",", "{\"n\":\"" + this.name + "\",\"s\":" + this.samples + ",\"c\":[", "]}"));
		}

	}

	public static void main(String[] arguments) throws IOException {
		var recording = Path.of(arguments[0]);
		var flame = new Flame();
		var events = RecordingFile.readAllEvents(recording);
		// by processor time where the JVM can do that, else by wall-clock time of running threads
		var type = events.stream().anyMatch(ofType("jdk.CPUTimeSample")) ? "jdk.CPUTimeSample" : "jdk.ExecutionSample";
		events.stream().filter(ofType(type)).forEach(flame::add);
		var name = recording.getFileName().toString().replaceFirst("\\.jfr$", "");
		Files.writeString(recording.resolveSibling(name + ".html"), flame.page(name));
		Files.writeString(recording.resolveSibling(name + ".txt"), flame.tables());
	}

	private static Predicate<RecordedEvent> ofType(String type) {
		return (event) -> event.getEventType().getName().equals(type);
	}

	private void add(RecordedEvent sample) {
		if (sample.getStackTrace() == null) {
			return;
		}
		var stack = new ArrayList<String>();
		sample.getStackTrace().getFrames().forEach((frame) -> stack.addFirst(name(frame)));
		stack.addFirst(kind(sample));
		var node = this.root;
		node.samples++;
		for (var frame : stack) {
			node = node.child(frame);
			node.samples++;
		}
		this.self.merge(stack.getLast(), 1L, Long::sum);
		new HashSet<>(stack.subList(1, stack.size())).forEach((frame) -> this.total.merge(frame, 1L, Long::sum));
	}

	private static String name(RecordedFrame frame) {
		var type = frame.getMethod().getType().getName();
		// lambdas and proxies are numbered differently in each run
		return (type + "." + frame.getMethod().getName()).replaceAll("[./]0x[0-9a-f]+", "")
			.replaceAll("\\$Proxy\\d+", "\\$Proxy")
			.replaceAll("[\"\\\\]", "");
	}

	/** The kind of a thread: its name without numbers. */
	private static String kind(RecordedEvent sample) {
		RecordedThread thread = sample.hasField("sampledThread") ? sample.getThread("sampledThread") : sample.getThread();
		if (thread == null || thread.getJavaName() == null || thread.getJavaName().isEmpty()) {
			return "threads without a name";
		}
		return thread.getJavaName().replaceAll("[\"\\\\]", "").replaceAll("\\d+", "N");
	}

	private String tables() {
		return this.root.samples + " samples\n\nthemselves\n" + top(this.self) + "\nwith what they call\n" + top(this.total);
	}

	private String top(Map<String, Long> methods) {
		return methods.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(TOP)
			.map((method) -> "%5.1f %%  %s%n".formatted(100.0 * method.getValue() / this.root.samples, method.getKey()))
			.collect(Collectors.joining());
	}

	private String page(String title) {
		try {
			return Files.readString(Path.of(System.getProperty("flame.page")))
				.replace("@TITLE@", title)
				.replace("@TREE@", this.root.json((long) (this.root.samples * NARROWEST)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
