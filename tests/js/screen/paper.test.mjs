/** A paper in the hall: what is too long for it, or is read elsewhere, is a title and a code to scan. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { paperValues } from "../../../static/js/screen/paper.js";

const EMPTY = {
  id: "p1", session_id: "", address: "", text: "", media: "", rows: [], unit: "", source: "", title: "T",
};
const of = (fields) => paperValues({ ...EMPTY, ...fields }, "abc");

test("a link and a PDF are a code, a picture is itself", () => {
  const link = of({ kind: "link", address: "https://example.org/a" });
  assert.deepEqual([link.paperQr, link.paperHost], ["/tab/abc/paper-qr.svg?paper=p1", "example.org"]);
  const hosts = ["https://a|b/c", "https://256.256.256.256", "https://e.example?.org", "odd"].map((address) =>
    of({ kind: "link", address }).paperHost
  );
  assert.deepEqual(hosts, ["a|b", "256.256.256.256", "e.example", ""]); // a browser's own reader throws on some
  assert.ok(of({ kind: "file", media: "application/pdf", address: "/f.pdf" }).paperQr);
  const picture = of({ kind: "file", media: "image/png", address: "/f.png" });
  assert.deepEqual([picture.paperQr, picture.paperPicture], [null, "/f.png?slot=abc"]);
});

test("a text steps down, and is a code where the hall cannot hold it", () => {
  const sizes = ["x", "x".repeat(300), "x".repeat(600), "x".repeat(1_000)].map((text) => of({ kind: "text", text }));
  assert.deepEqual(sizes.map((one) => one.paperTextSize), ["0", "1", "2", "3"]);
  for (const text of ["x".repeat(1_500), "字".repeat(800), "x\n".repeat(30)]) {
    const long = of({ kind: "text", text });
    assert.equal(long.paperText, "");
    assert.ok(long.paperQr);
  }
});
