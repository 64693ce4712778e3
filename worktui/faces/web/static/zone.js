// Shows times in the zone of this device, once, when no zone was asked for.
"use strict";
(() => {
  const select = document.getElementById("tz");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const asked = new URLSearchParams(location.search);
  if (!select || !zone || zone === select.value || asked.has("tz") || asked.has("other")) return;
  asked.set("tz", zone);
  location.replace(`${location.pathname}?${asked}${location.hash}`);
})();
