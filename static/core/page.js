// What every page starts. Each behaviour looks for its own mark and may be missing.
import { startDiscreet } from "./discreet.js";
import { startForms } from "./forms.js";
import { startMenus } from "./menus.js";
import { startNotices } from "./notices.js";
import { startOffline } from "./offline.js";
import { startQuickExit } from "./quick_exit.js";
import { startLeftovers } from "../rooms/leftovers.js";

startQuickExit();
startMenus();
startForms();
startDiscreet();
if ("live" in document.body.dataset) {
  startLeftovers();
  startNotices();
  startOffline();
}
