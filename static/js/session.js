// A session of the team ends after a while without use. Five minutes before, the page
// asks. At the end it covers itself and shows nobody's name; after signing in again, as
// the same person, everything typed is still there.
//
// The server keeps the time. This script reports presses and typed keys, at most once a
// minute; what the page fetches by itself is not use.
const { session } = document.querySelector("script[data-session]").dataset;
const MINUTE = 60_000;
const CHANNEL = new BroadcastChannel("session");
const title = document.title;
// What the dialog says, in the words of the page: unused, whole or over.
const words = [...document.querySelectorAll("template[data-session-words]")];
const WORDS = Object.fromEntries(words.map((each) => [each.dataset.sessionWords, each]));

let who = null; // the person whose page this is
let formKey = ""; // what a form must send, as the server knows it now
let endsAt = Infinity; // by our clock
let warnsAt = Infinity;
let canStay = true; // false when the whole length of a session is nearly over
let reportedAt = 0;
let typed = false;
let asking = false;

const dialog = document.createElement("dialog");
dialog.className = "session";
dialog.setAttribute("aria-labelledby", "session-title");
dialog.addEventListener("cancel", (event) => event.preventDefault());
document.body.append(dialog);

// Ask how long the session lasts; with `use`, report that somebody is here.
async function ask(use = false) {
  const method = use ? "POST" : "GET";
  const headers = use ? { "X-CSRFToken": formKey } : {};
  try {
    const answer = await fetch(session, { method, headers, cache: "no-store" });
    if (answer.ok) learn(await answer.json());
    else if (use) await ask(); // signed in again elsewhere: the key is a new one
  } catch {
    // Without a network the clock runs on, and the next tick asks again.
  }
}

function learn(state) {
  if (!state.signed_in) {
    endsAt = 0;
    return tick();
  }
  if (who && who !== state.who) return location.reload(); // somebody else's page now
  who = state.who;
  const left = Math.min(state.unused, state.whole) * 1000;
  canStay = state.whole > state.unused;
  endsAt = Date.now() + left;
  warnsAt = endsAt - state.warn * 1000;
  if (formKey) renew(state.form_key);
  formKey = state.form_key;
  tick();
}

// Signing in makes a new key; forms that were open before must send it.
function renew(key) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = key;
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = key;
}

function tick() {
  if (Date.now() >= endsAt) cover();
  else if (Date.now() >= warnsAt) warn();
  else uncover();
}

function warn() {
  if (dialog.dataset.state === "warn") return;
  uncover();
  fill("warn", canStay ? "unused" : "whole");
  dialog.querySelector("[data-stay]")?.addEventListener("click", () => ask(true));
  dialog.querySelector("[data-later]")?.addEventListener("click", () => {
    warnsAt = Infinity;
    uncover();
  });
}

function cover() {
  if (dialog.dataset.state === "over") return;
  fill("over", "over");
  if (!typed) dialog.querySelector("[data-typed]").remove();
  document.title = dialog.querySelector("[data-title]").dataset.title;
  // A page on which nothing was typed has nothing to keep.
  if (!typed) for (const part of [...document.body.children]) if (part !== dialog) part.remove();
}

function fill(state, words) {
  dialog.dataset.state = state;
  document.documentElement.dataset.session = state;
  dialog.replaceChildren(WORDS[words].content.cloneNode(true));
  if (!dialog.open) dialog.showModal();
}

function uncover() {
  if (!dialog.dataset.state) return;
  if (dialog.dataset.state === "over" && !typed) return location.reload();
  delete dialog.dataset.state;
  delete document.documentElement.dataset.session;
  document.title = title;
  dialog.close();
}

function used(event) {
  if (!event.isTrusted || dialog.open) return;
  if (event.type === "input") typed = true;
  if (Date.now() - reportedAt < MINUTE) return;
  reportedAt = Date.now();
  ask(true);
}

for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, used, true);

// Another tab may have been used, or signed in again: ask before believing the end.
async function look() {
  if (asking || (Date.now() < Math.min(warnsAt, endsAt) && !dialog.open)) return;
  asking = true;
  await ask();
  tick();
  asking = false;
}

CHANNEL.addEventListener("message", () => ask());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
setInterval(look, 5000);
ask();
