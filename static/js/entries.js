// The entries that wait on a phone, as rows, and what a person can do with each.

import { forget, moment, read } from "./draft.js";
import { ask, discard, handIn } from "./outbox.js";
import { asText } from "./typed.js";

const MOST_FAILURES = 3;  // then its author may hand it in as text

/** The name under which changes of an entry are kept until they are saved. */
export const editOf = ({ user, trajectory, key }) => `${user}.${trajectory}.${key}`;

const { lang } = document.documentElement;
export const ofDay = (day) => new Date(day).toLocaleDateString(lang, { dateStyle: "medium" });
const ofTime = (time) => new Date(time).toLocaleTimeString(lang, { timeStyle: "short" });

/** A copy of a template with these words in its parts. */
export function copy(name, words) {
  const node = document.getElementById(name).content.firstElementChild.cloneNode(true);
  for (const [place, text] of Object.entries(words)) for (const part of node.querySelectorAll(`.${place}`)) part.textContent = text;
  return node;
}

/** Rows of entries. `form` knows the names of the fields; `open` shows an entry in it. */
export function rows(entries, sending, form, open) {
  const done = {
    open,
    discard(entry, button) {
      if (!confirm(button.dataset.sure)) return;
      forget(editOf(entry));
      return discard(entry.key);
    },
    async copy(entry, button) {
      const text = asText(form, entry.fields);
      const row = button.closest("li");
      try {
        await navigator.clipboard.writeText(text);
        row.classList.add("copied");
      } catch {  // a browser that does not give it away: there it stands
        row.classList.add("shown");
        const shown = row.querySelector("textarea");
        shown.value = text;
        shown.select();
      }
    },
    give: handIn,
    text: (entry) => ask(entry, "/tekst", [["submission_key", entry.key], ["text", asText(form, entry.fields)]]),
    correct: (entry) => ask(entry, "/verbeteren", [...entry.fields, ...Object.entries(entry.versions)]),
  };
  return entries.map((entry) => rowOf(entry, entry.key === sending, done));
}

function rowOf(entry, underway, done) {
  const { name, state, status, saved, at, tried } = entry;
  const refused = state === "refused";
  const why = refused ? entry.why ?? "" : "";
  const node = copy("entry", { name, day: ofDay(entry.day), time: ofTime(at ?? saved), tried: moment(tried ?? saved), why, status: status ?? "" });
  // The words for each state stand in the template; these classes show the right ones.
  const is = {
    sending: underway && state === "waiting", [state]: !(underway && state === "waiting"),
    [entry.why]: state === "waiting" && !underway && entry.why,
    unexplained: refused && !why, stuck: entry.stuck, released: entry.released, given: entry.given,
    otherwise: entry.versions, edited: read(editOf(entry)), kept: entry.fields,
    "often-failed": state === "waiting" && entry.failures >= MOST_FAILURES,
  };
  node.classList.add(...Object.keys(is).filter((each) => is[each]));
  for (const button of node.querySelectorAll("button")) button.onclick = () => done[button.name](entry, button);
  return node;
}
