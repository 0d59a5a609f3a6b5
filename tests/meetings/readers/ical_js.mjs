// What ical.js makes of a calendar: every date of it, as [title, start, end, status], times in seconds.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [path, until] = [process.argv[2], Number(process.argv[3])];
const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
const found = [];
const components = calendar.getAllSubcomponents("vevent");
for (const component of components) {
  if (component.hasProperty("recurrence-id")) continue;
  const uid = component.getFirstPropertyValue("uid");
  const exceptions = components.filter(
    (other) => other.hasProperty("recurrence-id") && other.getFirstPropertyValue("uid") === uid,
  ); // left alone, it relates those of every event to each
  const event = new ICAL.Event(component, { exceptions });
  const dates = event.iterator();
  for (let date = dates.next(); date && date.toUnixTime() < until; date = dates.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(date);
    const status = item.component.getFirstPropertyValue("status");
    found.push([item.summary, startDate.toUnixTime(), endDate.toUnixTime(), status ?? ""]);
  }
}
console.log(JSON.stringify(found));
