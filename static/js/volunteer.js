// On every page of a volunteer: what waits on the phone is sent and counted, and the phone learns which
// households are theirs.

import { forgetKeys } from "./draft.js";
import { sendAll, tidy, watch } from "./outbox.js";
import { learn } from "./phone.js";

const { user, worker } = document.body.dataset;

function show(entries) {
  const unsent = entries.filter(({ state }) => state !== "stored").length;
  const notice = document.getElementById("unsent");
  notice.querySelector("b").textContent = unsent;
  notice.hidden = !unsent;
}

const wake = () => document.hidden || sendAll();

navigator.serviceWorker?.register(worker, { scope: "/", type: "module" }).catch(() => {});
addEventListener("visibilitychange", wake);
addEventListener("online", wake);
watch(+user, show);
tidy(forgetKeys);
wake();
learn(+user);
