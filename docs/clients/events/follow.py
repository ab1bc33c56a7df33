#!/usr/bin/env python3
"""Follows a location over Redis: follow.py redis://localhost:6379/0 TENANT LOCATION [LAST]. Needs redis-py, Debian's python3-redis."""
import json
import sys
import time

import redis

url, tenant, location = sys.argv[1:4]
last = int(sys.argv[4]) if len(sys.argv) > 4 else 0  # to be kept together with what you make of the events
channel = f"orders:{tenant}:{location}"


def handle(event):
    global last
    last = event["sequence"]
    data = event["data"]
    about = data.get("order_number") or f"location {event['location_id']}"  # not every event is about an order
    print(last, event["event_type"], about, data.get("status", ""), flush=True)


def catch_up(server):
    while entries := server.xrange(f"{channel}:stream", min=f"{last + 1}-0", count=500):
        for _, fields in entries:
            event = json.loads(fields[b"event"])
            if event["sequence"] > last + 1 and last > 0:
                sys.exit(f"{last + 1} is not in the stream any more: ask for GET /api/v1/events, from {last}")
            handle(event)


while True:
    try:
        server = redis.Redis.from_url(url)
        subscription = server.pubsub(ignore_subscribe_messages=True)
        subscription.subscribe(channel)
        catch_up(server)  # only now: what happens meanwhile is heard
        while True:
            message = subscription.get_message(timeout=5)
            event = json.loads(message["data"]) if message else None
            if event is None or event["sequence"] > last + 1:
                catch_up(server)  # a gap; or silence, in which the last event may have been lost
            if event is not None and event["sequence"] == last + 1:
                handle(event)  # and anything up to last has been handled already
    except redis.ConnectionError as failure:
        print(f"Redis is away, {last} was the last: {failure}", file=sys.stderr, flush=True)
        time.sleep(1)
