// Reads a calendar file with ical.js and prints what it understood, as JSON.
// node read_calendar.mjs <path of ical.js> < file.ics
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));

for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const utc = (time) => time.toJSDate().toISOString();

function startsOf(event) {
  const starts = event.iterator();
  const found = [];
  for (let next = starts.next(); next && found.length < 20; next = starts.next()) {
    found.push(utc(next));
  }
  return found;
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    starts: startsOf(event),
    ends: utc(event.endDate),
    sequence: event.sequence,
    organizer: event.organizer,
    alarms: component.getAllSubcomponents("valarm").length,
  };
});

console.log(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), events }));
