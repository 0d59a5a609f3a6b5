// Socket.IO's own JavaScript client: joins by token, posts, goes away, comes back.
// Says what it met as lines of JSON; a line on standard input calls it back.
import { once } from "node:events";
import { io } from "socket.io-client";

const [address, token, stream, ...transports] = process.argv.slice(2);

const tell = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);

async function connect() {
  const client = io(address, { auth: { token }, transports, reconnection: false, forceNew: true });
  await new Promise((done) => {
    client.once("connect", done);
    client.once("connect_error", (error) => {
      tell({ refused: { message: error.message, data: error.data } });
      process.exit(0);
    });
  });
  return client;
}

const call = (client, event, packet) => client.timeout(10000).emitWithAck(event, packet);

const first = await connect();
const joined = await call(first, "join", { stream, since: 0 });
const packet = { stream, body: "Hello from Node.", key: `node-${stream.slice(5)}` };
const posted = await call(first, "post_message", packet);
tell({ joined, posted, again: await call(first, "post_message", packet) });
first.disconnect();
tell({ away: true });
await once(process.stdin, "data");
const second = await connect();
tell({ resumed: await call(second, "join", { stream, since: posted.seq }) });
second.disconnect();
process.exit(0);
