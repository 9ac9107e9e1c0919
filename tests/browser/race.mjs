// Twenty people ask within ten milliseconds, and the order is the same for everybody at every step.
import { RawClient, signUpRaw } from "./raw.mjs";
import { check, until } from "./steps.mjs";

const racers = 20;

/** A client takes the order from the server; only what is new, granted or gone it knows by itself. */
function followed(client) {
  let queue = client.messages.find(({ type }) => type === "snapshot").meeting.floor.queue.map(idOf);
  const orders = new Map();
  for (const { seq, kind, payload, queue: places } of eventsOf(client)) {
    const leaves =
      ["request_withdrawn", "request_denied"].includes(kind) || (kind === "floor_granted" && !payload.resumes);
    if (kind === "floor_requested") queue = [...queue, payload.request_id];
    if (leaves) queue = queue.filter((id) => id !== payload.request_id);
    if (places) queue = places.map(idOf);
    orders.set(seq, queue.join(" "));
  }
  return orders;
}

const idOf = ({ request_id }) => request_id;

const eventsOf = (client) =>
  client.messages.flatMap((message) => (message.type === "events" ? message.events : []));

/** The racers that wait, as this client knows it. */
function waiting(client) {
  const gone = new Set(
    eventsOf(client)
      .filter(({ kind }) => kind === "request_withdrawn")
      .map(({ payload }) => payload.request_id),
  );
  return eventsOf(client).filter(
    ({ kind, payload }) => kind === "floor_requested" && !gone.has(payload.request_id),
  );
}

/** Within ten milliseconds; a machine that is busy just then gets another try. */
async function askAtOnce(clients) {
  for (let attempt = 1; ; attempt += 1) {
    const orders = clients.map((client) => client.prepared({ type: "request_floor", kind: "contribution" }));
    const start = performance.now();
    for (const order of orders) order();
    const took = performance.now() - start;
    if (took < 10) return;
    check(attempt < 5, `asking took ${took} ms`);
    for (const client of clients) client.order({ type: "withdraw_request" });
    await until(
      "all have taken it back",
      () => clients.map((client) => waiting(client).length),
      (counts) => counts.every((count) => count === 0),
    );
  }
}

/** All ask at once, a facilitator moves meanwhile; gives the queue in the end as a list of names. */
export async function race(server, meetingId, lead) {
  const { origin } = server;
  const clients = [];
  for (let number = 1; number <= racers; number += 1) {
    const token = await signUpRaw(origin, `Racer ${number}`, `racer${number}@example.org`);
    clients.push(await RawClient.join(origin, token, meetingId));
  }
  await askAtOnce(clients);
  await lead();
  const asked = (client) => waiting(client).length;
  await until(
    "everybody has heard of all",
    () => clients.map(asked),
    (counts) => counts.every((count) => count >= racers),
  );
  const all = clients.map(followed);
  const last = Math.max(...all.flatMap((orders) => [...orders.keys()]));
  await until(
    "everybody is at the same event",
    () => clients.map((client) => Math.max(...followed(client).keys())),
    (heads) => heads.every((head) => head >= last),
  );
  const views = clients.map(followed);
  for (const [seq, order] of views[0]) {
    const others = views.map((orders) => orders.get(seq)).filter((other) => other !== undefined);
    check(
      others.every((other) => other === order),
      `at event ${seq} the order is ${[...new Set(others)].join(" | ")}`,
    );
  }
  return { clients, order: views[0].get(last).split(" ").map(Number) };
}
