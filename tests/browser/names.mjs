// What the controls of a page are called.

/** The accessible names of all controls one can see, as far as a test needs them. */
export const controlNames = (page) =>
  page.evaluate(() => {
    const nameOf = (element) => {
      const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
      if (label) return label.trim();
      const copy = element.cloneNode(true);
      for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
      return copy.textContent.trim();
    };
    const controls = document.querySelectorAll("button, a[href], input, select, textarea, [role=tab]");
    return [...controls].filter((element) => element.checkVisibility()).map(nameOf);
  });

/** The names that are missing (empty) or there more than once. */
export async function badNames(page) {
  const names = await controlNames(page);
  return [...new Set(names.filter((name, index) => !name || names.indexOf(name) !== index))];
}
