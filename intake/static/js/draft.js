// Saves what is being written, sealed, every few seconds; and before sending, so that a lost
// connection costs no word. The server answers 204 and which version it has now.
for (const line of document.querySelectorAll("[data-draft]")) {
  const form = line.closest("form");
  const text = form.querySelector("textarea");
  const version = form.querySelector("[name=draft_version]");
  const discard = form.querySelector("[data-discard]");
  const pause = 2000;
  let saved = text.value, timer = 0, running = null, stopped = false;

  const say = (words) => { if (line.textContent !== words) line.textContent = words; };
  const clock = () => new Date().toTimeString().slice(0, 5);
  const later = () => { clearTimeout(timer); timer = setTimeout(save, pause); };

  async function post(value, keepalive) {
    const body = new URLSearchParams({
      step: "autosave",
      form_token: form.elements.form_token.value,
      draft_version: version.value,
      [text.name]: value,
    });
    try {
      const answer = await fetch(form.action, { method: "POST", body, keepalive });
      if (answer.status === 204) {
        saved = value;
        version.value = answer.headers.get("Draft-Version");
        discard.hidden = version.value === "0";
        say(`${line.dataset.saved}, ${clock()}`);
        return true;
      }
      stopped = answer.status < 500;
      if (!stopped) later();
      say({ 401: line.dataset.ended, 409: line.dataset.changed }[answer.status] ?? line.dataset.failed);
      return true;
    } catch {
      say(line.dataset.offline);
      later();
      return false;
    }
  }

  // One at a time; false only if there is no connection.
  async function save(keepalive = false) {
    clearTimeout(timer);
    while (running) await running;
    if (stopped || text.value === saved) return navigator.onLine;
    running = post(text.value, keepalive === true);
    const heard = await running;
    running = null;
    if (heard && !stopped && text.value !== saved) later();
    return heard;
  }

  text.addEventListener("input", () => { if (!stopped) later(); });
  addEventListener("online", save);
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });

  form.addEventListener("submit", async (event) => {
    if (form.dataset.ready) return;
    event.preventDefault();
    // A form cannot be sent again before this event is over.
    await new Promise((over) => { setTimeout(over); });
    if (!(await save())) { say(line.dataset.offline); return; }
    form.dataset.ready = "yes";
    stopped = true;
    form.requestSubmit(event.submitter);
    delete form.dataset.ready;
  });
}
