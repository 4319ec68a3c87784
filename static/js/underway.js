// The page that a phone keeps: what waits here, and logging without a connection. It shows at every
// address that cannot be reached; at that of a household's form it is that form.

import { drafts, forget, forgetKeys, keep, pairsOf } from "./draft.js";
import { copy, editOf, ofDay, rows } from "./entries.js";
import { add, introduce, sendAll, tidy, watch } from "./outbox.js";
import { initialsOf, known, learn, sendLater, signOut } from "./phone.js";
import { changed, show as fill } from "./typed.js";

const PATIENCE = 4_000;  // milliseconds; somebody else may have signed in on this phone, so it asks first

const part = (name) => document.getElementById(name);
if (navigator.onLine) await learn(null, PATIENCE);
const { user, households = [] } = known() ?? {};
const addressOf = (trajectory) => `/trajecten/${trajectory}/contact`;

function show(entries, sending) {
  part("entries").replaceChildren(...rows(entries, sending, part("log"), open));
  part("waiting").hidden = !entries.length;
  part("send").hidden = entries.every((entry) => entry.state !== "waiting");
  const lost = [...entries.filter((entry) => entry.state !== "stored").map(({ name, day }) => `${name} ${ofDay(day)}`),
    ...drafts(`${user}.`).map((name) => initialsOf(Number(name.split(".")[1])))];
  part("lost").replaceChildren(...lost.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

function showHouseholds() {
  part("households").replaceChildren(...households.map(({ id, name, area }) => {
    const node = copy("household", { name, area });
    node.querySelector("a").href = addressOf(id);
    return node;
  }));
  part("nobody").hidden = Boolean(user);
}

/** The form for a household: who else was there, and a day until today. */
function prepare(trajectory) {
  const form = part("log");
  part("who").textContent = initialsOf(trajectory);
  form.elements.on_date.max = new Date().toLocaleDateString("sv");  // as 2026-11-22
  const others = form.querySelector("[name=also]").closest("label");
  for (const { id, name } of households.filter((each) => each.id !== trajectory)) {
    const other = others.cloneNode(true);
    Object.assign(other.querySelector("input"), { value: id, id: `also-${id}` });
    other.querySelector("span").textContent = name;
    others.before(other);
  }
  const { purpose: kind } = form.elements;
  const asked = new URLSearchParams(location.search).get("waarom");
  if ([...kind.options].some(({ value }) => value === asked)) {
    kind.value = asked;
    form.prepend(kind.closest(".field"));
  }
  if (households.length < 2) others.closest("fieldset").remove();
  others.remove();
  part("form").hidden = false;
  part("lists").hidden = true;
  return form;
}

function showForm(trajectory) {
  const form = prepare(trajectory);
  const { on_date: day, submission_key: key } = form.elements;
  day.defaultValue = day.value = day.max;
  key.defaultValue = crypto.randomUUID();
  form.dataset.draft = `${user}.${trajectory}`;
  keep(form, []);
  form.onsubmit = (event) => save(event, { key: key.value, user, trajectory, name: initialsOf(trajectory) }, pairsOf);
}

/** An entry in the form, to read and to change; it waits and goes as it is until somebody saves. */
function open(entry) {
  const form = prepare(entry.trajectory);
  part("who").textContent = entry.name;
  form.elements.submission_key.disabled = true;  // what is typed now is no draft of a new contact
  form.elements.on_date.max = [form.elements.on_date.max, entry.day].sort().at(-1);
  fill(form, entry.fields ?? []);
  form.dataset.draft = editOf(entry);
  keep(form, []);
  const { key, name, trajectory } = entry;
  form.onsubmit = (event) => save(event, { key, user, trajectory, name }, (_form, button) => changed(form, entry.fields ?? [["submission_key", key]], button));
  part("form").scrollIntoView();
  part("form").querySelector("h2").focus();
}

async function save(event, entry, said) {
  event.preventDefault();
  const { target: form, submitter } = event;
  part("missing").hidden = submitter.name || form.querySelector("[name=topics]:checked");
  if (!part("missing").hidden) return part("missing").focus();
  await add({ ...entry, day: form.elements.on_date.value, fields: said(form, submitter) });
  forget(form.dataset.draft);
  sendLater();
  location.assign("/onderweg");
}

const wake = () => {
  part("offline").hidden = navigator.onLine;
  part("online").hidden = !navigator.onLine;
  return navigator.onLine && sendAll();
};

async function leave() {
  const { token } = await introduce();
  if (token) signOut(part("sign-out"), user, token);
  else part("not-now").hidden = false;
}

const trajectory = Number(location.pathname.match(/^\/trajecten\/(\d+)\/contact$/)?.[1]);
const isForm = households.some((each) => each.id === trajectory);
part("underway").hidden = false;
if (isForm) showForm(trajectory);
else {
  showHouseholds();
  part("send").onclick = sendAll;
  part("leave").onclick = leave;
  part("leaving").hidden = location.hash !== "#uitloggen";
  tidy(forgetKeys);
  await watch(user, show);
}
for (const change of ["online", "offline"]) addEventListener(change, wake);
wake();
