// What the desk says, as a command: which language is the first, and what is left out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../../../static/js/desk/saying.js";

test("the language of the page is the first, the others are translations, and what is empty is not said", () => {
  const typed = { ar: "مرحبا", en: "Hello", fr: "  " };
  const said = { type: "say_to_all", text: "Hello", language: "en", translations: { ar: "مرحبا" }, room_id: "r1" };
  assert.deepEqual(commandOf(typed, "en", "r1"), said);
  assert.equal(commandOf(typed, "ru", "").language, "ar");
  assert.equal(commandOf({ fr: " " }, "en", "").text, "");
});
