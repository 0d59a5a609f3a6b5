// Times in the reader's own zone. Fragments that are broadcast carry UTC, for nobody in particular.

/** When a line was said. */
export function instantOf(line) {
  return line.querySelector("time").dateTime;
}

/** Functions that word an instant as its reader lives it. */
export function clockFor({ zone, locale }) {
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const date = format({ weekday: "long", day: "numeric", month: "long" });
  const key = format({ year: "numeric", month: "2-digit", day: "2-digit" });
  return {
    time: (at) => time.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    day: (at) => key.format(new Date(at)),
    stamp(at) {
      const element = document.createElement("time");
      element.dateTime = at;
      element.textContent = time.format(new Date(at));
      return element;
    },
    localise(root) {
      for (const element of root.querySelectorAll("time[datetime]")) {
        element.textContent = time.format(new Date(element.dateTime));
      }
    },
  };

  function format(options) {
    try {
      return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...options, timeZone: zone || undefined });
    } catch {
      return new Intl.DateTimeFormat("en", options);
    }
  }
}
