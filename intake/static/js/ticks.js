// Ticks in a list: one for all that is shown, the number of them on the button, and the key «s»
// for the case that has the focus.
for (const form of document.querySelectorAll("form[data-ticks]")) {
  const boxes = [...form.querySelectorAll("tbody input[name=case]")];
  const all = form.querySelector("[data-tick-all]");
  const number = form.querySelector("[data-ticked]");

  function count() {
    const ticked = boxes.filter((box) => box.checked).length;
    number.textContent = ticked ? `(${ticked})` : "";
    all.querySelector("input").checked = ticked === boxes.length;
    all.querySelector("input").indeterminate = ticked > 0 && ticked < boxes.length;
  }

  all.hidden = false;
  all.addEventListener("change", ({ target }) => {
    for (const box of boxes) box.checked = target.checked;
    count();
  });
  form.addEventListener("change", count);
  form.addEventListener("keydown", (event) => {
    const box = event.target.closest("th a") && event.target.closest("tr").querySelector("[name=case]");
    const others = ["Control", "Meta", "Alt", "AltGraph"].some((key) => event.getModifierState(key));
    if (!box || event.key !== "s" || others || localStorage.getItem("no-single-keys")) return;
    box.checked = !box.checked;
    count();
  });
  addEventListener("pageshow", count);
}
