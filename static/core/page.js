// What every page starts. Each behaviour looks for its own mark and may be missing.
import { names } from "./device.js";
import { startDiscreet } from "./discreet.js";
import { startForms } from "./forms.js";
import { startMenus } from "./menus.js";
import { startNotices } from "./notices.js";
import { startOffline } from "./offline.js";
import { startQuickExit } from "./quick_exit.js";

startQuickExit();
startMenus();
startForms();
startDiscreet();
if ("live" in document.body.dataset) {
  startNotices();
  startOffline();
  if (document.querySelector("[data-renew]")) {
    import("./renewal.js").then(({ startRenewal }) => startRenewal(), () => {});
  }
  if (names("outbox:").length) {
    import("../rooms/leftovers.js").then(({ startLeftovers }) => startLeftovers(), () => {});
  }
}
