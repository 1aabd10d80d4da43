// Without a connection nothing is sent and the page stays, with all that was typed.
addEventListener("submit", (event) => {
  const words = document.querySelector("[data-offline]").dataset.offline;
  let note = document.getElementById("offline");
  if (navigator.onLine) { note?.remove(); return; }
  event.preventDefault();
  if (!note) {
    note = document.createElement("p");
    note.id = "offline";
    note.className = "box warning";
    note.role = "alert";
    event.submitter.after(note);
  }
  note.textContent = words;
}, true);
