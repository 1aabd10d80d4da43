// The receipt asks before it is left without the code having been copied, printed or written down.
// Never when somebody leaves quickly, and not when only the language changes.
for (const place of document.querySelectorAll("[data-keep]")) {
  const tick = place.querySelector("input");
  let kept = false;
  tick.parentElement.hidden = false;
  document.addEventListener("click", ({ target }) => {
    kept ||= target.closest("[data-kept], [data-copy], [data-print]") !== null;
    if (target.closest("[hreflang]")) removeEventListener("beforeunload", ask);
  });
  const ask = (event) => {
    if (!kept && !tick.checked && !document.body.hidden) event.preventDefault();
  };
  addEventListener("beforeunload", ask);
}
