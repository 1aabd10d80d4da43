// What helps to send files is fetched when somebody chooses the first one.
document.querySelector("[data-upload]")?.addEventListener("change", ({ currentTarget }) => {
  const script = document.createElement("script");
  script.src = currentTarget.dataset.upload;
  document.head.append(script);
}, { once: true });
