// The words of an entry, and the form in which somebody reads and changes it.

import { isBox, pairsOf } from "./draft.js";

const clean = (node) => [...node?.childNodes ?? []].filter((each) => !each.matches?.(".optional, small"))
  .map((each) => each.textContent).join("").trim().replace(/\s+/g, " ");

/** Let a form begin with what an entry says: "throw away" and a reset then go back to that. */
export function show(form, fields) {
  const said = (name) => fields.filter(([each]) => each === name).map(([, value]) => value);
  for (const input of form.elements) {
    const values = said(input.name);
    if (isBox(input)) input.defaultChecked = values.includes(input.value);
    else if (input.options) for (const option of input.options) option.defaultSelected = values.includes(option.value);
    else if (input.type !== "submit") input.defaultValue = values[0] ?? "";
  }
  // A length of the last time that this form has no button for.
  const [tapped] = said("tapped_minutes");
  const { minutes } = form.elements;
  if (tapped && !minutes.defaultValue && !form.querySelector("[name=tapped_minutes][checked]")) minutes.defaultValue = tapped;
  form.reset();
  for (const fold of form.querySelectorAll("details")) fold.open = [...fold.querySelectorAll("input, select")].some(isSet);
}

const isSet = (input) => (isBox(input) ? input.checked : input.options ? input.selectedIndex > 0 : input.value);

const holds = (form, [name, value]) => [...form.elements].some((input) => input.name === name && (input.type !== "checkbox" || input.value === value));

/** The pairs of the form, and those of the entry for which this form has no field: the entry keeps them. */
export const changed = (form, fields, button) =>
  [...pairsOf(form, button), ...fields.filter((pair) => pair[0] === "submission_key" || !holds(form, pair))];

/** An entry as words, each with the name of its field, for a person to read. */
export function asText(form, fields) {
  const lines = [];
  for (const [name, value] of fields) {
    const input = [...form.elements].find((each) => each.name === name && (!isBox(each) || each.value === value));
    if (!value || input?.type === "hidden" || name === "submission_key") continue;
    const own = clean(input?.labels?.[0] ?? input);
    const about = clean(input?.closest("fieldset")?.querySelector("legend"));
    if (isBox(input ?? {})) lines.push(about ? `${about}: ${own}` : own);
    else if (input?.type === "submit") lines.push(own);
    else lines.push(`${own || name}: ${input?.options ? clean([...input.options].find((each) => each.value === value)) || value : value}`);
  }
  return lines.join("\n");
}
