// Entries wait on this phone until the server has them. Each belongs to the person who typed it, and
// arrives once, however often it is sent: its submission key goes along.
//
// An entry: key, user, trajectory, name (initials), day, fields (pairs), saved (when), and its state:
//   waiting   it is on this phone; `why` says for what: "unreachable" or "sign-in"
//   stored    the server has it since `at`; what was typed is gone from the phone
//   refused   the server said no, and `why`; nothing is sent until the person decides
// "Sending" is no state: a phone that dies halfway finds the entry waiting.

const PATIENCE = 20_000;  // milliseconds; in a tunnel an answer may never come
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

const write = (action) => within("readwrite", action).then(() => news.postMessage({}));
const put = (entry) => write((box) => box.put(entry));
const drop = (keys) => write((box) => keys.forEach((key) => box.delete(key)));
// Where nothing can be kept, nothing is.
const everything = async () => (await within("readonly", (box) => box.getAll()).catch(() => [])).sort((one, other) => one.saved - other.saved);

// One sender at a time, over all tabs and the service worker.
const alone = (action) => (navigator.locks ? navigator.locks.request("outbox", action) : action());

/** The entries of a person, in the order in which they were saved. */
export const entriesOf = async (user) => (await everything()).filter((entry) => entry.user === user);

/** Keep an entry until the server has it. */
export const add = (entry) => put({ ...entry, state: "waiting", saved: Date.now() });

/** Take entries away; one that is being sent is first sent. */
export const remove = (keys) => alone(() => drop(keys));

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

/** What waits here is no draft any more: `forget` hears the keys. What is stored goes the next day. */
export const tidy = (forget) => navigator.locks?.request("outbox", { ifAvailable: true }, async (free) => {
  const entries = free ? await everything() : [];
  forget(entries.map((entry) => entry.key));
  const past = entries.filter(({ state, saved }) => state === "stored" && saved < new Date().setHours(0, 0));
  if (past.length) await drop(past.map((entry) => entry.key));
});

/** Who the server takes us for: { user, token, households }, or { why } we do not know. */
export async function introduce(patience = PATIENCE) {
  try {
    const answer = await fetch("/onderweg/huishoudens", { signal: AbortSignal.timeout(patience) });
    if (answer.status >= 500) return { why: "unreachable" };
    return answer.ok && !answer.redirected ? await answer.json() : { why: "sign-in" };
  } catch {
    return { why: "unreachable" };
  }
}

/** Send an entry, and write down what came of it; gives the entry as it is now. */
async function send(entry, token, { to = "", waits = "" } = {}) {
  news.postMessage({ sending: entry.key });
  const result = { ...entry, ...await answerTo(entry, token, to, waits) };
  if (result.state === "stored") result.fields = null;
  await put(result);
  return result;
}

async function answerTo(entry, token, to, waits) {
  try {
    const answer = await fetch(`/onderweg/${entry.trajectory}${to}`, {
      method: "POST",
      headers: { "X-Outbox-User": entry.user, "X-Outbox-Waits": waits },
      body: new URLSearchParams([...entry.fields, ["csrf_token", token]]),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if ([400, 401].includes(answer.status)) return { why: "sign-in" };
    if (answer.status >= 500) return { why: "unreachable" };
    const said = await answer.json().catch(() => ({}));
    return answer.ok ? { state: "stored", ...said } : { state: "refused", ...said };
  } catch {
    return { why: "unreachable" };
  }
}

/** Send an entry that was added just now, from a page with a token of its own. What the server wants to
    say on a page goes back to the form: `giveBack()` puts it there, or says that there is no room. */
export const sendNow = (entry, token, giveBack) => alone(async () => {
  const result = await send({ ...entry, state: "waiting", saved: Date.now() }, token, { waits: "1" });
  const back = (result.state === "refused" || result.why === "sign-in") && giveBack();
  if (back || result.state === "stored") await drop([entry.key]);
  return { ...result, back };
});

/** Send whatever waits, of whoever is signed in. Stops where the connection does. */
export const sendAll = () => alone(async () => {
  const waiting = (await everything()).filter((entry) => entry.state === "waiting");
  let me = waiting.length ? await introduce() : {};
  for (const entry of waiting) {
    if (me.why) await put({ ...entry, why: me.why });
    else if (entry.user === me.user) {
      const { state, why } = await send(entry, me.token);
      if (state === "waiting") me = { why };
    }
  }
});

/** Give an entry for a household that was released to its coordinator. */
export const handIn = (entry) => alone(async () => {
  const me = await introduce();
  if (me.user === entry.user) await send(entry, me.token, { to: "/doorgeven" });
});
