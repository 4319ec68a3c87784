// The page that a phone keeps: what waits here, and logging without a connection. It shows at every
// address that cannot be reached; at that of a household's form it is that form.

import { drafts, forget, forgetKeys, keep, offer, pairsOf } from "./draft.js";
import { add, handIn, introduce, remove, sendAll, tidy, watch } from "./outbox.js";
import { initialsOf, known, learn, sendLater, signOut } from "./phone.js";

const PATIENCE = 4_000;  // milliseconds; somebody else may have signed in on this phone, so it asks first

const part = (name) => document.getElementById(name);
if (navigator.onLine) await learn(null, PATIENCE);
const { user, households = [] } = known() ?? {};
const addressOf = (trajectory) => `/trajecten/${trajectory}/contact`;
const draftOf = (trajectory) => `${user}.${trajectory}`;

/** A copy of a template with these words in its parts. */
function copy(name, words) {
  const node = part(name).content.firstElementChild.cloneNode(true);
  for (const [place, text] of Object.entries(words)) node.querySelector(`.${place}`).textContent = text;
  return node;
}

const { lang } = document.documentElement;
const ofDay = (day) => new Date(day).toLocaleDateString(lang, { dateStyle: "medium" });
const ofTime = (time) => new Date(time).toLocaleTimeString(lang, { timeStyle: "short" });

// What a person does about an entry that was refused.
const DECISIONS = {
  discard: (entry) => remove([entry.key]),
  give: handIn,
  async mend(entry) {
    const fields = entry.fields.map(([name, value]) => [name, name === "submission_key" ? crypto.randomUUID() : value]);
    part("taken").hidden = offer(draftOf(entry.trajectory), fields);
    if (!part("taken").hidden) return;
    await remove([entry.key]);
    location.assign(addressOf(entry.trajectory));
  },
};

function rowOf(entry, sending) {
  const { name, state, why = "", saved, at } = entry;
  const node = copy("entry", { name, day: ofDay(entry.day), time: ofTime(at ?? saved), why });
  // The words for each state stand in the template; these classes show the right ones.
  node.classList.add(...(state === "waiting" && entry.key === sending ? ["sending"] : [state, state === "waiting" && why, entry.released && "released", entry.given && "given"].filter(Boolean)));
  for (const button of node.querySelectorAll("button")) button.onclick = () => DECISIONS[button.name](entry);
  return node;
}

function show(entries, sending) {
  part("entries").replaceChildren(...entries.map((entry) => rowOf(entry, sending)));
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

function showForm(trajectory) {
  const form = part("log");
  part("who").textContent = initialsOf(trajectory);
  const { on_date: day, submission_key: key } = form.elements;
  day.defaultValue = day.value = day.max = new Date().toLocaleDateString("sv");  // as 2026-11-22
  key.defaultValue = crypto.randomUUID();
  const others = form.querySelector("[name=also]").closest("label");
  for (const { id, name } of households.filter((each) => each.id !== trajectory)) {
    const other = others.cloneNode(true);
    Object.assign(other.querySelector("input"), { value: id, id: `also-${id}` });
    other.querySelector("span").textContent = name;
    others.before(other);
  }
  if (households.length < 2) others.closest("fieldset").remove();
  others.remove();
  form.dataset.draft = draftOf(trajectory);
  keep(form, []);
  form.onsubmit = (event) => save(event, trajectory);
}

async function save(event, trajectory) {
  event.preventDefault();
  const { target: form, submitter } = event;
  const { submission_key: key, on_date: day } = form.elements;
  part("missing").hidden = submitter.name || form.querySelector("[name=topics]:checked");
  if (!part("missing").hidden) return part("missing").focus();
  const fields = [...pairsOf(form), [submitter.name, submitter.value]];
  await add({ key: key.value, user, trajectory, name: initialsOf(trajectory), day: day.value, fields });
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
part("form").hidden = !isForm;
part("lists").hidden = isForm;
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
