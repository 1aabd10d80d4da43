// Single keys for what is done most; never while somebody types, and only where they are switched
// on (WCAG 2.1.4): the switch stands on the page of the list and is kept by this browser.
const KEPT = "no-single-keys";
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

async function showSheet() {
  const answer = await fetch(sheet);
  if (!answer.ok) { location.assign(sheet); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  const title = page.querySelector("h1");
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

function step(by) {
  const rows = [...document.querySelectorAll("table.queue tbody th a")];
  const now = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(now + by, 0), rows.length - 1)]?.focus();
}

const press = (selector) => {
  const found = document.querySelector(selector);
  found?.click();
  return found !== null;
};

function carryOut(key) {
  if (key === "?") showSheet();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "/") press('nav a[href="/cases/search"]');
  else if (key === "d") press('nav a[href="/cases/day"]');
  else if (key === "g") press('nav a[href="/cases/"]');
  else return /^[a-z]$/.test(key) && press(`[data-key="${key}"]`);
  return true;
}

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const withOthers = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (isTyping || withOthers || isOff() || document.querySelector("dialog[open]")) return;
  if (carryOut(event.key)) event.preventDefault();
});

readSwitch(document);
