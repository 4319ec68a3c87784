// Entries wait on this phone until the server has them. Each belongs to the person who typed it, and
// arrives once, however often it is sent: its submission key goes along.
//
// An entry: key, user, trajectory, name (initials), day, fields (pairs), saved (when it said so), and its state:
//   waiting   it is on this phone; `why` says for what: "unreachable", "sign-in" or "role"; "failed" when the
//             server answered with a fault, `status`, at `tried`, for the `failures`-th time
//   stored    the server has it since `at`; what was typed is gone from the phone
//   refused   the server said no, and `why`; nothing is sent until the person decides. `versions`: it has
//             the same entry with other words; `stuck`: what the person decided did not arrive
// "Sending" is no state: a phone that dies halfway finds the entry waiting.
// Former scripts wrote no `status`, `tried`, `failures`, `versions` and `stuck`.

const PATIENCE = 20_000;  // milliseconds; in a tunnel an answer may never come
const LATER = [408, 425, 429];  // no fault, and not now
const news = new BroadcastChannel("outbox");

/** Run one transaction; what it wrote is on the disk when this resolves. */
const within = (mode, action) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("wegwijs", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: "key" });
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction("outbox", mode, { durability: "strict" });
    const asked = action(transaction.objectStore("outbox"));
    transaction.onabort = () => reject(transaction.error);
    transaction.oncomplete = () => { opening.result.close(); resolve(asked?.result); };
  };
});

/** Let the entry with this key become what `change` makes of it as it stands on the disk, or of nothing;
    gives what it became. */
async function become(key, change) {
  let now;
  await within("readwrite", (box) => {
    box.get(key).onsuccess = ({ target }) => { if ((now = change(target.result))) box.put(now); };
  });
  news.postMessage({});
  return now;
}

const amend = (key, values) => become(key, (before) => before && { ...before, ...values });
const drop = (keys) => within("readwrite", (box) => keys.forEach((key) => box.delete(key))).then(() => news.postMessage({}));
// Where nothing can be kept, nothing is.
const everything = async () => (await within("readonly", (box) => box.getAll()).catch(() => [])).sort((one, other) => one.saved - other.saved);

// One sender at a time, over all tabs and the service worker.
const alone = (action) => (navigator.locks ? navigator.locks.request("outbox", action) : action());

/** The entries of a person, in the order in which they were saved. */
export const entriesOf = async (user) => (await everything()).filter((entry) => entry.user === user);

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const appointmentIn = (fields) => fields.filter(([name]) => name.startsWith("next_appointment"));

/** When it was said. Other words in a note leave that as it was: an appointment that has passed by now was
    still to come then. Another day or appointment is said now. */
const saidAt = (entry, before) =>
  before?.fields && same(appointmentIn(entry.fields), appointmentIn(before.fields))
    && entry.day <= new Date(before.saved).toLocaleDateString("sv") ? before.saved : Date.now();

/** Keep an entry until the server has it; one with this key is there no longer as it was. */
export const add = (entry) => become(entry.key, (before) => ({ ...entry, state: "waiting", saved: saidAt(entry, before) }));

/** Take entries away; one that is being sent is first sent. */
export const remove = (keys) => alone(() => drop(keys));

/** Throw an entry away, unless it arrived meanwhile. */
export const discard = (key) => alone(async () => {
  const now = (await everything()).find((entry) => entry.key === key);
  if (now?.state !== "stored") await drop([key]);
});

/** Draw the entries of a person, now and after each change; `sending` is the key of one under way. */
export function watch(user, draw) {
  let turn = 0;
  const look = async ({ sending } = {}) => {
    const mine = ++turn;
    const entries = await entriesOf(user);
    if (mine === turn) draw(entries, sending);  // an earlier look may end later
  };
  new BroadcastChannel("outbox").onmessage = ({ data }) => look(data);
  return look();
}

/** An entry here is no draft any more: `forget` hears the keys. A stored one goes the next day. */
export const tidy = (forget) => navigator.locks?.request("outbox", { ifAvailable: true }, async (free) => {
  const entries = free ? await everything() : [];
  forget(entries.map(({ key }) => key));
  const past = entries.filter(({ state, saved, tried }) => state === "stored" && (tried ?? saved) < new Date().setHours(0, 0));
  if (past.length) await drop(past.map(({ key }) => key));
});

