// Follows a location over HTTP: node follow.mjs http://localhost:8000 TOKEN LOCATION [LAST]. Needs Node 18 and nothing else.
const [service, token, location, from] = process.argv.slice(2);
let last = from; // to be kept together with what you make of the events

function handle({ id, event, data }) {
  if (event === 'feed.gap') {
    console.log(`nothing before ${JSON.parse(data).oldest_sequence} is kept: read the orders anew`);
  } else if (id !== undefined) {
    last = id;
    const { location_id, data: { order_number, status } } = JSON.parse(data);
    console.log(id, event, order_number ?? `location ${location_id}`, status ?? ''); // not every event is about an order
  }
}

function fields(frame) {
  const lines = frame.split('\n').filter((line) => !line.startsWith(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
}

for (;;) {
  try {
    const headers = { Authorization: `Bearer ${token}`, ...(last !== undefined && { 'Last-Event-ID': last }) };
    const response = await fetch(`${service}/api/v1/events/stream?location_id=${location}`, { headers });
    if (response.status !== 200) throw new Error(await response.text());
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + text).split('\n\n');
      rest = frames.pop();
      frames.map(fields).forEach(handle);
    }
  } catch (failure) {
    console.error(`${last} was the last: ${failure.message}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
