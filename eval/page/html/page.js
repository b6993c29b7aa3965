"use strict";
// Filters: the state lives in the page's fragment, as in
// #filter=missed,spurious&label=PER&q=text&whole=1, so that a view can be linked to.
(() => {
  const tools = document.getElementById("tools");
  if (!tools) return;
  const boxes = [...tools.querySelectorAll("input[name=filter]")];
  const label = tools.querySelector("[name=label]");
  const query = tools.querySelector("[name=q]");
  const whole = tools.querySelector("[name=whole]");
  const shown = document.getElementById("shown");
  const docs = [...document.querySelectorAll("details.doc")];
  const rows = [...document.querySelectorAll("#frequent li[data-e]")];
  const more = document.getElementById("frequent-more");
  const none = document.getElementById("frequent-none");
  const wasOpen = new Map(docs.map(d => [d, d.open]));
  const items = new WeakMap();
  const texts = new WeakMap();
  tools.hidden = false;

  // fold makes spellings that writers vary equal, as the tagger's keys do.
  const fold = s => s.toLowerCase().normalize("NFKC")
    .replace(/[\u064B-\u065F\u0670\u0640\u200B-\u200F\u2066-\u2069]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/[\u0649\u06CC]/g, "\u064A")
    .replace(/\u06A9/g, "\u0643").replace(/\u0629/g, "\u0647").replace(/\s+/g, " ").trim();
  const entries = el => {
    if (!items.has(el)) items.set(el, JSON.parse(el.dataset.e));
    return items.get(el);
  };
  const text = el => {
    if (!texts.has(el)) {
      const copy = el.cloneNode(true);
      copy.querySelectorAll(".b").forEach(b => b.remove());
      texts.set(el, fold(copy.textContent));
    }
    return texts.get(el);
  };

  function read() {
    const p = new URLSearchParams(location.hash.slice(1));
    const kinds = (p.get("filter") || "").split(",");
    boxes.forEach(b => { b.checked = kinds.includes(b.value); });
    label.value = p.get("label") || "";
    if (label.selectedIndex < 0) label.value = "";
    query.value = p.get("q") || "";
    whole.checked = p.get("whole") === "1";
  }

  function write() {
    const p = new URLSearchParams();
    const kinds = boxes.filter(b => b.checked).map(b => b.value);
    if (kinds.length) p.set("filter", kinds.join(","));
    if (label.value) p.set("label", label.value);
    if (query.value) p.set("q", query.value);
    if (whole.checked) p.set("whole", "1");
    const hash = p.toString().replace(/%2C/g, ",");
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  function apply() {
    const kinds = new Set(boxes.filter(b => b.checked).map(b => b.value));
    const want = label.value, q = fold(query.value);
    const marked = kinds.size > 0 || want !== "";
    const active = marked || q !== "";
    const fits = el => entries(el).some(e =>
      (!kinds.size || e.k.some(k => kinds.has(k))) && (!want || e.l.includes(want)));
    let nDocs = 0, nMarks = 0;
    for (const doc of docs) {
      let hits = 0, found = 0;
      for (const par of doc.querySelectorAll(".t")) {
        const said = !q || text(par).includes(q);
        let here = 0;
        for (const m of par.querySelectorAll(".m")) {
          const on = !marked || fits(m);
          m.classList.toggle("off", !on);
          if (on) here++;
        }
        const good = said && (!marked || here > 0);
        if (good) { found++; hits += here; }
        par.hidden = active && !good && !whole.checked;
      }
      for (const gap of doc.querySelectorAll(".gap")) gap.hidden = active && !whole.checked;
      const titled = q !== "" && !marked && text(doc.querySelector("h3")).includes(q);
      if (titled && !found) doc.querySelectorAll(".t").forEach(par => { par.hidden = false; });
      doc.hidden = active && !found && !titled;
      doc.open = active ? !doc.hidden : wasOpen.get(doc);
      if (!doc.hidden) { nDocs++; nMarks += hits; }
    }
    let nRows = 0, nMore = 0;
    for (const row of rows) {
      row.hidden = marked && !fits(row) || q !== "" && !text(row).includes(q);
      if (!row.hidden) { nRows++; if (more && more.contains(row)) nMore++; }
    }
    if (none) none.hidden = nRows > 0;
    if (more) { more.open = active; more.hidden = nMore === 0; }
    const plural = (n, word) => n.toLocaleString("en") + " " + word + (n === 1 ? "" : "s");
    shown.textContent = (active ? nDocs.toLocaleString("en") + " of " : "") +
      plural(docs.length, "document") + ", " + plural(nMarks, "mark");
  }

  // A link to a mark or document shows it, whatever the filter.
  function follow() {
    const id = location.hash.slice(1); // ids of the page are plain ASCII
    if (id.includes("=")) { read(); apply(); toText(); return; }
    const at = id && document.getElementById(id);
    if (!at) { if (!id) { read(); apply(); } return; }
    const doc = at.closest("details.doc");
    if (!doc) return;
    if (doc.hidden || at.closest("[hidden]") || at.classList.contains("off")) clear();
    doc.open = true;
    at.scrollIntoView({ block: "center" });
  }
  function toText() {
    if (boxes.some(b => b.checked) || label.value || query.value) document.getElementById("texts").scrollIntoView();
  }
  function clear() {
    boxes.forEach(b => { b.checked = false; });
    label.value = ""; query.value = ""; whole.checked = false;
    apply();
  }

  let timer;
  tools.addEventListener("input", e => {
    clearTimeout(timer);
    timer = setTimeout(() => { write(); apply(); }, e.target === query ? 150 : 0);
  });
  tools.addEventListener("submit", e => { e.preventDefault(); write(); apply(); });
  document.getElementById("clear").addEventListener("click", () => { clear(); write(); });
  window.addEventListener("hashchange", follow);
  if (location.hash.includes("=")) read();
  apply();
  if (location.hash) follow();
})();
