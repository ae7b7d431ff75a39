// The guided timer: it counts the printed plan down, phase by phase.
//
// What counts is the clock on the wall, not the ticks of the page, so that a tab in the
// background stays right. Without this file the plan is a list with seconds.
const root = document.querySelector("[data-timer]");
const phases = [...root.querySelectorAll("[data-seconds]")].map((item) => ({
  item,
  words: item.querySelector("span").textContent,
  seconds: Number(item.dataset.seconds),
  side: item.dataset.side,
}));
const LAST_CALL = 5; // seconds before the end of a phase that are spoken
const RING = 2 * Math.PI * 54;

const panel = document.createElement("div");
panel.className = "timer__panel";
panel.innerHTML = `
  <div class="timer__face">
    <svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <circle class="timer__track" cx="60" cy="60" r="54"/>
      <circle class="timer__ring" cx="60" cy="60" r="54" stroke-dasharray="${RING}" stroke-dashoffset="0"/>
    </svg>
    <p class="timer__left" role="timer" aria-label="Time left"></p>
  </div>
  <div class="timer__words">
    <p class="timer__now"></p>
    <p class="timer__next"></p>
    <p class="visually-hidden" role="status"></p>
    <div class="actions">
      <button class="button" type="button" data-do="toggle">Start</button>
      <button class="button button--quiet" type="button" data-do="skip">Skip</button>
      <button class="button button--quiet" type="button" data-do="restart">Restart</button>
    </div>
    <div class="timer__options">
      <label><input type="checkbox" data-option="voice"> Say it aloud</label>
      <label><input type="checkbox" data-option="sound"> Tone at each change</label>
      <label><input type="checkbox" data-option="buzz"> Vibrate at each change</label>
    </div>
  </div>`;
root.querySelector(".timer__plan").before(panel);

const face = (name) => panel.querySelector(name);
if (!navigator.vibrate) panel.querySelector('[data-option="buzz"]').parentElement.remove();

const option = (name) => face(`[data-option="${name}"]`)?.checked;
const button = face('[data-do="toggle"]');
let at = 0; // the phase
let left = phases[0].seconds * 1000; // milliseconds of it, while it stands still
let endsAt = null; // the instant at which it ends, while it runs
let spoken = new Set();
let lock = null;

const isRunning = () => endsAt !== null;
const remaining = () => (isRunning() ? endsAt - Date.now() : left);

function say(words) {
  face("[role=status]").textContent = words;
  if (option("voice") && "speechSynthesis" in window) {
    speechSynthesis.cancel(); // a tab that slept has only the newest to say
    speechSynthesis.speak(new SpeechSynthesisUtterance(words));
  }
}

function signal() {
  if (option("buzz")) navigator.vibrate(200); // milliseconds
  if (!option("sound")) return;
  const audio = new AudioContext();
  const source = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.15;
  source.frequency.value = 528;
  source.connect(volume).connect(audio.destination);
  source.start();
  source.stop(audio.currentTime + 0.25);
  source.onended = () => audio.close();
}

function inWords(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function draw() {
  const phase = phases[at];
  face(".timer__left").textContent = phase ? inWords(remaining()) : "0:00";
  face(".timer__now").textContent = phase ? phase.words : "Done. Well paced.";
  const next = phases[at + 1];
  face(".timer__next").textContent = next ? `Next: ${next.words}` : "";
  const part = phase ? 1 - remaining() / (phase.seconds * 1000) : 1;
  face(".timer__ring").style.strokeDashoffset = RING * part;
  button.textContent = isRunning() ? "Pause" : phase ? (at || part ? "Go on" : "Start") : "Again";
  phases.forEach(({ item }, n) => {
    if (n === at) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}

// The figure turns to the side that works now.
function show(side) {
  const choice = side && document.querySelector(`.mirror input[value="${side}"]`);
  if (choice) choice.checked = true;
}

function once(mark, words) {
  if (spoken.has(mark)) return;
  spoken.add(mark);
  say(words);
}

function enter(n, from) {
  at = n;
  spoken = new Set();
  const phase = phases[at];
  if (!phase) return stop("Done");
  left = phase.seconds * 1000;
  if (isRunning()) endsAt = from + left;
  show(phase.side);
}

function announce() {
  signal();
  say(phases[at].words);
}

function tick() {
  if (!isRunning()) return;
  const before = at;
  while (isRunning() && remaining() <= 0) enter(at + 1, endsAt);
  if (at !== before && phases[at]) announce();
  const phase = phases[at];
  if (phase) {
    const seconds = remaining() / 1000;
    if (phase.seconds >= 20 && seconds <= phase.seconds / 2) once("half", "Halfway");
    if (phase.seconds > 10 && seconds <= LAST_CALL) once("last", `${LAST_CALL} seconds left`);
  }
  draw();
}

async function start() {
  if (at >= phases.length) enter(0, Date.now());
  endsAt = Date.now() + left;
  announce();
  await stayAwake();
}

async function stayAwake() {
  lock = await navigator.wakeLock?.request("screen").catch(() => null);
  if (!isRunning()) lock?.release(); // paused before the lock was there
}

function stop(words) {
  left = Math.max(0, remaining());
  endsAt = null;
  lock?.release();
  lock = null;
  say(words);
}

const actions = {
  toggle: () => (isRunning() ? stop("Paused") : start()),
  skip: () => {
    enter(Math.min(at + 1, phases.length), Date.now());
    if (phases[at]) announce();
  },
  restart: () => {
    stop("From the beginning");
    at = 0;
    left = phases[0].seconds * 1000;
    spoken = new Set();
  },
};
panel.addEventListener("click", (event) => {
  const name = event.target.dataset.do;
  if (!name) return;
  actions[name]();
  draw();
});
document.addEventListener("visibilitychange", () => {
  tick();
  // The screen may sleep again once the page was out of sight.
  if (isRunning() && document.visibilityState === "visible") stayAwake();
});
setInterval(tick, 200);
draw();
