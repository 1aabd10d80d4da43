// Single keys for what is done most; never while somebody types, never together with the keys that
// a browser or a screen reader listens to, and only where they are switched on (WCAG 2.1.4): the
// switch stands on the page of the list and is kept by this browser. A key follows a link, but only
// goes to a button, since that changes something at once: Enter presses it.
const KEPT = "no-single-keys";
const PLACES = { "/": "search", d: "day", g: "", q: "new", z: "brief-contact" };
const LINES = "main table.queue tbody th a, main .agenda li a, main [data-step], main .box form .link";
const sheet = "/staff/keyboard";
const isOff = () => localStorage.getItem(KEPT) !== null;

function readSwitch(place) {
  for (const line of place.querySelectorAll("[data-shortcuts-switch]")) {
    const box = line.querySelector("input");
    line.hidden = false;
    box.checked = !isOff();
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, "yes");
    });
  }
}

// The headings of the list stand one level lower on the page that it covers.
function lower(heading) {
  const lowered = document.createElement(`h${Number(heading.tagName[1]) + 1}`);
  lowered.id = heading.id;
  lowered.append(...heading.childNodes);
  heading.replaceWith(lowered);
  return lowered;
}

async function showSheet() {
  const answer = await fetch(sheet);
  if (!answer.ok) { location.assign(sheet); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  const [title] = [...page.querySelectorAll("main :is(h1, h2)")].map(lower);
  title.id = "keyboard-sheet";
  dialog.setAttribute("aria-labelledby", title.id);
  close.textContent = document.querySelector("[data-sheet]").dataset.sheet;
  close.className = "quiet";
  close.addEventListener("click", () => dialog.close());
  dialog.append(...page.querySelector("main").children, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  readSwitch(dialog);
  dialog.showModal();
}

const lines = () => [...document.querySelectorAll(LINES)];

function step(by) {
  const now = lines().indexOf(document.activeElement);
  lines()[Math.min(Math.max(now + by, 0), lines().length - 1)]?.focus();
}

function press(selector) {
  const found = document.querySelector(selector);
  if (found?.form?.method === "post") found.focus();
  else found?.click();
  return found !== null;
}

function carryOut(key) {
  if (key === "?") showSheet();
  else if (/^[a-z0]$/.test(key) && press(`[data-key="${key}"]`)) return true;
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (/^[1-9]$/.test(key)) lines()[key - 1]?.focus();
  else if (key in PLACES) return press(`nav a[href="/cases/${PLACES[key]}"]`);
  else return false;
  return true;
}

// NVDA, JAWS and Orca are spoken to with Insert or the caps lock held down.
const ofReaders = new Set(["Insert", "CapsLock"]);
const held = new Set();
addEventListener("keyup", ({ key }) => held.delete(key));
addEventListener("blur", () => held.clear());

addEventListener("keydown", (event) => {
  if (ofReaders.has(event.key)) held.add(event.key);
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const others = ["Control", "Meta", "Alt", "AltGraph"].some((key) => event.getModifierState(key));
  if (isTyping || others || held.size || event.isComposing || event.repeat) return;
  if (isOff() || document.querySelector("dialog[open]")) return;
  if (carryOut(event.key)) event.preventDefault();
});

readSwitch(document);
