// The peer: Node's socket.io as it comes, with the same events as serve.py.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const live = new Server(http, { serveClient: false, transports: ["websocket"] });
const blocked = Number(process.env.BLOCKED || 0);
const sockets = [];

live.on("connection", (socket) => {
  sockets.push(socket);
  socket.on("join", (data, acknowledge) => {
    socket.join("room");
    acknowledge({ ok: true });
  });
  socket.on("say", (data, acknowledge) => {
    const own = sample(Math.floor(sockets.length * blocked));
    if (own.length) {
      live.to("room").except(own).emit("said", data);
      for (const id of own) live.to(id).emit("said", { hidden: true });
    } else {
      live.to("room").emit("said", data);
    }
    acknowledge("acked");
  });
});

function sample(count) {
  const first = Math.floor(Math.random() * sockets.length);
  return Array.from({ length: count }, (_, step) => sockets[(first + step * 7) % sockets.length].id);
}

http.listen(0, "127.0.0.1", () => console.log(http.address().port));
