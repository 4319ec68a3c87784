// Drafts: the text of a form stays on this device, from the first character until it is stored.
// One draft for each person and household, named "person.household"; it counts nowhere.

const SPACE = "draft.";

// Storage may be full or forbidden; then the form works as it does without a script.
const attempt = (action) => { try { return action(); } catch { return null; } };
const write = (name, fields) => attempt(() => localStorage.setItem(SPACE + name, JSON.stringify({ at: Date.now(), fields })) ?? true);

export const read = (name) => attempt(() => JSON.parse(localStorage.getItem(SPACE + name)));
export const forget = (name) => attempt(() => localStorage.removeItem(SPACE + name));

/** The names of all drafts that begin so: "12." for those of person 12. */
export const drafts = (start) => (attempt(() => Object.keys(localStorage)) ?? [])
  .filter((name) => name.startsWith(SPACE + start)).map((name) => name.slice(SPACE.length));

/** Forget drafts that are stored, or wait in the outbox to be stored. */
export function forgetKeys(keys) {
  for (const name of drafts("")) if (keys.includes(read(name)?.fields.submission_key?.[0])) forget(name);
}

/** Make a draft of these pairs of name and value. Gives false when another one is there: those are
    somebody's words too; or when there is no room. */
export function offer(name, pairs) {
  const fields = gather(pairs);
  const there = read(name);
  if (there && there.fields.submission_key?.[0] !== fields.submission_key?.[0]) return false;
  return write(name, fields) !== null;
}

/** The form as pairs of name and value, with the button that sends it; never its token, which belongs to this page alone. */
export const pairsOf = (form, button) => [...new FormData(form, button)].filter(([name]) => name !== "csrf_token");

function gather(pairs) {
  const fields = {};
  for (const [name, value] of pairs) (fields[name] ??= []).push(value);
  return fields;
}

/** Put what was typed back: boxes as they were ticked, texts as they stood, and the submission key,
    so that what was stored after all is not stored twice. */
function fill(form, fields) {
  for (const input of form.elements) {
    if (!input.name || input.name === "csrf_token" || input.type === "submit") continue;
    const values = fields[input.name] ?? [];
    if (isBox(input)) input.checked = values.includes(input.value);
    else input.value = values[0] ?? "";
  }
  for (const fold of form.querySelectorAll("details")) {
    fold.open = [...fold.querySelectorAll("input, select")].some(holdsSomething);
  }
}

export const isBox = (input) => ["checkbox", "radio"].includes(input.type);
const holdsSomething = (input) =>
  isBox(input) ? input.checked && !input.defaultChecked : "selectedIndex" in input ? input.selectedIndex > 0 : input.value;

/** A moment as people read it: the time of today, or the day with it. */
export function moment(time) {
  const at = new Date(time);
  const dateStyle = at.toDateString() === new Date().toDateString() ? undefined : "medium";
  return at.toLocaleString(document.documentElement.lang, { timeStyle: "short", dateStyle });
}

/** Keep what is typed in a form as the draft that `data-draft` names, and show the one that is there,
    unless its key is one of those that wait in the outbox. */
export function keep(form, waiting) {
  const name = form.dataset.draft;
  const notice = document.getElementById("draft");
  const blank = form.cloneNode(true);
  blank.reset();
  const fresh = gather(pairsOf(blank));
  const untouched = (fields) => JSON.stringify(fields) === JSON.stringify(fresh);
  const early = gather(pairsOf(form));  // what was typed before this script came
  const refused = "typed" in form.dataset;  // the page came back with what was typed, and with what is wrong
  const kept = refused ? null : read(name);
  const draft = waiting.includes(kept?.fields.submission_key?.[0]) ? null : kept;
  if (draft) {
    fill(form, draft.fields);
    if (!untouched(early) && early.note[0]) form.elements.note.value += `\n${early.note[0]}`;
    notice.querySelector("time").textContent = moment(draft.at);
  }
  if (refused || !untouched(early)) write(name, gather(pairsOf(form)));
  notice.hidden = !draft;
  form.oninput = () => {
    const fields = gather(pairsOf(form));
    if (!refused && untouched(fields)) forget(name);
    else write(name, fields);
  };
  notice.querySelector("button").onclick = () => {
    forget(name);
    fill(form, fresh);
    notice.hidden = true;
    form.querySelector("input:not([type=hidden])").focus();
  };
}
