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

const panel = root.querySelector("[data-timer-panel]").content.firstElementChild.cloneNode(true);
root.querySelector(".timer__plan").before(panel);

const face = (name) => panel.querySelector(name);
const ring = face(".timer__ring");
const words = face("[role=status]").dataset; // what is said aloud
ring.style.strokeDasharray = RING;
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

function say(what) {
  face("[role=status]").textContent = what;
  if (option("voice") && "speechSynthesis" in window) {
    speechSynthesis.cancel(); // a tab that slept has only the newest to say
    const spoken = new SpeechSynthesisUtterance(what);
    spoken.lang = document.documentElement.lang;
    speechSynthesis.speak(spoken);
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
  const next = phases[at + 1];
  const [now, after] = [face(".timer__now"), face(".timer__next")];
  face(".timer__left").textContent = phase ? inWords(remaining()) : "0:00";
  now.textContent = phase ? phase.words : now.dataset.done;
  after.textContent = next ? after.dataset.next.replace("{phase}", next.words) : "";
  const part = phase ? 1 - remaining() / (phase.seconds * 1000) : 1;
  ring.style.strokeDashoffset = RING * part;
  button.textContent = button.dataset[doing(phase, part)];
  phases.forEach(({ item }, n) => {
    if (n === at) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}

// What the first button does now.
function doing(phase, part) {
  if (isRunning()) return "pause";
  if (!phase) return "again";
  return at || part ? "goOn" : "start";
}

// The figure turns to the side that works now.
function show(side) {
  const choice = side && document.querySelector(`.mirror input[value="${side}"]`);
  if (choice) choice.checked = true;
}

function once(mark, what) {
  if (spoken.has(mark)) return;
  spoken.add(mark);
  say(what);
}

function enter(n, from) {
  at = n;
  spoken = new Set();
  const phase = phases[at];
  if (!phase) return stop(words.done);
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
    if (phase.seconds >= 20 && seconds <= phase.seconds / 2) once("half", words.half);
    if (phase.seconds > 10 && seconds <= LAST_CALL) once("last", words.last.replace("{seconds}", LAST_CALL));
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

function stop(what) {
  left = Math.max(0, remaining());
  endsAt = null;
  lock?.release();
  lock = null;
  say(what);
}

const actions = {
  toggle: () => (isRunning() ? stop(words.paused) : start()),
  skip: () => {
    enter(Math.min(at + 1, phases.length), Date.now());
    if (phases[at]) announce();
  },
  restart: () => {
    stop(words.restarted);
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
