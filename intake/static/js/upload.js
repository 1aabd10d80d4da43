// Makes large photos smaller before they are sent, and tells how much has been sent.
for (const box of document.querySelectorAll("[data-upload]:not([data-ready])")) {
  const input = box.querySelector("input[type=file]");
  const form = input.form;
  const [most, bytes] = box.dataset.most.split(" ").map(Number);
  const refused = box.querySelector(".hint").textContent;
  const lost = document.querySelector("[data-offline]").dataset.offline;
  const sent = form.querySelector("[data-sending]").dataset.sending;
  const longest = 2400, small = 500000;
  const line = document.createElement("p");
  const bar = document.createElement("progress");
  let shrinking = Promise.resolve(), sending = false;
  box.dataset.ready = "";
  line.role = "status";
  bar.max = 100;

  const say = (words, done) => {
    line.textContent = words;
    bar.hidden = done === undefined;
    bar.value = done ?? 0;
  };

  async function smaller(file) {
    if (!file.type.startsWith("image/") || (file.type === "image/jpeg" && file.size < small)) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      const paper = canvas.getContext("2d");
      paper.fillStyle = "white";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const drawn = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
      const is_better = drawn && (drawn.size < file.size || !/jpeg|png|webp/.test(file.type));
      return is_better ? new File([drawn], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: drawn.type }) : file;
    } catch {
      return file;
    }
  }

  async function shrink() {
    const chosen = [...input.files];
    if (chosen.length > most) return say(refused);
    const kept = new DataTransfer();
    for (const file of chosen) kept.items.add(await smaller(file));
    input.files = kept.files;
    say(chosen.length && [...input.files].some((file) => file.size > bytes) ? refused : "");
  }

  function show(answer) {
    history.replaceState(null, "", answer.responseURL);
    scrollTo(0, 0);
    document.open();
    document.write(answer.responseText);
    document.close();
  }

  function send() {
    const request = new XMLHttpRequest();
    const fail = () => { sending = false; say(lost); };
    request.upload.onprogress = ({ loaded, total }) => {
      const percent = Math.floor((loaded / total) * 100);
      say(`${sent} ${percent} %`, percent);
    };
    request.onload = () => {
      const is_page = request.status < 500 && request.status !== 413;
      if (is_page) show(request); else fail();
    };
    request.onerror = request.ontimeout = request.onabort = fail;
    request.open("POST", form.action);
    request.send(new FormData(form));
  }

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || !input.files.length) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    await shrinking;
    if (input.files.length > most || [...input.files].some((file) => file.size > bytes)) {
      sending = false;
      say(refused);
      input.focus();
      return;
    }
    say(`${sent} 0 %`, 0);
    send();
  });

  input.addEventListener("change", () => { shrinking = shrink(); });
  box.append(line, bar);
  say("");
  shrinking = shrink();
}
