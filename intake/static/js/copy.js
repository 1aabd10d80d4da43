// Copying a code, where the browser allows it. The button is hidden until then.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const shown = document.getElementById(button.dataset.copy).textContent;
    await navigator.clipboard.writeText(shown.trim().replace(/\s+/g, " "));
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 4000);
  });
}
