// Copying a code, where the browser allows it. The button is hidden until then.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const label = button.lastElementChild;
  const words = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const shown = document.getElementById(button.dataset.copy).textContent;
    await navigator.clipboard.writeText(shown.trim().replace(/\s+/g, " "));
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = words; }, 4000);
  });
}
