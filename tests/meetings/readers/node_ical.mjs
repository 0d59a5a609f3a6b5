// What node-ical makes of a calendar: every date of it, as [title, start, end, status], times in seconds.
import { readFileSync } from "node:fs";
import ical from "node-ical";

const [path, until] = [process.argv[2], Number(process.argv[3])];
const seconds = (date) => date.getTime() / 1000;
const found = [];
for (const event of Object.values(ical.sync.parseICS(readFileSync(path, "utf8")))) {
  if (event?.type !== "VEVENT") continue;
  if (!event.rrule) {
    found.push([event.summary, seconds(event.start), seconds(event.end), event.status ?? ""]);
    continue;
  }
  const range = { from: new Date("2026-01-01"), to: new Date(until * 1000) };
  for (const one of ical.expandRecurringEvent(event, range)) {
    found.push([one.summary, seconds(one.start), seconds(one.end), one.event.status ?? ""]);
  }
}
console.log(JSON.stringify(found));
