// What somebody types in a form stays on this device, from the first character until it is stored.
// One draft for each person and household: `data-draft` of the form says whose it is. Signing out
// wipes all of them (the server says so to the browser), and nothing of a draft counts anywhere.

const SPACE = "draft.";

// Storage may be full or forbidden; then the form works as it does without a script.
const attempt = (action) => { try { return action(); } catch { return null; } };
const read = (name) => attempt(() => JSON.parse(localStorage.getItem(SPACE + name)));
const write = (name, fields) => attempt(() => localStorage.setItem(SPACE + name, JSON.stringify({ at: Date.now(), fields })));
const forget = (name) => attempt(() => localStorage.removeItem(SPACE + name));

/** The form as pairs of name and values; never its token, which belongs to this page alone. */
function typed(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (name !== "csrf_token") (fields[name] ??= []).push(value);
  }
  return fields;
}

/** Put what was typed back: boxes as they were ticked, texts as they stood, and the submission key,
    so that what was stored after all is not stored twice. */
function fill(form, fields) {
  for (const input of form.elements) {
    if (!input.name || input.name === "csrf_token" || input.type === "submit") continue;
    const values = fields[input.name] ?? [];
    if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
    else input.value = values[0] ?? "";
  }
  for (const fold of form.querySelectorAll("details")) {
    fold.open = [...fold.querySelectorAll("input, select")].some(holdsSomething);
  }
}

const holdsSomething = (input) =>
  input.type === "checkbox" || input.type === "radio" ? input.checked && !input.defaultChecked
    : input.selectedIndex === undefined ? input.value !== "" : input.selectedIndex > 0;

function moment(time) {
  const at = new Date(time);
  const today = at.toDateString() === new Date().toDateString();
  const style = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(at);
}

function keep(form) {
  const name = form.dataset.draft;
  const notice = document.getElementById("draft");
  const fresh = typed(form);
  const refused = "typed" in form.dataset;  // the page came back with what was typed, and with what is wrong
  if (refused) write(name, fresh);
  const draft = refused ? null : read(name);
  if (draft) {
    fill(form, draft.fields);
    notice.querySelector("time").textContent = moment(draft.at);
    notice.hidden = false;
  }
  form.addEventListener("input", () => {
    const fields = typed(form);
    if (!refused && JSON.stringify(fields) === JSON.stringify(fresh)) forget(name);
    else write(name, fields);
  });
  notice.querySelector("button").addEventListener("click", () => {
    forget(name);
    fill(form, fresh);
    notice.hidden = true;
    form.querySelector("input:not([type=hidden])").focus();
  });
}

/** What the server says it stored is no draft any more. */
function forgetStored(key) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(SPACE) && read(name.slice(SPACE.length))?.fields.submission_key?.[0] === key) localStorage.removeItem(name);
  }
}

for (const { content } of document.querySelectorAll('meta[name="stored"]')) attempt(() => forgetStored(content));
for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
