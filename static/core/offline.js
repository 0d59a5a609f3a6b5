// Keeps the offline page ready on this device (worker.js).
import { workerAddress } from "./html.js";

export function startOffline() {
  const address = workerAddress();
  if (address) navigator.serviceWorker?.register(address, { scope: "/" }).catch(() => {});
}
