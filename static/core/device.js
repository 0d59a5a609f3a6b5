// What this site keeps on the device: unsent words, drafts, small choices. One prefix, one broom.
const PREFIX = "hearth:";
const OFFLINE = "hearth-offline"; // the page of crisis lines, the same for everyone
const memory = new Map();
const shelf = usable(globalThis.localStorage) ?? {
  get length() { return memory.size; },
  key: (index) => [...memory.keys()][index] ?? null,
  getItem: (name) => memory.get(name) ?? null,
  setItem: (name, value) => void memory.set(name, value),
  removeItem: (name) => void memory.delete(name),
};

/** Keep a value (anything JSON can say) under a name. */
export function keep(name, value) {
  shelf.setItem(PREFIX + name, JSON.stringify(value));
}

/** The value kept under a name, or null. Unreadable values count as absent. */
export function kept(name) {
  try {
    return JSON.parse(shelf.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function drop(name) {
  shelf.removeItem(PREFIX + name);
}

/** A choice that pages are drawn by, and that the site itself keeps nowhere; empty forgets it. */
export function remember(name, value) {
  const lasts = value ? 31_536_000 : 0;
  document.cookie = `${name}=${value}; Path=/; Max-Age=${lasts}; SameSite=Lax`;
}

/** All names that begin so, sorted. */
export function names(beginning) {
  const found = [];
  for (let index = 0; index < shelf.length; index += 1) {
    const name = shelf.key(index);
    if (name?.startsWith(PREFIX + beginning)) found.push(name.slice(PREFIX.length));
  }
  return found.sort();
}

/** Call back when another tab changes something whose name begins so. */
export function onChangeElsewhere(beginning, changed) {
  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX + beginning)) changed();
  });
}

/** Do it in one tab at a time, where the browser can tell (not on plain http; then several may). */
export function alone(name, act) {
  return navigator.locks ? navigator.locks.request(name, act) : act();
}

/** L1.6: whoever is signed out leaves nothing behind on this device. */
export async function forgetEverything() {
  names("").forEach(drop);
  remember("country", "");
  try {
    sessionStorage.clear();
    for (const name of (await globalThis.caches?.keys()) ?? []) {
      if (name !== OFFLINE) await caches.delete(name);
    }
  } catch {
    // Storage that cannot be opened holds nothing.
  }
  await unsubscribe().catch(() => null); // last: it may wait for the maker's server, and what is here must go
}

/** L9.1: a browser that is signed out is pushed to no more. */
async function unsubscribe() {
  const worker = await globalThis.navigator?.serviceWorker?.getRegistration?.("/");
  const subscription = await worker?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

function usable(storage) {
  try {
    storage.setItem(`${PREFIX}try`, "1");
    storage.removeItem(`${PREFIX}try`);
    return storage;
  } catch {
    return null;
  }
}
