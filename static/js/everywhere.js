// On every page: nobody signs out without seeing what would be lost, and only their own is wiped. For a
// volunteer what waits on the phone is sent and counted, and the phone learns which households are theirs.
// A note about a draft, "person.household", shows as long as that draft is on this device.

import { drafts, forgetKeys, read } from "./draft.js";
import { entriesOf, sendAll, tidy, watch } from "./outbox.js";
import { learn, signOut } from "./phone.js";

const { user: id, worker } = document.body.dataset;
const user = Number(id);
const isUnsent = (entry) => entry.state !== "stored";

function show(entries) {
  const unsent = entries.filter(isUnsent).length;
  const notice = document.getElementById("unsent");
  notice.querySelector("b").textContent = unsent;
  notice.hidden = !unsent;
}

async function leave(event) {
  event.preventDefault();
  const form = event.target;
  const unsent = drafts(`${user}.`).length || (await entriesOf(user)).some(isUnsent);
  if (unsent && worker) location = "/onderweg#uitloggen";
  else if (!unsent || confirm(form.dataset.unsent)) signOut(form, user);
}

const wake = () => document.visibilityState === "visible" && sendAll();

forgetKeys([...document.getElementsByName("stored")].map(({ content }) => content));
for (const note of document.querySelectorAll("[data-unstored]")) note.hidden = !read(note.dataset.unstored);
document.getElementById("sign-out")?.addEventListener("submit", leave);
// "/" leads to the field to search, unless somebody types; no answer but `false` lets the sign itself go.
onkeydown = ({ key, target }) => key !== "/" || !!target.form || !!document.getElementById("seek")?.focus();
if (worker) {
  navigator.serviceWorker?.register(worker, { scope: "/", type: "module" }).catch(() => {});
  addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  watch(user, show);
  tidy(forgetKeys);
  wake();
  learn(user);
}
