// Words that a closed tab left unsent go out from whatever page is opened next. Whether they are
// this member's is the server's word: joining tells as whom one would speak.
import * as device from "../core/device.js";
import { ask, connected, connection } from "../core/socket.js";
import { Outbox } from "./outbox.js";

export function startLeftovers() {
  const open = document.querySelector("[data-log][data-live]")?.dataset.stream;
  connection.addEventListener("up", sendAll);
  if (connected()) sendAll();

  async function sendAll() {
    for (const scope of scopes()) {
      const [, me, stream] = /^(\d+):(.+)$/.exec(scope) ?? [];
      if (stream && stream !== open) await send(outboxOf(scope, stream), Number(me), stream).catch(() => {});
    }
  }
}

function scopes() {
  return new Set(device.names("outbox:").map((name) => name.split(":").slice(1, -2).join(":")));
}

async function send(outbox, me, stream) {
  if (!outbox.items().some((item) => item.state === "waiting")) return;
  const joined = await ask("join", { stream, since: Number.MAX_SAFE_INTEGER, quiet: true });
  if (!joined.ok) return;
  if (joined.me === me) await outbox.send();
  await ask("leave", { stream });
}

function outboxOf(scope, stream) {
  return new Outbox({
    scope,
    shelf: device,
    post: (words) => ask("post_message", { stream, ...words }),
    alone: device.alone,
    told: { changed() {}, accepted() {} },
  });
}
