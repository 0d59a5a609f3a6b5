// A channel: that somebody handed over to those on duty, told in the log while it is open.
import { announce } from "../core/announce.js";
import { say } from "../core/words.js";
import { room } from "../rooms/show.js";

const SOMEONE = document.querySelector(".care-line a"); // the way to somebody now, in this group

room?.told.addEventListener("entry", ({ detail: { entry, how } }) => {
  if (entry.kind !== "handed_over") return;
  const sentence = say("handed_over", { who: entry.data.membership.handle });
  room.scroll.added(0, () => {
    const line = room.lines.event("", entry.at);
    const link = document.createElement("a");
    link.href = SOMEONE.href;
    link.textContent = sentence;
    line.append(link);
  });
  if (how.live) announce(sentence);
});
