// The first screen: offers the time zone in which this browser is.

const zones = document.getElementById("field-time_zone");

if (zones instanceof HTMLSelectElement && !zones.value) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zones.options].some((option) => option.value === here)) zones.value = here;
}
