// On every page: nobody signs out without seeing what would be lost, and only their own is wiped.
// A note about a draft, "person.household", shows as long as that draft is on this device.

import { drafts, forgetKeys, read } from "./draft.js";

const { user, worker } = document.body.dataset;

async function leave(event) {
  event.preventDefault();
  const form = event.target;
  const { signOut } = await import("./phone.js");
  const { entriesOf } = await import("./outbox.js");
  const unsent = drafts(`${user}.`).length || (await entriesOf(+user)).some(({ state }) => state !== "stored");
  if (unsent && worker) location = "/onderweg#uitloggen";
  else if (!unsent || confirm(form.dataset.unsent)) signOut(form, +user);
}

forgetKeys([...document.getElementsByName("stored")].map(({ content }) => content));
for (const note of document.querySelectorAll("[data-unstored]")) note.hidden = !read(note.dataset.unstored);
document.forms["sign-out"]?.addEventListener("submit", leave);
// "/" leads to the field to search, unless somebody types; no answer but `false` lets the sign itself go.
onkeydown = ({ key, target }) => key !== "/" || !!target.form || !!document.getElementById("seek")?.focus();
