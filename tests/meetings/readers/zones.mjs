// How ical.js, which Thunderbird and Nextcloud read with, takes our zones: [{zone, ics, walls, moments}] in a file.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const wrong = [];
for (const { zone, ics, walls, moments } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const component = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${ics}END:VCALENDAR\r\n`));
  const read = new ICAL.Timezone(component.getFirstSubcomponent("vtimezone"));
  walls.forEach((wall, number) => {
    const time = ICAL.Time.fromDateTimeString(wall);
    time.zone = read;
    if (time.toUnixTime() !== moments[number]) wrong.push([zone, wall, time.toUnixTime(), moments[number]]);
  });
}
console.log(JSON.stringify(wrong));