/** Who the server takes us for: { user, token, households }, or { why } we do not know. */
export async function introduce(patience = PATIENCE) {
  try {
    const answer = await fetch("/onderweg/huishoudens", { signal: AbortSignal.timeout(patience) });
    if (answer.status >= 500) return failed(answer.status);
    if (answer.status === 403) return { why: "role" };
    return answer.ok && !answer.redirected ? await answer.json() : { why: "sign-in" };
  } catch {
    return { why: "unreachable" };
  }
}

const failed = (status) => ({ why: "failed", status, tried: Date.now() });

/** Send an entry, and write down what came of it; gives the entry as it is now. */
async function send(entry, token, { to = "", waits = "", fields = entry.fields } = {}) {
  news.postMessage({ sending: entry.key });
  const came = await answerTo(entry, to, waits, new URLSearchParams([...fields, ["csrf_token", token]]));
  const result = (now = entry) => {
    if (!same(now.fields, entry.fields)) return now;  // it was changed meanwhile, and goes again
    if (now.state === "refused" && !came.state) return { ...now, stuck: true };
    const past = { status: 0, versions: null, released: false, stuck: false };
    const failures = came.status >= 500 ? (now.failures ?? 0) + 1 : now.failures;
    return { ...now, ...past, ...came, failures, ...(came.state === "stored" && { fields: null, tried: Date.now() }) };
  };
  return become(entry.key, result);
}

async function answerTo(entry, to, waits, body) {
  try {
    const headers = { "X-Outbox-User": entry.user, "X-Outbox-Waits": waits, "X-Outbox-Saved": entry.saved };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(`/onderweg/${entry.trajectory}${to}`, { method: "POST", headers, body, signal });
    const { status } = answer;
    if (answer.redirected || [400, 401].includes(status)) return { why: "sign-in", status };
    if (status >= 500 || LATER.includes(status)) return failed(status);
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return { state: "refused", why: "", ...said, status };
    // Only the portal says since when it has it: a network with a page of its own answers everything with that.
    return typeof said.at === "string" ? { state: "stored", ...said } : { why: "unreachable" };
  } catch {
    return { why: "unreachable" };
  }
}

/** Send an entry that was added just now, from a page with a token of its own. What the server wants to
    say on a page goes back to the form: `giveBack()` puts it there, or says that there is no room. */
export const sendNow = (entry, token, giveBack) => alone(async () => {
  const now = (await everything()).find(({ key }) => key === entry.key) ?? { ...entry, state: "waiting", saved: Date.now() };
  const result = await send(now, token, { waits: "1" });
  const back = ((result.state === "refused" && !result.versions) || result.why === "sign-in") && giveBack();
  if (back || result.state === "stored") await drop([entry.key]);
  return { ...result, back };
});

/** Send with a token that is new; with another one when that grew old between. An entry that is not
    understood then is refused: the others may go. */
async function deliver(entry, me) {
  const once = await send(entry, me.token);
  if (once.status !== 400) return once;
  Object.assign(me, await introduce());
  if (me.user !== entry.user || me.why) return once;
  const again = await send(entry, me.token);
  return again.status === 400 ? amend(entry.key, { state: "refused", why: "" }) : again;
}

/** Send whatever waits, of whoever is signed in. Stops where the connection does; what the server
    fails at is kept, and the next one goes. */
export const sendAll = () => alone(async () => {
  const waiting = (await everything()).filter((entry) => entry.state === "waiting");
  let me = waiting.length ? await introduce() : {};
  for (const entry of waiting) {
    if (me.why) await amend(entry.key, me);
    else if (entry.user === me.user) {
      const { state, why } = await deliver(entry, me);
      if (state === "waiting" && why !== "failed") me = { why };
    }
  }
});

/** Do with an entry what its owner asks: send these fields of it to another address. */
export const ask = (entry, to, fields) => alone(async () => {
  const me = await introduce();
  if (me.user === entry.user) await send(entry, me.token, { to, fields });
  else await amend(entry.key, { stuck: true });
});

/** Give an entry for a household that was released to its coordinator. */
export const handIn = (entry) => ask(entry, "/doorgeven");
