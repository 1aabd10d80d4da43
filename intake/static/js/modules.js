// Inserts a text module at once, in the language of the message, and shows it in German.
for (const tools of document.querySelectorAll("[data-modules]")) {
  const form = tools.closest("form");
  const { body, lang, module, inserted } = form.elements;
  const boxes = [...form.querySelectorAll("[data-module]")];

  function showLanguage() {
    for (const box of boxes) {
      const versions = [...box.querySelectorAll("[data-version]")];
      for (const version of versions) version.hidden = version.dataset.version !== lang.value;
      const missing = lang.value !== "de" && versions.every((version) => version.hidden);
      box.querySelector("[data-missing]").hidden = !missing;
    }
  }

  lang.addEventListener("change", showLanguage);
  tools.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    const box = boxes.find((one) => one.dataset.module === module.value);
    if (!box) return;
    const texts = [...box.querySelectorAll("[data-text]")];
    const text = texts.find((one) => one.dataset.text === lang.value) ?? texts[0];
    body.value = [body.value.trim(), text.textContent].filter(Boolean).join("\n\n");
    inserted.value = `${inserted.value} ${module.value}`.trim();
    box.hidden = false;
    showLanguage();
    body.dispatchEvent(new Event("input"));
    body.focus();
  });
}
