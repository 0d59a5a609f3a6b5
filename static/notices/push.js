// Asks the browser to be pushed to, and hands its answer to the form that stands there (`data-push`).
const form = document.querySelector("form[data-push]");

if (form && "serviceWorker" in navigator && "PushManager" in globalThis) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.endpoint.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    subscribe().then(hand, refuse);
  }, true);
}

async function subscribe() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  await old?.unsubscribe(); // a key that was changed since would never be right again
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.push });
}

function hand(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  form.endpoint.value = endpoint;
  form.p256dh.value = keys.p256dh;
  form.auth.value = keys.auth;
  form.requestSubmit();
}

function refuse() {
  form.querySelector("[data-push-refused]").hidden = false;
}
