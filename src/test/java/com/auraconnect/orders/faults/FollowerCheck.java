package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.auraconnect.orders.testing.FeedWatch;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Every follower has taken each event of its feed once, in sequence. The stream in Redis
 * has no gap and ends with the feed; its start may be lost with a Redis that has crashed.
 */
final class FollowerCheck implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		evidence.watches().forEach((feed, watch) -> {
			var listed = evidence.pages().get(feed).stream().map(FollowerCheck::identity).toList();
			for (var way : FeedWatch.Way.values()) {
				var taken = watch.taken(way).stream().map(FollowerCheck::identity).toList();
				if (!taken.equals(listed)) {
					found.add(difference(feed, way, taken, listed));
				}
			}
		});
		evidence.streams().forEach((feed, stream) -> {
			long last = evidence.pages().get(feed).size();
			var expected = LongStream.rangeClosed(stream.isEmpty() ? 1 : stream.getFirst(), last).boxed().toList();
			if (!stream.equals(expected) && !(stream.isEmpty() && evidence.hasLostStreams())) {
				found.add(Finding.lost("the stream of %s has the events %s, the feed has %d", feed, stream, last));
			}
			else if (!stream.isEmpty() && stream.getFirst() > 1 && !evidence.hasLostStreams()) {
				found.add(Finding.lost("the stream of %s begins with %d", feed, stream.getFirst()));
			}
		});
		return found;
	}

	private static Finding difference(FeedId feed, FeedWatch.Way way, List<String> taken, List<String> listed) {
		int first = 0;
		while (first < Math.min(taken.size(), listed.size()) && taken.get(first).equals(listed.get(first))) {
			first++;
		}
		String where = "%s has %d events, its follower %s took %d; they differ from number %d on".formatted(feed,
				listed.size(), way, taken.size(), first + 1);
		return (taken.size() < listed.size()) ? Finding.lost("%s", where) : Finding.outOfOrder("%s", where);
	}

	private static String identity(JsonNode event) {
		return event.required("sequence").asText() + " " + event.required("event_id").asText();
	}

}
