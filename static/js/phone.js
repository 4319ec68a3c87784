// This phone knows the households of the volunteer who uses it, by number, initials and area, and
// nothing else of any file. And it forgets them here.

import { drafts, forget } from "./draft.js";
import { entriesOf, introduce, remove } from "./outbox.js";

const NAME = "underway";
const OLD = 600_000;  // milliseconds; then it asks again

/** { user, households, at }, or null when nobody signed in on this phone. */
export function known() {
  try { return JSON.parse(localStorage.getItem(NAME)); } catch { return null; }
}

/** Ask the server whose households they are, unless that was done for this user a short while ago. */
export async function learn(user, patience) {
  const before = known();
  if (user && before?.user === user && Date.now() - before.at < OLD) return;
  const me = await introduce(patience);
  if (me.households) localStorage.setItem(NAME, JSON.stringify({ user: me.user, households: me.households, at: Date.now() }));
}

export const initialsOf = (trajectory) => known()?.households.find(({ id }) => id === trajectory)?.name ?? "–";

/** Where the browser can, it sends when the connection returns, also with the page closed. */
export async function sendLater() {
  try { await (await navigator.serviceWorker.getRegistration()).sync.register("outbox"); } catch { /* the page does it */ }
}

/** Sign out by this form, and leave nothing of this person on the phone. */
export async function signOut(form, user, token) {
  await remove((await entriesOf(user)).map(({ key }) => key)).catch(() => {});
  drafts(`${user}.`).forEach(forget);
  localStorage.removeItem(NAME);
  form.elements.wiped.value = "1";
  if (token) form.elements.csrf_token.value = token;
  form.submit();
}
