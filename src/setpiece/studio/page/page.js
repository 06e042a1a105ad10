// The page: plays a take frame by frame, asks what is under a click, sends edits, and walks the history.

const $ = (id) => document.getElementById(id);
const after = $("after"), before = $("before");
let state = null, click = null, drag = null, shown = 0;

async function ask(name, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(name, options);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
}

const say = (text, wrong = false) => { $("answer").textContent = text; $("answer").className = wrong ? "wrong" : ""; };
const frames = () => Math.max(1, Math.round(state.seconds * state.fps));
const frame = () => Math.min(frames() - 1, Math.floor(after.currentTime * state.fps + 1e-3));

function seek(number) {
  const time = (Math.min(frames() - 1, Math.max(0, number)) + 0.5) / state.fps; // the middle of a frame is that frame
  after.currentTime = time;
  if (before.src) before.currentTime = time;
}

function tick() {
  if (state) {
    $("scrub").value = frame();
    $("time").textContent = `${(frame() / state.fps).toFixed(3)} s, frame ${frame()}`;
    $("play").textContent = after.paused ? "Play" : "Pause";
  }
  requestAnimationFrame(tick);
}

function load() {
  const time = after.currentTime, stamp = `?v=${state.head}-${Date.now()}`;
  after.src = ($("difference").checked ? "difference.mp4" : "film.mp4") + stamp;
  after.currentTime = time;
  if (state.films.includes("before.mp4")) { before.src = "before.mp4" + stamp; before.currentTime = time; }
  shown = state.head;
}

function draw() {
  $("scrub").max = frames() - 1;
  $("wipe").disabled = !state.films.includes("before.mp4");
  $("difference").disabled = !state.films.includes("difference.mp4");
  for (const id of ["undo", "redo"]) $(id).disabled = state.busy;
  $("versions").replaceChildren(...state.versions.map((version) => {
    const row = document.createElement("li");
    row.value = version.id;
    row.textContent = version.said;
    row.title = version.python;
    row.className = version.id === state.head ? "head" : "";
    row.onclick = () => send("show", { version: version.id });
    return row;
  }));
  const proof = state.proof;
  $("proof").textContent = proof ? `${proof.raw.could_differ} of ${proof.raw.pixels} pixels could differ, ${proof.raw.differ} do; `
    + `of the others ${proof.raw.outside_that_differ}. ${proof.chains.join("; ")}` : "No edit yet.";
  const progress = state.progress;
  $("progress").hidden = !state.busy;
  if (progress) { $("progress").max = progress.total; $("progress").value = progress.done; } else $("progress").removeAttribute("value");
}

async function refresh() {
  const was = state;
  state = await ask("state");
  draw();
  if (!was || (was.busy && !state.busy)) {
    if (was) say(state.error || "Done.", Boolean(state.error));
    if (!state.error) load();
  }
}

async function send(name, body) {
  try {
    say("");
    const found = await ask(name, body);
    $("command").textContent = found.command;
    await refresh();
    state.busy = true; // even a job that is done already is told of as one
  } catch (error) { say(error.message, true); }
}

function place(event) {
  const box = $("frame").getBoundingClientRect();
  const x = Math.min(state.width - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * state.width)));
  const y = Math.min(state.height - 1, Math.max(0, Math.floor((event.clientY - box.top) / box.height * state.height)));
  return { x, y, t: frame() / state.fps };
}

const vector = (values) => values.map((value) => value.toFixed(3)).join("  ");

async function look(at) {
  click = at;
  const cross = $("cross");
  cross.hidden = false;
  cross.style.left = `${(at.x + 0.5) / state.width * 100}%`;
  cross.style.top = `${(at.y + 0.5) / state.height * 100}%`;
  try {
    const told = await ask(`why?x=${at.x}&y=${at.y}&t=${at.t}`);
    const rows = { thing: told.seen, part: told.part && `${told.part}, ${told.material}`, words: (told.words || []).join(" "),
      light: (told.light_met || []).join(", ") };
    if (told.motion && !told.motion.fixed) {
      rows["velocity m/s"] = vector(told.motion.velocity);
      for (const [name, force] of Object.entries(told.motion.forces)) rows[`${name} N`] = vector(force);
      rows.touches = told.motion.touches.join(", ") || "nothing";
    }
    $("seen").replaceChildren(...Object.entries(rows).filter(([, value]) => value).flatMap(([name, value]) => {
      const term = document.createElement("dt"), text = document.createElement("dd");
      term.textContent = name;
      text.textContent = value;
      return [term, text];
    }));
    $("command").textContent = told.command;
  } catch (error) { say(error.message, true); }
}

$("frame").onpointerdown = (event) => { if (state) { after.pause(); drag = place(event); } };
$("frame").onpointerup = (event) => {
  if (!drag) return;
  const end = place(event), from = drag;
  drag = null;
  if (Math.hypot(end.x - from.x, end.y - from.y) < 4) look(from);
  else send("drag", { from, to: { x: end.x, y: end.y } });
};
$("say").onsubmit = (event) => { event.preventDefault(); if ($("words").value.trim()) send("edit", { sentence: $("words").value, click }); };
$("undo").onclick = () => send("walk", { way: "undo" });
$("redo").onclick = () => send("walk", { way: "redo" });
$("play").onclick = () => (after.paused ? Promise.all([after.play(), before.src && before.play()]) : (after.pause(), before.pause()));
$("back").onclick = () => seek(frame() - 1);
$("forth").onclick = () => seek(frame() + 1);
$("scrub").oninput = () => { after.pause(); before.pause(); seek(Number($("scrub").value)); };
$("difference").onchange = load;
$("wipe").onchange = $("split").oninput = () => {
  const on = $("wipe").checked, share = $("split").value;
  $("split").disabled = before.hidden = $("edge").hidden = !on;
  if (!on) return;
  before.style.clipPath = `inset(0 ${100 - share}% 0 0)`;
  $("edge").style.left = `${share}%`;
};
document.onkeydown = (event) => {
  if (event.target.tagName === "INPUT" && event.target.type === "text") return;
  const act = { " ": "play", ArrowLeft: "back", ArrowRight: "forth" }[event.key];
  if (act) { event.preventDefault(); $(act).click(); }
};

await refresh();
tick();
setInterval(() => state.busy && refresh(), 300);
