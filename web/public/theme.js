// Runs before the first paint, so that nobody in the dark is shown a white page.
(() => {
  let choice = "system";
  try {
    choice = localStorage.getItem("orchestrasec.theme") ?? "system";
  } catch {
    // Storage may be forbidden; the system's choice is then good enough.
  }
  const dark = choice === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : choice === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
