// @ts-check
/**
 * The programme at the right: sessions with their objectives and questions, each text a field that is changed where it
 * stands; buttons, keys and dragging move what has them. Refuses to know the document. Invariant: whatever is done here
 * is told as an edit, and nothing is changed but by being shown again.
 *
 * @typedef {import("./tree.js").Edit} Edit
 * @typedef {import("./tree.js").Entry} Entry
 * @typedef {import("./tree.js").Session} Session
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {{key: string, text: string, kind: string, doubt?: boolean, question?: Entry}} Leaf
 */
import { all, fill, list, one } from "../../page/dom.js";
import { t } from "../../page/strings.js";
import { bindAsks, showAsks } from "./asks.js";
import { MEETING } from "./tree.js";

/** @param {Session} session @returns {Leaf[]} */
const leavesOf = ({ objectives, questions }) => [
  ...objectives.map((entry) => ({ key: entry.key, text: entry.text, kind: "objective" })),
  ...questions.flatMap((entry) => [
    { key: entry.key, text: entry.text, kind: "question", question: entry },
    ...(entry.sub ?? []).map((sub) => ({ key: sub.key, text: sub.text, kind: "sub_question", question: sub })),
  ]),
];

/** @param {{edit: (edit: Edit, what?: string) => void, fresh: () => string}} wishes */
export function showOutline({ edit, fresh }) {
  const place = /** @type {HTMLElement} */ (one("[data-tree]"));
  const whole = /** @type {HTMLElement} */ (one("[data-whole]"));
  const keyOf = (/** @type {EventTarget | null} */ found) =>
    /** @type {HTMLElement | null} */ (/** @type {Element} */ (found).closest("[data-key]"))?.dataset.key ?? MEETING;
  let shown = /** @type {Tree | null} */ (null);
  const asking = () =>
    (shown?.sessions ?? []).map((one) => one.questions.flatMap((each) => [each, ...(each.sub ?? [])]));
  bindAsks(whole, {
    find: (key) => asking().flat().find((one) => one.key === key) ?? null,
    set: (at, field, to, typed) => edit({ do: "set", at, field, to }, typed ? `${at} ${field}` : ""),
    alike: (key) => asking().find((some) => some.some((one) => one.key === key))?.map((one) => one.key) ?? [],
  });
  let dragged = "";
  let focusNext = "";

  whole.addEventListener("input", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const name = field.dataset.field;
    if (!name) return;
    edit({ do: "set", at: keyOf(field), field: name, to: field.value }, `${keyOf(field)} ${name}`);
  });

  whole.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    const at = keyOf(button);
    const { act, add } = button.dataset;
    if (add === "session" || add === "objective" || add === "question") {
      const key = fresh();
      focusNext = key;
      edit({ do: "add", kind: add, in: add === "session" ? "" : at, key });
    } else if (act) done(act, at);
  });

  /** @param {string} act @param {string} at */
  function done(act, at) {
    focusNext = at;
    if (act === "up" || act === "down") edit({ do: "move", at, by: act === "up" ? -1 : 1 });
    else if (act === "remove") {
      const rows = all("[data-key]", place);
      const gone = rows.findIndex((row) => row.dataset.key === at);
      focusNext = (rows[gone + 1] ?? rows[gone - 1])?.dataset.key ?? "";
      edit({ do: "remove", at });
    } else if (act === "in" || act === "out") edit({ do: act, at });
  }

  whole.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || keyOf(event.target) === MEETING) return;
    const towards = document.documentElement.dir === "rtl" ? { ArrowLeft: "in", ArrowRight: "out" }
      : { ArrowRight: "in", ArrowLeft: "out" };
    const acts = /** @type {Record<string, string>} */ ({ ArrowUp: "up", ArrowDown: "down", ...towards });
    if (!acts[event.key]) return;
    event.preventDefault();
    done(acts[event.key], keyOf(event.target));
  });

  whole.addEventListener("dragstart", (event) => {
    if (!/** @type {Element} */ (event.target).matches("[draggable]")) return;
    dragged = keyOf(event.target);
    event.dataTransfer?.setData("text/plain", dragged);
  });
  whole.addEventListener("dragover", (event) => {
    if (dragged) event.preventDefault();
  });
  whole.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    edit({ do: "place", at: dragged, before: keyOf(event.target) });
    dragged = "";
  });

  /** @param {HTMLElement} element @param {Leaf} leaf */
  function leafOf(element, leaf) {
    element.dataset.taken = leaf.kind;
    const kind = t(`desk.kind.${leaf.kind}`);
    fill(element, {
      kind, called: t("desk.tree.text", { kind }), asked: leaf.kind === "question", below: leaf.kind === "sub_question",
    });
    write(element, "text", leaf.text);
    fill(element, { asking: Boolean(leaf.question) });
    if (leaf.question) showAsks(element, leaf.question);
  }

  /** @param {HTMLElement} element @param {Session} session */
  function sessionOf(element, session) {
    const hours = [session.starts, session.ends].filter(Boolean).join("–");
    fill(element, {
      when: [session.day, hours].filter(Boolean).join(" · "), called: session.title || t("desk.tree.untitled"),
      where: t(`desk.tree.${session.kind}`),
      asks: t("desk.tree.questions", { n: session.questions.length }),
    });
    for (const name of /** @type {const} */ (["title", "number", "day", "starts", "ends", "note"]))
      write(element, name, session[name]);
    for (const choice of /** @type {HTMLInputElement[]} */ (all("[data-field=kind]", element))) {
      choice.name = `room-${session.key}`;
      choice.checked = choice.value === session.kind;
    }
    const leaves = one("[data-leaves]", element);
    if (leaves) list(leaves, leavesOf(session), "key", "leaf", leafOf);
  }

  return {
    /** @param {Tree} tree */
    show(tree) {
      shown = tree;
      write(whole, "meeting-title", tree.title);
      write(whole, "preamble", tree.preamble);
      list(place, tree.sessions, "key", "session", sessionOf);
      const others = [
        ...tree.objectives.map((entry) => ({ ...entry, kind: "objective" })),
        ...tree.issues.map((entry) => ({ ...entry, kind: "issue" })),
      ];
      list(/** @type {HTMLElement} */ (one("[data-others]")), others, "key", "leaf", leafOf);
      const row = focusNext ? one(`[data-key="${focusNext}"]`, whole) : null;
      row?.closest("details")?.setAttribute("open", "");
      row?.querySelector("details")?.setAttribute("open", "");
      if (row) one("[data-write=text], [data-write=title]", row)?.focus();
      focusNext = "";
    },
  };
}

/** Write a text into the field that shows it, unless it stands there. */
function write(/** @type {HTMLElement} */ root, /** @type {string} */ name, /** @type {string} */ value) {
  const field = /** @type {HTMLInputElement | null} */ (one(`[data-write="${name}"]`, root));
  if (field && field.value !== value) field.value = value;
}
