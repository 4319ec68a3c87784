// On every page of a volunteer: what waits on the phone is sent and counted, the phone learns which
// households are theirs, and nobody signs out without seeing what would be lost.

import { drafts, forgetKeys } from "./draft.js";
import { entriesOf, sendAll, tidy, watch } from "./outbox.js";
import { learn, signOut } from "./phone.js";

const user = Number(document.body.dataset.user);
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
  if (drafts(`${user}.`).length || (await entriesOf(user).catch(() => [])).some(isUnsent)) location.assign("/onderweg#uitloggen");
  else signOut(form, user);
}

const wake = () => document.visibilityState === "visible" && sendAll().catch(() => {});

forgetKeys([...document.querySelectorAll('meta[name="stored"]')].map((each) => each.content));
if (user) {
  navigator.serviceWorker?.register(document.body.dataset.worker, { scope: "/", type: "module" }).catch(() => {});
  document.getElementById("sign-out").addEventListener("submit", leave);
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  watch(user, show);
  tidy(forgetKeys);
  wake();
  learn(user);
}
