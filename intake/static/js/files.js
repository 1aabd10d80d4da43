// What helps to send files is fetched when somebody chooses the first one.
for (const box of document.querySelectorAll("[data-upload]")) {
  box.addEventListener("change", () => {
    const script = document.createElement("script");
    script.src = box.dataset.upload;
    document.head.append(script);
  }, { once: true });
}
