// The form that logs a contact. What is typed is kept as a draft. What is saved goes into the outbox
// first and from there to the server: whatever happens to the connection, it is on the phone.

import { forget, keep, offer, pairsOf } from "./draft.js";
import { add, entriesOf, sendNow } from "./outbox.js";
import { initialsOf, sendLater } from "./phone.js";

const form = document.querySelector("form[data-draft]");
const [user, trajectory] = form.dataset.draft.split(".").map(Number);

/** Send the form as without a script: the server answers with a page, which says what it must. */
function pass(button) {
  form.inert = false;
  delete form.dataset.outbox;
  form.requestSubmit(button);
}

async function save(event) {
  if (!("outbox" in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter;
  const typed = pairsOf(form);
  const { submission_key: key, csrf_token: token, on_date: day } = form.elements;
  const entry = { key: key.value, user, trajectory, name: initialsOf(trajectory), day: day.value, fields: pairsOf(form, button) };
  form.inert = true;  // what would be typed now would not go along
  try {
    await add(entry);
  } catch {
    return pass(button);  // this browser keeps nothing
  }
  const { state, place, back } = await sendNow(entry, token.value, () => offer(form.dataset.draft, typed));
  if (back) return pass(button);
  forget(form.dataset.draft);
  if (state === "stored") return location.assign(place);
  sendLater();
  // The page that a phone keeps says the rest, where there is one.
  if (navigator.serviceWorker?.controller) return location.assign("/onderweg");
  const kept = document.getElementById("kept");
  form.hidden = true;
  kept.hidden = false;
  kept.focus();
}

addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
form.addEventListener("submit", save);
keep(form, (await entriesOf(user)).map(({ key }) => key));
