// A pressed button keeps its label and says that it is at work.
addEventListener("submit", ({ submitter, defaultPrevented }) => {
  if (defaultPrevented || !submitter?.dataset.sending || submitter.lastElementChild) return;
  const note = document.createElement("span");
  note.textContent = submitter.dataset.sending;
  note.role = "status";
  submitter.append(" ", note);
  addEventListener("pageshow", () => note.remove(), { once: true });
});
